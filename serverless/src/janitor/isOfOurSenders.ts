import { plainAddress } from '../../../src/contract/address/messagingAddress';
import type { Customer } from '../inbound/conversationCustomer';
import type { FlexConfiguration } from '../settings/flexConfiguration';

/** Conversations of addresses that are none of our senders are somebody else's. */
export const isOfOurSenders = (
  { settings }: FlexConfiguration,
  { channel, proxyAddress }: Pick<Customer, 'channel' | 'proxyAddress'>,
): boolean =>
  settings.senders.some(
    (sender) =>
      sender.channel === channel && (proxyAddress === undefined || sender.address === plainAddress(proxyAddress)),
  );
