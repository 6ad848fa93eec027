/**
 * Channels that a conversation can be started on: the types of Conversations' addresses, without e-mail and the ended one
 * of Google. https://www.twilio.com/docs/conversations-classic/api/address-configuration-resource
 */
export const CHANNELS = ['sms', 'whatsapp', 'rcs', 'messenger', 'apple', 'chat'] as const;
export type Channel = (typeof CHANNELS)[number];

/**
 * Channels on which a business may write freely only within 24 hours of the customer's last message.
 * https://www.twilio.com/docs/whatsapp/key-concepts#the-24-hour-window
 */
export const hasWindow = (channel: Channel): boolean => channel === 'whatsapp' || channel === 'messenger';

/** Channels whose customers are telephone numbers: on the others `to` is an ID of the channel or a chat identity. */
export const isByNumber = (channel: Channel): boolean =>
  channel === 'sms' || channel === 'whatsapp' || channel === 'rcs';

/** Channels whose senders are telephone numbers too: an RCS sender has an ID. https://www.twilio.com/docs/rcs */
export const isSentFromNumber = (channel: Channel): boolean => channel === 'sms' || channel === 'whatsapp';

/**
 * Channels of which no document of Twilio's says that a Flex account opens conversations on them. An account may refuse
 * them. https://www.twilio.com/docs/flex/developer/conversations/interactions-api/channels-subresource
 */
export const isExperimental = (channel: Channel): boolean => channel === 'rcs' || channel === 'apple';

/** Flex's own task channel of each. https://www.twilio.com/docs/flex/developer/conversations/task-channels */
export const taskChannelOf = (channel: Channel): 'sms' | 'chat' => (channel === 'sms' ? 'sms' : 'chat');
