import type { Channel } from '../../../src/contract/Channel';

const PREFIX: Record<Channel, string> = {
  sms: '',
  whatsapp: 'whatsapp:',
  rcs: 'rcs:',
  messenger: 'messenger:',
  apple: 'apple:',
  chat: '',
};

/** A customer's or our own address as Conversations writes it on this channel; a chat identity stays as it is. https://www.twilio.com/docs/conversations-classic/api/conversation-participant-resource */
export const messagingAddress = (channel: Channel, address: string): string => `${PREFIX[channel]}${address}`;

/** The address without its channel's prefix. */
export const plainAddress = (address: string): string => address.replace(/^(whatsapp|rcs|messenger|apple):/, '');

/** A customer of SMS and MMS: on the other channels an address bears the channel's name, and in a chat it is an identity. */
export const isPhoneNumber = (address: string): boolean => /^\+\d+$/.test(address);
