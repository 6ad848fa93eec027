import { plainAddress } from '../../../src/contract/address/messagingAddress';
import type { FlexConfiguration } from '../settings/flexConfiguration';

/** Automatic texts are signed with our address, a sender's name or Conversations' own `system`. */
export function authorKind(
  author: string,
  /** The customer's, as Conversations writes it. */
  address: string,
  { settings }: Pick<FlexConfiguration, 'settings'>,
): 'customer' | 'agent' | 'system' {
  if (author === address) return 'customer';
  const isOurs = settings.senders.some((sender) => [sender.name, sender.address].includes(plainAddress(author)));
  return isOurs || author === 'system' ? 'system' : 'agent';
}
