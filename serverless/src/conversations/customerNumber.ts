import { isByNumber } from '../../../src/contract/Channel';
import type { Channel } from '../../../src/contract/Channel';
import type { CountryCode } from '../../../src/contract/address/readAddress';
import type { FunctionError } from '../runtime/FunctionError';
import type { Result } from '../runtime/Result';
import { failure, success } from '../runtime/Result';
import type { ConfigurationRead } from '../settings/flexConfiguration';

/**
 * A customer's address on this channel, without a prefix: a number as E.164, an ID, or an identity.
 * @param configuration asked for the country of a number that has no code of its own, and of no other
 */
export async function customerNumber(
  channel: Channel,
  text: string,
  configuration?: () => ConfigurationRead,
): Promise<Result<string, FunctionError>> {
  // The tables of numbers take longer to load than all the rest of a function: they load while Twilio is being asked.
  const { readAddress } = await import('../../../src/contract/address/readAddress');
  const reading = readAddress(text, channel);
  if (reading.kind === 'address') return success(reading.address);
  const read = reading.kind === 'none' && isByNumber(channel) ? await configuration?.() : undefined;
  const country = read?.ok ? read.value.settings.defaultCountry : undefined;
  const again = country === undefined ? reading : readAddress(text, channel, country as CountryCode);
  return again.kind === 'address' ? success(again.address) : failure({ code: 'NUMBER_INVALID', field: 'to' });
}
