import type { Twilio } from 'twilio';
import * as v from 'valibot';

import type { FunctionContext } from '../runtime/FunctionsRuntime';
import type { FunctionError } from '../runtime/FunctionError';
import type { Result } from '../runtime/Result';
import { failure, success } from '../runtime/Result';
import { now } from '../runtime/Surroundings';
import { twilioError } from '../runtime/twilioFailure';
import { privateName } from '../sync/privateName';
import { appendToList, claimDocument, readDocument, readList } from '../sync/syncStore';

const MINUTE_SECONDS = 60;
/** Requests of one website in a minute, where nothing else is said. */
const MOST_OF_AN_ORIGIN = 20;
/** For one number, one request in this time. */
const NUMBER_SECONDS = 600;

const arrival = v.object({ at: v.string() });
const claim = v.object({ requestId: v.string() });

type Outcome = Promise<Result<undefined, FunctionError>>;
type Call = { context: Pick<FunctionContext, 'AUTH_TOKEN'>; twilio: Twilio };

/** Counts this request among its website's; `TOO_MANY_REQUESTS` where there were too many in the last minute. */
export async function limitOrigin(
  { context, twilio }: Call,
  origin: string,
  { kind = 'origin', most = MOST_OF_AN_ORIGIN } = {},
): Outcome {
  const list = privateName(context, `contact-${kind}`, origin);
  const at = now(twilio);
  // One after the other, so that of many at once the last ones see them all.
  const appended = await appendToList(twilio, list, { at: at.toISOString() }, MINUTE_SECONDS);
  if (!appended.ok) return failure(twilioError(appended.error));
  const read = await readList(twilio, list, most + 1);
  if (!read.ok) return failure(twilioError(read.error));
  // Sync takes its time with what has expired.
  const lately = read.value.filter((item) => {
    const parsed = v.safeParse(arrival, item);
    return parsed.success && at.getTime() - Date.parse(parsed.output.at) < MINUTE_SECONDS * 1_000;
  });
  return lately.length > most ? failure({ code: 'TOO_MANY_REQUESTS' }) : success(undefined);
}

/** `TOO_MANY_REQUESTS` where another request for this number has come lately. A repeat of the same one may pass. */
export async function limitNumber({ context, twilio }: Call, number: string, requestId: string): Outcome {
  const name = privateName(context, 'contact-number', number);
  const claimed = await claimDocument(twilio, name, { requestId }, NUMBER_SECONDS);
  if (!claimed.ok) return failure(twilioError(claimed.error));
  if (claimed.value === 'claimed') return success(undefined);
  const standing = await readDocument(twilio, name);
  if (!standing.ok) return failure(twilioError(standing.error));
  const parsed = v.safeParse(claim, standing.value);
  const isRepeat = parsed.success && parsed.output.requestId === requestId;
  return isRepeat ? success(undefined) : failure({ code: 'TOO_MANY_REQUESTS' });
}
