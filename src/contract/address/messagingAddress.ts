import { CHANNELS, isByNumber } from '../Channel';
import type { Channel } from '../Channel';

const PREFIX: Record<Channel, string> = {
  sms: '',
  whatsapp: 'whatsapp:',
  rcs: 'rcs:',
  messenger: 'messenger:',
  apple: 'apple:',
  chat: '',
};

/** A telephone number as Twilio writes it; the shortest that are in use have seven digits. https://www.twilio.com/docs/glossary/what-e164 */
export const E164 = /^\+[1-9]\d{6,14}$/;

/**
 * WhatsApp's ID of a customer for one business, in the place of a number: a country, a point, and up to 128 letters and
 * digits. https://developers.facebook.com/documentation/business-messaging/whatsapp/business-scoped-user-ids
 */
const USER_ID = /^[A-Z]{2}\.(?:ENT\.)?[A-Za-z0-9]{1,128}$/;

/** Whether this is WhatsApp's ID of a customer who shows no number. */
export const isUserId = (address: string): boolean => USER_ID.test(address);

/** A customer's or our own address as Conversations writes it on this channel; a chat identity stays as it is. https://www.twilio.com/docs/conversations-classic/api/conversation-participant-resource */
export const messagingAddress = (channel: Channel, address: string): string => `${PREFIX[channel]}${address}`;

/** The address without its channel's prefix. */
export const plainAddress = (address: string): string => address.replace(/^(whatsapp|rcs|messenger|apple):/, '');

/** A customer of SMS and MMS: on the other channels an address bears the channel's name, and in a chat it is an identity. */
export const isPhoneNumber = (address: string): boolean => /^\+\d+$/.test(address);

/**
 * The customer of an address as Twilio writes it, where they can be written to: `whatsapp:+5215512345678` is channel and
 * number. A number alone belongs to no channel, since calls bear it too; an ID belongs to its own.
 */
export function deliveredAddress(text: string): { channel?: Channel; address: string } | undefined {
  const channel = CHANNELS.find((one) => PREFIX[one] !== '' && text.startsWith(PREFIX[one]));
  const address = plainAddress(text);
  const isId = channel && (!isByNumber(channel) || (channel === 'whatsapp' && isUserId(address)));
  const isReachable = isId ? address !== '' : E164.test(address);
  return isReachable ? { address, ...(channel ? { channel } : {}) } : undefined;
}
