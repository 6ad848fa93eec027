import type { World } from '../../World';
import type { Interactions } from '../Services';
import { eventBridgeRoutes } from './eventBridgeRoutes';
import { followWorld } from './followWorld';
import { interactionRoutes } from './interactionRoutes';
import { liveChannelOf } from './lookup';
import { openInteraction } from './openInteraction';

/**
 * Interactions: what ties a conversation to the tasks by which agents work on it.
 * https://www.twilio.com/docs/flex/developer/conversations/interactions-api
 */
export function createInteractions(world: World): Interactions {
  interactionRoutes(world);
  eventBridgeRoutes(world);
  followWorld(world);
  return {
    create: (input) => openInteraction(world, input),
    channelOf: (conversationSid) => liveChannelOf(world, conversationSid),
  };
}
