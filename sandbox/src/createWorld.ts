import path from 'node:path';

import { World } from './World';
import type { Surroundings } from './World';
import { recordEvents } from './http/recordRequests';
import { seed } from './seed/seed';
import type { SeedOptions } from './seed/seed';
import { createAccounts } from './services/accounts/createAccounts';
import { createConsents } from './services/accounts/createConsents';
import { createContent } from './services/content/createContent';
import { createConversations } from './services/conversations/createConversations';
import { createEventBridge } from './services/event-bridge/createEventBridge';
import { createFlexApi } from './services/flex-api/createFlexApi';
import { createFlexPlugins } from './services/flex-plugins/createFlexPlugins';
import { createHello } from './services/hello/createHello';
import { createIam } from './services/iam/createIam';
import { createInteractions } from './services/interactions/createInteractions';
import { createLookups } from './services/lookups/createLookups';
import { createMessaging } from './services/messaging/createMessaging';
import { createMonitor } from './services/monitor/createMonitor';
import { createServerless } from './services/serverless/createServerless';
import { createStudio } from './services/studio/createStudio';
import { createSync } from './services/sync/createSync';
import { createTaskRouter } from './services/taskrouter/createTaskRouter';
import { createWebChats } from './services/web-chats/createWebChats';
import { createWebhooks } from './services/webhooks/createWebhooks';
import type { WorldState } from './state/worldState';

export interface WorldOptions extends SeedOptions, Surroundings {
  /** The folder of what was installed from npm; `.cache` where it is left out. */
  cache?: string;
}

/** A new world with its services, and with what a state file kept or else with its seed. */
export function createWorld(options: WorldOptions = {}, state?: WorldState): World {
  const world = new World(options);
  // Services find one another through `world.services` when they are called, so their order does not matter.
  world.services = {
    iam: createIam(world),
    sync: createSync(world),
    conversations: createConversations(world),
    taskrouter: createTaskRouter(world),
    eventBridge: createEventBridge(world),
    interactions: createInteractions(world),
    messaging: createMessaging(world),
    content: createContent(world),
    monitor: createMonitor(world),
    studio: createStudio(world),
    webChats: createWebChats(world),
    webhooks: createWebhooks(world),
  };
  createAccounts(world);
  createConsents(world);
  createFlexApi(world);
  createFlexPlugins(world);
  createHello(world);
  createLookups(world);
  createServerless(world, options.cache ?? path.resolve('.cache'));
  recordEvents(world);
  seed(world, options, state);
  return world;
}
