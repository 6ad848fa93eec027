import { TwilioError } from '../../../http/TwilioError';
import type { WebhookDelivery } from '../../../model/webhooks';
import type { World } from '../../../World';
import type { ConversationsChange } from '../../Services';
import { conversationParameters, messageParameters, participantParameters } from './conversationParameters';
import type { Parameters } from './conversationParameters';
import { configuredTargets, conversationsRequest } from './webhookTargets';

/** What the answer may change, by its name there, and as the next webhook is told of it. */
const CONVERSATION_FIELDS = { friendly_name: 'FriendlyName' };
const MESSAGE_FIELDS = { body: 'Body', author: 'Author', attributes: 'Attributes' };

interface PreEvent {
  eventType: string;
  parameters: Parameters;
  changeable: Record<string, string>;
}

const VERBS = { POST: 'Update', DELETE: 'Remove' } as const;

/** Undefined for a change that has no pre-event, and for one of something that is not there. */
function preEventOf(world: World, { method, path, read }: ConversationsChange): PreEvent | undefined {
  const [id, part, sid, ...rest] = path;
  if (method === 'GET' || rest.length > 0) return undefined;
  if (id === undefined) {
    const parameters = { ...given(read, ['FriendlyName', 'UniqueName', 'MessagingServiceSid']), State: 'active' };
    const { address, proxyAddress } = world.origin.current.binding ?? {};
    const binding = { 'MessagingBinding.Address': address, 'MessagingBinding.ProxyAddress': proxyAddress };
    const attributes = read('Attributes') ?? '{}';
    return {
      eventType: 'onConversationAdd',
      parameters: { ...parameters, ...binding, Attributes: attributes, MessageBody: read('MessageBody') },
      changeable: CONVERSATION_FIELDS,
    };
  }
  const conversation = [...world.conversations.values()].find((one) => one.sid === id || one.uniqueName === id);
  if (!conversation) return undefined;
  const verb = VERBS[method];
  if (part === undefined) {
    const changed = given(read, ['FriendlyName', 'UniqueName', 'Attributes', 'State']);
    const parameters = { ...conversationParameters(conversation), ...changed };
    return { eventType: `onConversation${verb}`, parameters, changeable: CONVERSATION_FIELDS };
  }
  if (part === 'Messages') {
    const changed = given(read, ['Body', 'Author', 'Attributes']);
    if (sid === undefined) {
      const parameters = { ConversationSid: conversation.sid, Attributes: '{}', ...changed };
      return { eventType: 'onMessageAdd', parameters, changeable: MESSAGE_FIELDS };
    }
    const message = conversation.messages.find((one) => one.sid === sid);
    const parameters = message && { ...messageParameters(conversation, message), ...changed };
    return parameters && { eventType: `onMessage${verb}`, parameters, changeable: MESSAGE_FIELDS };
  }
  if (part === 'Participants') {
    const binding = ['Address', 'ProxyAddress', 'ProjectedAddress'].map((name) => `MessagingBinding.${name}`);
    const changed = given(read, ['Identity', 'RoleSid', 'Attributes', ...binding]);
    if (sid === undefined) {
      const parameters = { ConversationSid: conversation.sid, Attributes: '{}', ...changed };
      return { eventType: 'onParticipantAdd', parameters, changeable: {} };
    }
    const participant = [...conversation.participants.values()].find((one) => one.sid === sid || one.identity === sid);
    const parameters = participant && { ...participantParameters(participant), ...changed };
    return parameters && { eventType: `onParticipant${verb}`, parameters, changeable: {} };
  }
  return undefined;
}

const given = (read: ConversationsChange['read'], names: string[]): Parameters =>
  Object.fromEntries(
    names.flatMap((name) => {
      const value = read(name);
      return value === undefined ? [] : [[name, value]];
    }),
  );

/**
 * Asks the pre-event webhooks, one after the other. An error status rejects; no answer within five seconds lets it
 * happen as it was. https://www.twilio.com/docs/conversations-classic/conversations-webhooks
 */
export function askBefore(world: World, change: ConversationsChange): Promise<Record<string, string>> | undefined {
  if (!world.origin.current.firesWebhooks) return undefined;
  const event = preEventOf(world, change);
  const targets = event ? configuredTargets(world, event.eventType, 'pre') : [];
  if (!event || targets.length === 0) return undefined;
  const { eventType, parameters, changeable } = event;
  // Made before the first wait, for the origin holds only now.
  const requests = targets.map((target) => conversationsRequest(world, target, eventType, parameters));
  return (async () => {
    const changes: Record<string, string> = {};
    for (const request of requests) {
      for (const [name, value] of Object.entries(changes)) request.parameters[changeable[name] ?? name] = value;
      const delivery = await world.services.webhooks.deliver(request);
      if ((delivery.responseStatus ?? 0) >= 400) {
        throw new TwilioError(403, 20403, `${eventType} was rejected by the pre-event webhook`);
      }
      Object.assign(changes, changesOf(delivery, Object.keys(changeable)));
    }
    return changes;
  })();
}

function changesOf(
  { responseStatus, responseBody }: WebhookDelivery,
  changeable: readonly string[],
): Record<string, string> {
  if (responseStatus !== 200) return {};
  let answer: unknown;
  try {
    answer = JSON.parse(responseBody || '{}');
  } catch {
    // Not an answer that Conversations reads: the change happens as it was.
    return {};
  }
  const fields = Object.entries(typeof answer === 'object' && answer !== null ? answer : {});
  return Object.fromEntries(
    fields.flatMap(([name, value]) => (changeable.includes(name) && typeof value === 'string' ? [[name, value]] : [])),
  );
}
