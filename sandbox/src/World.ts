import { Faults } from './http/faults';
import type { HostRoutes, HostSocket } from './http/HostServer';
import { Timeline } from './http/Timeline';
import { ChangeOrigin } from './model/ChangeOrigin';
import { Clock } from './model/Clock';
import { EventBus } from './model/EventBus';
import type { Alert } from './model/alerts';
import type { AddressConfiguration, Conversation } from './model/conversations';
import type { ContentTemplate } from './model/content';
import type { FlexFlow } from './model/flexFlows';
import type { FlexPlugin, PluginConfiguration, PluginRelease } from './model/flexPlugins';
import { USUAL_RULES } from './model/interactions';
import type { Interaction, InteractionRules } from './model/interactions';
import type { LoggedMessage, MessagingService } from './model/messaging';
import type { Person } from './model/Person';
import type { PhoneNumber } from './model/phoneNumbers';
import type { Profile } from './model/Profile';
import { Random } from './model/Random';
import type { ServerlessService } from './model/serverless';
import { namedSid } from './model/sid';
import type { SyncService } from './model/sync';
import type { Sid } from './model/sid';
import type { StudioExecution, StudioFlow } from './model/studio';
import type {
  Activity,
  Reservation,
  Task,
  TaskChannel,
  TaskQueue,
  TaskRouterEvent,
  Worker,
  Workflow,
  Workspace,
} from './model/taskrouter';
import type { ConversationsWebhooks, InteractionWebhook, WebhookDelivery } from './model/webhooks';
import type { EventBridgeRoute, Services } from './services/Services';
import type { CarryWebhook } from './services/webhooks/attempt';
import { SenderQueues } from './strict/SenderQueues';
import { TwilsockHub } from './wire/twilsock/TwilsockHub';

export interface Account {
  sid: Sid;
  authToken: string;
  apiKeySid: Sid;
  apiKeySecret: string;
  friendlyName: string;
}

/** What a world takes from outside, where it is not to take it from this computer. */
export interface Surroundings {
  /** When time begins; it stands there, and goes on only as the clock is told to. */
  begins?: Date;
  /** 0 ≤ x < 1; one with a seed makes the same world each time. */
  random?: () => number;
  /** Carries webhooks in the place of HTTP. */
  carryWebhook?: CarryWebhook;
}

/**
 * Everything that the sandbox knows, in memory: one account with its state, its services, its time.
 * A reset makes a new world; nothing of the old one lives on.
 */
export class World {
  readonly clock: Clock;
  readonly random: Random;
  readonly events = new EventBus();
  readonly timeline = new Timeline();
  readonly faults: Faults;
  readonly account: Account = {
    sid: namedSid('AC', 'sandbox'),
    authToken: namedSid('', 'sandbox auth token'),
    apiKeySid: namedSid('SK', 'sandbox'),
    apiKeySecret: namedSid('', 'sandbox api key secret'),
    friendlyName: 'Sandbox',
  };
  readonly people = new Map<string, Person>();

  readonly flexInstanceSid: Sid = namedSid('GO', 'flex');
  readonly chatServiceSid: Sid = namedSid('IS', 'flex');
  readonly syncServiceSid: Sid = namedSid('IS', 'sync');
  /** Beside the default one. */
  readonly syncServices = new Map<Sid, SyncService>();
  /** `ui_attributes` of the Flex configuration. */
  uiAttributes: Record<string, unknown> = { version_compatibility: 'yes' };
  /** Of Flex UI. */
  flexUiVersion = '2.17.1';
  /** Feature flags that are on, by id. */
  readonly features = new Set<string>();
  /** Built here, not deployed: name, version, and the address of the built file. */
  plugins: { name: string; version: string; src: string }[] = [];
  readonly flexPlugins = new Map<Sid, FlexPlugin>();
  readonly pluginConfigurations = new Map<Sid, PluginConfiguration>();
  /** The last one is active. */
  readonly pluginReleases = new Map<Sid, PluginRelease>();

