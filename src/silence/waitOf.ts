import { plainAddress } from '../contract/address/messagingAddress';
import type { Conversation } from '../flex/conversations';
import type { PluginSettings } from '../settings/settingsSchema';

/** A customer who waits for an answer. */
export interface Wait {
  /** Their first message that no agent has answered. */
  messageSid: string;
  /** When it was written, in milliseconds since 1970. */
  since: number;
}

/**
 * Who waits in a conversation as Flex holds it, by the same rules as the backend (the functions' supervision/waits.ts):
 * automatic texts answer nobody. Undefined where nobody waits, and while Flex loads it.
 */
export function waitOf(
  conversation: Conversation | undefined,
  senders: Pick<PluginSettings['senders'][number], 'name' | 'address'>[],
): Wait | undefined {
  if (!conversation || conversation.isLoadingMessages || conversation.isLoadingParticipants) {
    return undefined;
  }
  const customers = customersOf(conversation);
  let wait: Wait | undefined;
  for (const { source } of [...conversation.messages].reverse()) {
    const author = source.author ?? '';
    if ('participantSid' in source && customers.has(source.participantSid ?? '')) {
      wait = { messageSid: source.sid ?? '', since: source.dateCreated?.getTime() ?? Date.now() };
    } else if (!isAutomatic(author, senders)) {
      return wait;
    }
  }
  return wait;
}

/** The SIDs of participants with an address, or of the website's guest, who was there first. */
function customersOf({ participants }: Conversation): Set<string> {
  const sources = [...participants.values()].map(({ source }) => source);
  const bound = sources.filter(({ type }) => type !== 'chat');
  if (bound.length > 0) {
    return new Set(bound.map(({ sid }) => sid ?? ''));
  }
  const came = (one: (typeof sources)[number]): number => one.dateCreated?.getTime() ?? Infinity;
  const [first] = sources.sort((one, other) => came(one) - came(other));
  return new Set(first?.sid ? [first.sid] : []);
}

/** Signed with our address, a sender's name, or Conversations' own `system`. */
const isAutomatic = (author: string, senders: Parameters<typeof waitOf>[1]): boolean =>
  author === 'system' || senders.some(({ name, address }) => [name, address].includes(plainAddress(author)));
