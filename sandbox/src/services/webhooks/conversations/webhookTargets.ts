import type { Conversation } from '../../../model/conversations';
import type { World } from '../../../World';
import type { WebhookRequest } from '../../Services';
import type { Parameters } from './conversationParameters';

/** https://www.twilio.com/docs/conversations-classic/conversations-webhooks */
const TIMEOUT_MS = 5000;

type Target = Pick<WebhookRequest, 'url' | 'method'>;

/** Account-level and service-level webhooks for this event: each tells of it. */
export const configuredTargets = (world: World, eventType: string, stage: 'pre' | 'post'): Target[] =>
  [...world.conversationsWebhooks.values()].flatMap(({ preWebhookUrl, postWebhookUrl, method, filters }) => {
    const url = stage === 'pre' ? preWebhookUrl : postWebhookUrl;
    return url && filters.includes(eventType) ? [{ url, method }] : [];
  });

/** The conversation's own webhooks for this event. A trigger is for messages in which one of its keywords stands. */
export const scopedTargets = (conversation: Conversation, eventType: string, body = ''): Target[] =>
  [...conversation.webhooks.values()].flatMap(({ target, configuration }) => {
    const { url, method = 'POST', filters, triggers = [] } = configuration;
    const isFor =
      target === 'trigger'
        ? eventType === 'onMessageAdded' && triggers.some((word) => body.toLowerCase().includes(word.toLowerCase()))
        : target === 'webhook' && filters?.includes(eventType);
    return url && isFor ? [{ url, method }] : [];
  });

/** A request of Conversations. Its addresses take no connection overrides. */
export function conversationsRequest(
  world: World,
  target: Target,
  eventType: string,
  parameters: Parameters,
): WebhookRequest {
  const { source, clientIdentity } = world.origin.current;
  const all: Parameters = {
    AccountSid: world.account.sid,
    ChatServiceSid: world.chatServiceSid,
    EventType: eventType,
    Source: source,
    ClientIdentity: clientIdentity,
    ...parameters,
  };
  const given = Object.entries(all).flatMap(([name, value]) =>
    value === null || value === undefined ? [] : [[name, value]],
  );
  return {
    kind: 'conversations',
    ...target,
    parameters: Object.fromEntries(given) as Record<string, string>,
    timeout: TIMEOUT_MS,
    ignoresOverrides: true,
  };
}