  workspace!: Workspace;
  readonly activities = new Map<Sid, Activity>();
  readonly taskChannels = new Map<Sid, TaskChannel>();
  readonly workers = new Map<Sid, Worker>();
  readonly taskQueues = new Map<Sid, TaskQueue>();
  readonly workflows = new Map<Sid, Workflow>();
  readonly tasks = new Map<Sid, Task>();
  readonly reservations = new Map<Sid, Reservation>();
  /** The latest ones, newest last. */
  readonly taskRouterEvents: TaskRouterEvent[] = [];

  readonly conversations = new Map<Sid, Conversation>();
  readonly addresses = new Map<Sid, AddressConfiguration>();
  /** Bought, by the number itself; those of SMS addresses are ours as well. */
  readonly phoneNumbers = new Map<string, PhoneNumber>();
  readonly interactions = new Map<Sid, Interaction>();
  interactionRules: InteractionRules = USUAL_RULES;
  readonly flexFlows = new Map<Sid, FlexFlow>();
  readonly studioFlows = new Map<Sid, StudioFlow>();
  readonly studioExecutions = new Map<Sid, StudioExecution>();
  readonly messageLog: LoggedMessage[] = [];
  readonly contentTemplates = new Map<Sid, ContentTemplate>();
  readonly messagingServices = new Map<Sid, MessagingService>();
  readonly serverlessServices = new Map<Sid, ServerlessService>();
  /** What Twilio's debugger shows, newest last. Services add to it by `services.monitor.alert`. */
  readonly alerts: Alert[] = [];
  /** Customers who sent STOP, each as `<sender or Messaging Service> <customer>`. */
  readonly optOuts = new Set<string>();

  /** Who brings about what happens just now in Conversations. */
  readonly origin = new ChangeOrigin();
  /** Where the sandbox listens, once it does. */
  port = 0;
  /** Local origins that stand for public ones, for webhooks: `{"https://example.com": "http://localhost:4001"}`. */
  hosts: Readonly<Record<string, string>> = {};
  profile: Profile = 'usual';
  readonly senderQueues = new SenderQueues(this);
  /** How long a conversation that is made with participants stays `initializing`. */
  initializingMilliseconds = 0;
  readonly conversationsWebhooks = new Map<'account' | 'service', ConversationsWebhooks>();
  /** By `ttid`. */
  readonly interactionWebhooks = new Map<string, InteractionWebhook>();
  /** What was sent to backends lately, newest last. */
  readonly webhookLog: WebhookDelivery[] = [];

  services!: Services;
  /** Added by each service when it is made. */
  readonly routes: HostRoutes[] = [];
  readonly sockets: HostSocket[] = [];
  /** Carries the browsers' Sync and Conversations; each service adds its host. */
  readonly twilsock = new TwilsockHub(this);
  /** Paths of the event bridge, added by each service when it is made or by `eventBridge.route`. */
  readonly eventBridgeRoutes: EventBridgeRoute[] = [];

  private readonly kept = new Map<string, Collection>();
  private readonly restorations: (() => void)[] = [];
  private readonly endings: (() => void)[] = [];

  constructor(readonly surroundings: Surroundings = {}) {
    this.clock = new Clock(surroundings.begins);
    this.random = new Random(surroundings.random);
    this.faults = new Faults(this.random);
  }

  /** What services keep besides the fields of this world, by name. */
  get keptCollections(): ReadonlyMap<string, Collection> {
    return this.kept;
  }

  /** A collection of a service's own, plain data, that a state file is to keep. Answers it. */
  keep<C extends Collection>(name: string, collection: C): C {
    this.kept.set(name, collection);
    return collection;
  }

  /** Runs `action` once this world holds what a state file kept: timers and what browsers see are to be made anew. */
  onRestored(action: () => void): void {
    this.restorations.push(action);
  }

  restored(): void {
    for (const restore of this.restorations) restore();
  }

  /** Runs `action` when this world ends, on a reset or when the sandbox closes. */
  onDispose(action: () => void): void {
    this.endings.push(action);
  }

  dispose(): void {
    this.clock.dispose();
    for (const end of this.endings) end();
  }
}

/** Data that is filled in place. */
export type Collection = Map<unknown, unknown> | Set<unknown> | unknown[];
