import type { Conversation, ScopedWebhook } from '../../../model/conversations';
import type { World } from '../../../World';
import type { WebhookRequest } from '../../Services';
import type { Parameters } from './conversationParameters';

/** https://www.twilio.com/docs/conversations-classic/conversations-webhooks */
const TIMEOUT_MS = 5000;

interface Target extends Pick<WebhookRequest, 'url' | 'method'> {
  /** A conversation's own webhook; the account's and the service's have no SID. */
  scoped?: ScopedWebhook;
}

/** Account-level and service-level webhooks for this event: each tells of it. */
export const configuredTargets = (world: World, eventType: string, stage: 'pre' | 'post'): Target[] =>
  [...world.conversationsWebhooks.values()].flatMap(({ preWebhookUrl, postWebhookUrl, method, filters }) => {
    const url = stage === 'pre' ? preWebhookUrl : postWebhookUrl;
    return url && filters.includes(eventType) ? [{ url, method }] : [];
  });

/** The conversation's own webhooks for this event. A trigger is for messages in which one of its keywords stands. */
export const scopedTargets = (conversation: Conversation, eventType: string, body = ''): Target[] =>
  [...conversation.webhooks.values()].flatMap((scoped) => {
    const { target, configuration } = scoped;
    const { url, method = 'POST', filters, triggers = [] } = configuration;
    const isFor =
      target === 'trigger'
        ? eventType === 'onMessageAdded' && triggers.some((word) => body.toLowerCase().includes(word.toLowerCase()))
        : target === 'webhook' && filters?.includes(eventType);
    return url && isFor ? [{ url, method, scoped }] : [];
  });

/**
 * Which webhook tells of something: handlers that are to be told once delete it by this SID. Twilio's page does not name
 * these parameters; what its own Functions and flows read does.
 * https://github.com/twilio-professional-services/flex-project-template
 */
export const webhookParameters = (scoped: ScopedWebhook | undefined): Parameters => ({
  RetryCount: '0',
  WebhookType: scoped?.target,
  WebhookSid: scoped?.sid,
});

/** A request of Conversations. Its addresses take no connection overrides. */
export function conversationsRequest(
  world: World,
  { url, method, scoped }: Target,
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
    ...webhookParameters(scoped),
    ...parameters,
  };
  const given = Object.entries(all).flatMap(([name, value]) =>
    value === null || value === undefined ? [] : [[name, value]],
  );
  return {
    kind: 'conversations',
    url,
    method,
    parameters: Object.fromEntries(given) as Record<string, string>,
    timeout: TIMEOUT_MS,
    ignoresOverrides: true,
  };
}
