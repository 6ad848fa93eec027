import { plainAddress } from '../../../src/contract/address/messagingAddress';
import type { FlexConfiguration } from '../settings/flexConfiguration';

/**
 * Who wrote a message. Automatic texts are signed with our address, a sender's name or Conversations' own `system`.
 * @param address the customer's, as it stands in the conversation
 */
export function authorKind(
  author: string,
  address: string,
  { settings }: FlexConfiguration,
): 'customer' | 'agent' | 'system' {
  if (author === address) return 'customer';
  const isOurs = settings.senders.some((sender) => [sender.name, sender.address].includes(plainAddress(author)));
  return isOurs || author === 'system' ? 'system' : 'agent';
}
