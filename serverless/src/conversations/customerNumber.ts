import { isByNumber } from '../../../src/contract/Channel';
import type { Channel } from '../../../src/contract/Channel';
import type { FunctionError } from '../runtime/FunctionError';
import type { Result } from '../runtime/Result';
import { failure, success } from '../runtime/Result';

/** A customer's address on this channel, without a prefix: a number that can exist as E.164, an ID, or an identity. */
export async function customerNumber(channel: Channel, text: string): Promise<Result<string, FunctionError>> {
  const invalid = failure<FunctionError>({ code: 'NUMBER_INVALID', field: 'to' });
  // Apple's IDs are opaque: `urn:mbid:…`.
  if (channel === 'apple') return /^[\w:.+/=-]{5,256}$/.test(text) ? success(text) : invalid;
  if (channel === 'messenger') return /^\d{5,30}$/.test(text) ? success(text) : invalid;
  if (!isByNumber(channel)) return /^[\w@.+~-]{1,256}$/.test(text) ? success(text) : invalid;
  // Its tables take longer to load than all the rest of a function: they load while Twilio is being asked.
  const { parsePhoneNumberFromString } = await import('libphonenumber-js/max');
  const number = parsePhoneNumberFromString(text);
  if (!number?.isPossible() || !number.isValid()) return invalid;
  // A number of a kind that nobody can tell (as in North America) may be a mobile.
  if (channel === 'sms' && number.getType() === 'FIXED_LINE') {
    return failure({ code: 'NUMBER_CANNOT_RECEIVE', field: 'to' });
  }
  return success(number.number);
}
