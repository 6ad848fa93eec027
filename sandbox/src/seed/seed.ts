import { loadWorld } from '../state/worldState';
import type { WorldState } from '../state/worldState';
import type { World } from '../World';
import { USUAL_RULES } from '../model/interactions';
import type { InteractionRules } from '../model/interactions';
import type { Profile } from '../model/Profile';
import { namedSid } from '../model/sid';
import { addTaskChannel } from '../services/taskrouter/records';
import { seedAddresses } from './seedAddresses';
import { seedBusyDay } from './seedBusyDay';
import { seedContent } from './seedContent';
import { seedFlows } from './seedFlows';
import { seedFreshAccount } from './seedFreshAccount';
import { seedMessagingService } from './seedMessagingService';
import { seedServerless } from './seedServerless';
import { AGENTS, PEOPLE, seedContactCentre, titleOf } from './seedContactCentre';

/**
 * What a new sandbox holds: `demo` is a small contact centre; `empty` a workspace with one agent, no numbers and no
 * customers; `busy` the demo with ten agents who are in fifty conversations; `fresh` a Flex account as Twilio makes it,
 * with one agent and a number that was bought, to install into.
 */
export const SEEDS = ['demo', 'empty', 'busy', 'fresh'] as const;
export type SeedName = (typeof SEEDS)[number];

export interface AccountWebhook {
  url: string;
  /** Names of events. */
  filters: string[];
}

export interface SeedOptions {
  /** `demo` where it is left out. */
  seed?: SeedName;
  /** Merged over `ui_attributes` of the Flex configuration. */
  uiAttributes?: Record<string, unknown>;
  /** More task channels than Flex's own, by unique name. */
  taskChannels?: string[];
  plugins?: World['plugins'];
  /** Flex's feature flags that are on, by id, such as `new-transfer-experience`. */
  features?: string[];
  /** In what this account differs from the usual one. */
  interactions?: Partial<InteractionRules>;
  /** Local origins to which webhooks for public ones go: `{"https://example.com": "http://localhost:4001"}`. */
  hosts?: Record<string, string>;
  /** The account's post-event webhook of Conversations, with the events that it is told of. */
  conversationsWebhook?: AccountWebhook;
  /** The account's global webhook of Interactions, with the events that it is told of. */
  interactionsWebhook?: AccountWebhook;
  /** The workspace's event callback, with the events that it is told of; of all where there are none. */
  taskRouterWebhook?: AccountWebhook;
  /**
   * Filters that stand before the workflow's own, as
   * https://www.twilio.com/docs/taskrouter/workflow-configuration describes them. The SIDs of queues are the same at
   * each start.
   */
  workflowFilters?: object[];
  /** Sync services beside the default one, by name, with access control. */
  syncServices?: string[];
  /** Senders in the demo's Messaging Service besides its own: from `+14155550100` alone, say, nothing can be scheduled. */
  messagingServiceSenders?: string[];
  /** How long a conversation made with participants stays `initializing`; not at all where it is left out. */
  initializingMilliseconds?: number;
  /** `usual` where it is left out. */
  profile?: Profile;
  /** The account's version of Flex UI, as the Flex Configuration tells it: that of the bundle. */
  flexUiVersion?: string;
}

/** The name of the account's own webhook, the same each time. */
const TTID = 'flex_interactionwebhook_00000000000000000000000001';

/** Fills a new world: with what a state file kept, or else with its seed, the same each time. */
export function seed(world: World, options: SeedOptions, state?: WorldState): void {
  world.plugins = options.plugins ?? [];
  world.flexUiVersion = options.flexUiVersion ?? world.flexUiVersion;
  const hosts = Object.entries(options.hosts ?? {});
  world.hosts = Object.fromEntries(hosts.map(([url, local]) => [new URL(url).origin, local]));
  world.profile = options.profile ?? 'usual';
  world.initializingMilliseconds = options.initializingMilliseconds ?? 0;
  for (const feature of options.features ?? []) world.features.add(feature);
  world.interactionRules = { ...USUAL_RULES, ...options.interactions };
  if (state) loadWorld(world, state);
  else fill(world, options);
  if (!state && options.workflowFilters) addFilters(world, options.workflowFilters);
  world.uiAttributes = { ...world.uiAttributes, ...options.uiAttributes };
  if (options.conversationsWebhook) {
    const { url: postWebhookUrl, filters } = options.conversationsWebhook;
    const webhook = { preWebhookUrl: null, postWebhookUrl, method: 'POST', filters, target: 'webhook' } as const;
    world.conversationsWebhooks.set('account', webhook);
  }
  if (options.interactionsWebhook) {
    const { url, filters: events } = options.interactionsWebhook;
    const of = { ttid: TTID, type: 'global', instanceSid: world.flexInstanceSid } as const;
    world.interactionWebhooks.set(TTID, { ...of, url, method: 'POST', events, friendlyName: null });
  }
  if (options.taskRouterWebhook) {
    const { url: eventCallbackUrl, filters } = options.taskRouterWebhook;
    Object.assign(world.workspace, { eventCallbackUrl, eventsFilter: filters.join(',') });
  }
  for (const friendlyName of options.syncServices ?? []) {
    const sid = namedSid('IS', friendlyName);
    const now = world.clock.now();
    const of = { sid, uniqueName: null, friendlyName, aclEnabled: true, webhookUrl: null };
    world.syncServices.set(sid, { ...of, dateCreated: now, dateUpdated: now });
  }
  const known = [...world.taskChannels.values()].map(({ uniqueName }) => uniqueName);
  for (const uniqueName of options.taskChannels ?? []) {
    if (known.includes(uniqueName)) continue;
    const input = { uniqueName, friendlyName: titleOf(uniqueName), channelOptimizedRouting: false };
    addTaskChannel(world, input, namedSid('TC', uniqueName));
  }
}

function fill(world: World, options: SeedOptions): void {
  const { seed: name = 'demo', taskChannels = [] } = options;
  if (name === 'fresh') return seedFreshAccount(world);
  if (name === 'empty') return seedContactCentre(world, taskChannels, PEOPLE.slice(0, 1));
  if (name === 'busy') return seedBusyDay(world, () => fillDemo(world, options, [...AGENTS, ...PEOPLE.slice(2)]));
  fillDemo(world, options, PEOPLE);
}

function addFilters(world: World, filters: object[]): void {
  for (const workflow of world.workflows.values()) {
    const { task_routing: routing } = JSON.parse(workflow.configuration) as { task_routing: { filters?: object[] } };
    const all = { ...routing, filters: [...filters, ...(routing.filters ?? [])] };
    workflow.configuration = JSON.stringify({ task_routing: all });
  }
}

function fillDemo(
  world: World,
  { taskChannels = [], messagingServiceSenders }: SeedOptions,
  people: typeof PEOPLE,
): void {
  seedContactCentre(world, taskChannels, people);
  seedAddresses(world);
  seedFlows(world);
  seedContent(world);
  seedServerless(world);
  seedMessagingService(world, messagingServiceSenders);
}
