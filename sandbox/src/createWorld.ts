import { World } from './World';
import { seed } from './seed/seed';
import type { SeedOptions } from './seed/seed';
import { createConversations } from './services/conversations/createConversations';
import { createEventBridge } from './services/event-bridge/createEventBridge';
import { createFlexApi } from './services/flex-api/createFlexApi';
import { createIam } from './services/iam/createIam';
import { createInteractions } from './services/interactions/createInteractions';
import { createMessaging } from './services/messaging/createMessaging';
import { createStudio } from './services/studio/createStudio';
import { createSync } from './services/sync/createSync';
import { createTaskRouter } from './services/taskrouter/createTaskRouter';

/** A new world with its services and its demo contact centre. */
export function createWorld(options: SeedOptions = {}): World {
  const world = new World();
  // Services find one another through `world.services` when they are called, so their order does not matter.
  world.services = {
    iam: createIam(world),
    sync: createSync(world),
    conversations: createConversations(world),
    taskrouter: createTaskRouter(world),
    eventBridge: createEventBridge(world),
    interactions: createInteractions(world),
    messaging: createMessaging(world),
    studio: createStudio(world),
  };
  createFlexApi(world);
  seed(world, options);
  return world;
}
