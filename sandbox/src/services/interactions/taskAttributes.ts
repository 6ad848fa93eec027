import type {
  InitiatedBy,
  InteractionChannel,
  InteractionParticipant,
  InteractionRules,
} from '../../model/interactions';
import type { Sid } from '../../model/sid';

type Attributes = Record<string, unknown>;

/** As Flex Insights names them. https://www.twilio.com/docs/flex/end-user-guide/insights/data-model */
const INSIGHTS_CHANNEL: Record<string, string> = {
  sms: 'SMS',
  whatsapp: 'WhatsApp',
  rcs: 'RCS',
  messenger: 'Messenger',
  apple: 'Apple Messages for Business',
  email: 'Email',
};
const INSIGHTS_INITIATED_BY: Record<InitiatedBy, string> = { customer: 'Customer', agent: 'Agent', api: 'API' };

/** `conversations`: Twilio's own, and what the creator gave. */
function conversationsOf(own: Attributes, given: Attributes, rule: InteractionRules['conversations']): Attributes {
  const theirs = given['conversations'] as Attributes | undefined;
  return rule === 'replace' && theirs ? theirs : { ...own, ...theirs };
}

/** The attributes that bind a task to its channel; nobody can give others. */
const binding = (channel: InteractionChannel): Record<string, unknown> => ({
  conversationSid: channel.mediaSid,
  flexInteractionSid: channel.interactionSid,
  flexInteractionChannelSid: channel.sid,
});

/**
 * What Interactions writes into a task of this channel, with the attributes that its creator gave.
 * Where both have a name, the creator's value stands.
 * https://www.twilio.com/docs/flex/developer/conversations/interactions-api#task-attributes
 */
export function channelAttributes(
  channel: InteractionChannel,
  initiatedBy: InitiatedBy,
  customer: InteractionParticipant | undefined,
  given: Attributes,
  rules: InteractionRules,
): Attributes {
  const own = {
    communication_channel: INSIGHTS_CHANNEL[channel.type] ?? 'Chat',
    direction: initiatedBy === 'agent' ? 'Outbound' : 'Inbound',
    initiated_by: INSIGHTS_INITIATED_BY[initiatedBy],
    conversation_id: channel.interactionSid,
    media: [{ type: 'ChatTranscript', sid: channel.mediaSid }],
  };
  const { identity, messagingBinding, attributes = '{}' } = customer?.member ?? {};
  const { address, proxyAddress } = messagingBinding ?? {};
  const { name } = JSON.parse(attributes || '{}') as { name?: string };
  const customerAddress = given['customerAddress'] ?? address ?? identity ?? undefined;
  return {
    channelType: channel.type,
    direction: initiatedBy === 'agent' ? 'outbound' : 'inbound',
    initiatedBy,
    taskCreateSource: 'interaction',
    ...(customerAddress !== undefined && { customerAddress, from: customerAddress }),
    ...(proxyAddress !== undefined && { proxyAddress }),
    ...(name !== undefined && { customerName: name }),
    customers: address === undefined ? {} : { phone: address },
    ...given,
    conversations: conversationsOf(own, given, rules.conversations),
    ...binding(channel),
  };
}

/** Attributes of an invite's task: those of the channel and its customer, not those that the first task was given. */
export function inviteAttributes(channel: InteractionChannel, given: Attributes, rules: InteractionRules): Attributes {
  const { channelType, initiatedBy, taskCreateSource, customerAddress, from, proxyAddress, customers, conversations } =
    channel.attributes;
  return {
    channelType,
    initiatedBy,
    taskCreateSource,
    customerAddress,
    from,
    proxyAddress,
    customers,
    ...incoming,
    ...given,
    conversations: conversationsOf((conversations ?? {}) as Attributes, given, rules.conversations),
    ...binding(channel),
  };
}

/**
 * The same work for somebody else, or for the same agent later: the task's attributes as they are now.
 * Flex accepts a task by itself where its direction is outbound, so the next agent is offered an inbound one.
 */
export const handedOn = (attributes: Record<string, unknown>): Record<string, unknown> => ({
  ...attributes,
  ...incoming,
});

const incoming = { direction: 'inbound' };

export const withInvite = (attributes: Record<string, unknown>, inviteSid: Sid): Record<string, unknown> => ({
  ...attributes,
  flexChannelInviteSid: inviteSid,
});
