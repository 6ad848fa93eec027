import type { FunctionError } from '../runtime/FunctionError';
import type { Result } from '../runtime/Result';
import { failure, success } from '../runtime/Result';

/** The customer's number as E.164, where it is one that can exist. */
export async function customerNumber(text: string): Promise<Result<string, FunctionError>> {
  // Its tables take longer to load than all the rest of a function: they load while Twilio is being asked.
  const { parsePhoneNumberFromString } = await import('libphonenumber-js/max');
  const number = parsePhoneNumberFromString(text);
  if (!number?.isPossible() || !number.isValid()) return failure({ code: 'NUMBER_INVALID', field: 'to' });
  return success(number.number);
}
