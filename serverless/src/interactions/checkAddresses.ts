import type { FunctionError } from '../runtime/FunctionError';
import type { Channel } from '../../../src/contract/Channel';
import type { Sender } from '../../../src/settings/settingsSchema';

/** What the settings forbid: an address that is not a sender on this channel, or writing to ourselves. */
export function checkAddresses(
  { channel, from }: { channel: Channel; from: string },
  to: string,
  senders: readonly Sender[],
): FunctionError | undefined {
  if (!senders.some((sender) => sender.channel === channel && sender.address === from)) {
    return { code: 'SENDER_NOT_ALLOWED', field: 'from' };
  }
  return senders.some((sender) => sender.address === to) ? { code: 'NUMBER_IS_OURS', field: 'to' } : undefined;
}
