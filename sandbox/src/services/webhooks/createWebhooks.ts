import type { World } from '../../World';
import type { Webhooks } from '../Services';
import { WebhookSender } from './WebhookSender';
import { askBefore } from './conversations/preEvents';
import { followConversations } from './conversations/followConversations';
import { followInteractions } from './interactions/followInteractions';
import { interactionWebhookRoutes } from './interactions/interactionWebhookRoutes';
import { followAssignments } from './taskrouter/followAssignments';
import { followTaskRouter } from './taskrouter/followTaskRouter';

/** Tells people's backends what happens. https://www.twilio.com/docs/usage/webhooks */
export function createWebhooks(world: World): Webhooks {
  const sender = new WebhookSender(world);
  followConversations(world);
  followTaskRouter(world);
  followAssignments(world);
  followInteractions(world);
  interactionWebhookRoutes(world);
  return {
    deliver: (request) => sender.deliver(request),
    askBefore: (change) => askBefore(world, change),
  };
}
