/** What a conversation's own webhooks can be told of. */
export const POST_EVENTS: readonly string[] = [
  'onConversationAdded',
  'onConversationUpdated',
  'onConversationStateUpdated',
  'onConversationRemoved',
  'onParticipantAdded',
  'onParticipantUpdated',
  'onParticipantRemoved',
  'onMessageAdded',
  'onMessageUpdated',
  'onMessageRemoved',
  'onDeliveryUpdated',
];

/** What the account's and the service's webhooks can be told of, before it happens and after. */
export const CONFIGURABLE_EVENTS: readonly string[] = [
  ...POST_EVENTS,
  'onConversationAdd',
  'onConversationUpdate',
  'onConversationRemove',
  'onParticipantAdd',
  'onParticipantUpdate',
  'onParticipantRemove',
  'onMessageAdd',
  'onMessageUpdate',
  'onMessageRemove',
  'onUserAdded',
  'onUserUpdate',
  'onUserUpdated',
];
