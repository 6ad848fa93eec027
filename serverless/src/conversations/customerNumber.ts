import type { Channel } from '../../../src/contract/Channel';
import type { FunctionError } from '../runtime/FunctionError';
import type { Result } from '../runtime/Result';
import { failure, success } from '../runtime/Result';

/** A customer's address on this channel, without a prefix: a number as E.164, an ID, or an identity. */
export async function customerNumber(channel: Channel, text: string): Promise<Result<string, FunctionError>> {
  // The tables of numbers take longer to load than all the rest of a function: they load while Twilio is being asked.
  const { readAddress } = await import('../../../src/contract/address/readAddress');
  const reading = readAddress(text, channel);
  return reading.kind === 'address' ? success(reading.address) : failure({ code: 'NUMBER_INVALID', field: 'to' });
}
