import type { World } from '../../World';
import { configurationRoutes } from './configurationRoutes';
import { conversationUserRoutes } from './conversationUserRoutes';
import { flexHosts } from './flexHosts';
import { flexFlowRoutes } from './flexFlowRoutes';
import { noteRoutes } from './noteRoutes';

/** Flex's own API and the hosts that the agent desktop asks when it starts. */
export function createFlexApi(world: World): void {
  configurationRoutes(world);
  conversationUserRoutes(world);
  flexHosts(world);
  noteRoutes(world);
  flexFlowRoutes(world);
}
