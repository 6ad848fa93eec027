import type { World } from '../World';
import { isUserId } from '../model/addresses';
import type { MessagingType } from '../model/conversations';
import type { LoggedMessage } from '../model/messaging';
import { READ_CHANNELS } from '../model/messaging';
import type { Customer } from './customers';
import { APPLE_ID, numberOf } from './customers';

export interface Attachment {
  url: string;
  /** Null for a file that is not the sandbox's own. */
  contentType: string | null;
  filename: string | null;
}

/** A message with what a phone shows of it besides. */
export interface PhoneMessage extends LoggedMessage {
  attachments: Attachment[];
  /** Whether somebody in the contact centre has read the customer's message. */
  isRead: boolean;
}

/** What a customer and one of our addresses wrote to each other, oldest first. */
export interface Thread {
  channel: MessagingType;
  /** Our address, with its channel's prefix. */
  address: string;
  name: string;
  messages: PhoneMessage[];
}

/** Channels that a phone has; who shows no number has WhatsApp alone. */
export const channelsOf = ({ number }: Customer): readonly string[] =>
  isUserId(number) ? ['whatsapp'] : ['sms', ...READ_CHANNELS];

/** The customer's own address on this channel. */
export function addressOn(channel: MessagingType, { number }: Customer): string {
  if (channel === 'messenger') return `messenger:${number.slice(1)}`;
  if (channel === 'apple') return `apple:${APPLE_ID}${number.slice(1)}`;
  return channel === 'sms' ? number : `${channel}:${number}`;
}

/** A message shows on the phone once the carrier has taken it; what failed never arrives. */
const isOnPhone = ({ direction, status }: LoggedMessage): boolean =>
  direction === 'inbound' || ['sent', 'delivered', 'read'].includes(status);

const theirs = ({ direction, from, to }: LoggedMessage): string => (direction === 'inbound' ? from : to);
const ours = ({ direction, from, to }: LoggedMessage): string => (direction === 'inbound' ? to : from);

export const isBetween = (message: LoggedMessage, customer: Customer): boolean =>
  numberOf(theirs(message)) === customer.number;

function onPhone(world: World, message: LoggedMessage): PhoneMessage {
  const conversation = world.conversations.get(message.conversationSid ?? '');
  const index = conversation?.messages.find(({ sid }) => sid === message.messageSid)?.index;
  const readers = [...(conversation?.participants.values() ?? [])].filter(({ identity }) => identity !== null);
  return {
    ...message,
    attachments: message.mediaUrls.map((url) => {
      const media = world.services.conversations.findMedia(url);
      return { url, contentType: media?.contentType ?? null, filename: media?.filename ?? null };
    }),
    isRead: index !== undefined && readers.some(({ lastReadMessageIndex }) => (lastReadMessageIndex ?? -1) >= index),
  };
}

/** A thread for each of our addresses that a phone can write to, and for any other that wrote to this customer; latest first. */
export function threadsOf(world: World, customer: Customer): Thread[] {
  const threads = new Map<string, Thread>();
  for (const { type, address, friendlyName } of world.addresses.values()) {
    if (type === 'chat' || !channelsOf(customer).includes(type)) continue;
    threads.set(address, { channel: type, address, name: friendlyName || numberOf(address), messages: [] });
  }
  for (const message of world.messageLog) {
    if (!isBetween(message, customer) || !isOnPhone(message)) continue;
    const address = ours(message);
    const thread = threads.get(address) ?? { channel: message.channel, address, name: numberOf(address), messages: [] };
    thread.messages.push(onPhone(world, message));
    threads.set(address, thread);
  }
  const latest = ({ messages }: Thread): number => messages.at(-1)?.dateCreated.getTime() ?? 0;
  return [...threads.values()].sort((one, other) => latest(other) - latest(one));
}
