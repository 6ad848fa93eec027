import { isSamePerson } from '../../../src/contract/address/variants';
import { isByNumber } from '../../../src/contract/Channel';
import type { Channel } from '../../../src/contract/Channel';
import type { Sender } from '../../../src/settings/settingsSchema';
import type { FunctionError } from '../runtime/FunctionError';
import type { Result } from '../runtime/Result';
import { failure, success } from '../runtime/Result';

/** A number of ours is ours on every channel that goes by numbers. */
const sharesAddresses = (one: Channel, other: Channel): boolean =>
  one === other || (isByNumber(one) && isByNumber(other));

/** The sender of the settings. What they forbid: an address that is none on this channel, or writing to ourselves. */
export function checkAddresses(
  { channel, from }: { channel: Channel; from: string },
  to: string,
  senders: readonly Sender[],
): Result<Sender, FunctionError> {
  const sender = senders.find((one) => one.channel === channel && one.address === from);
  if (!sender) return failure({ code: 'SENDER_NOT_ALLOWED', field: 'from' });
  const isOurs = senders.some((one) => isSamePerson(one.address, to) && sharesAddresses(one.channel, channel));
  return isOurs ? failure({ code: 'NUMBER_IS_OURS', field: 'to' }) : success(sender);
}
