import type { FunctionError } from '../runtime/FunctionError';
import type { FlexConfiguration } from '../settings/flexConfiguration';
import type { StartConversationInput } from './startConversationInput';

/** What the settings forbid: an address that is not a sender on this channel, or writing to ourselves. */
export function checkAddresses(
  { channel, from }: Pick<StartConversationInput, 'channel' | 'from'>,
  to: string,
  senders: FlexConfiguration['senders'],
): FunctionError | undefined {
  if (!senders.some((sender) => sender.channel === channel && sender.address === from)) {
    return { code: 'SENDER_NOT_ALLOWED', field: 'from' };
  }
  return senders.some((sender) => sender.address === to) ? { code: 'NUMBER_IS_OURS', field: 'to' } : undefined;
}
