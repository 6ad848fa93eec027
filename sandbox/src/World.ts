import type { HostRoutes, HostSocket } from './http/HostServer';
import { Clock } from './model/Clock';
import { EventBus } from './model/EventBus';
import type { AddressConfiguration, Conversation, MessagingType } from './model/conversations';
import type { Interaction } from './model/interactions';
import type { LoggedMessage } from './model/messaging';
import type { Person } from './model/Person';
import { namedSid } from './model/sid';
import type { Sid } from './model/sid';
import type {
  Activity,
  Reservation,
  Task,
  TaskChannel,
  TaskQueue,
  Worker,
  Workflow,
  Workspace,
} from './model/taskrouter';
import type { EventBridgeRoute, Services } from './services/Services';
import { TwilsockHub } from './wire/twilsock/TwilsockHub';

export interface Account {
  sid: Sid;
  authToken: string;
  apiKeySid: Sid;
  apiKeySecret: string;
  friendlyName: string;
}

export interface StudioFlow {
  sid: Sid;
  friendlyName: string;
  status: 'draft' | 'published';
  definition: Record<string, unknown>;
  revision: number;
  dateCreated: Date;
  dateUpdated: Date;
}

/**
 * Everything that the sandbox knows, in memory: one account with its state, its services, its time.
 * A reset makes a new world; nothing of the old one lives on.
 */
export class World {
  readonly clock = new Clock();
  readonly events = new EventBus();
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
  readonly proxyServiceSid: Sid = namedSid('KS', 'flex');
  /** `ui_attributes` of the Flex configuration. */
  uiAttributes: Record<string, unknown> = { version_compatibility: 'yes' };
  /** Feature flags that are on, by id. */
  readonly features = new Set<string>();
  /** Flex plugins that the agent desktop loads: name, version, and the address of the built file. */
  plugins: { name: string; version: string; src: string }[] = [];

  workspace!: Workspace;
  readonly activities = new Map<Sid, Activity>();
  readonly taskChannels = new Map<Sid, TaskChannel>();
  readonly workers = new Map<Sid, Worker>();
  readonly taskQueues = new Map<Sid, TaskQueue>();
  readonly workflows = new Map<Sid, Workflow>();
  readonly tasks = new Map<Sid, Task>();
  readonly reservations = new Map<Sid, Reservation>();

  readonly conversations = new Map<Sid, Conversation>();
  readonly addresses = new Map<Sid, AddressConfiguration>();
  readonly interactions = new Map<Sid, Interaction>();
  readonly studioFlows = new Map<Sid, StudioFlow>();
  readonly messageLog: LoggedMessage[] = [];

  services!: Services;
  /** Added by each service when it is made. */
  readonly routes: HostRoutes[] = [];
  readonly sockets: HostSocket[] = [];
  /** Carries the browsers' Sync and Conversations; each service adds its host. */
  readonly twilsock = new TwilsockHub(this);
  /** Paths of the event bridge, added by each service when it is made or by `eventBridge.route`. */
  readonly eventBridgeRoutes: EventBridgeRoute[] = [];

  private readonly endings: (() => void)[] = [];

  /** Runs `action` when this world ends, on a reset or when the sandbox closes. */
  onDispose(action: () => void): void {
    this.endings.push(action);
  }

  dispose(): void {
    this.clock.dispose();
    for (const end of this.endings) end();
  }
}

export type { MessagingType };
