import type { Twilio } from 'twilio';
import * as v from 'valibot';

import type { FunctionContext } from '../runtime/FunctionsRuntime';
import type { FunctionError } from '../runtime/FunctionError';
import type { Result } from '../runtime/Result';
import { failure, success } from '../runtime/Result';
import { now } from '../runtime/Surroundings';
import { twilioError } from '../runtime/twilioFailure';
import { privateName } from '../sync/privateName';
import { appendToList, readList, removeListItem } from '../sync/syncStore';

/** How many requests of one source, or about one number, are taken in a time. */
export interface Limit {
  /** Part of the list's name in Sync. */
  kind: string;
  most: number;
  seconds: number;
}

export const OF_A_WEBSITE: Limit = { kind: 'origin', most: 20, seconds: 60 };
export const OF_A_VISITOR: Limit = { kind: 'visitor', most: 5, seconds: 600 };
/** Of a customer who adds something, and of whoever knows their number: nothing goes out by it, and it makes one task. */
export const OF_A_NUMBER: Limit = { kind: 'number', most: 5, seconds: 600 };
export const OF_CHATS: Limit = { kind: 'chat', most: 60, seconds: 60 };

/** A request that counts until `release` is called: what came to nothing counts against nobody. */
export interface Turn {
  /** The same request has come before, and has not come to nothing: it is at work, done, or was cut off. */
  isRepeat: boolean;
  /** Takes it back: it counts no more. */
  release: () => unknown;
}

const arrival = v.object({ at: v.string(), requestId: v.string() });

/**
 * Counts a request among those of `value`. `TOO_MANY_REQUESTS` where it is one too many, and then it does not count, so
 * that nobody locks others out by being refused. A repeat of the same request counts once.
 */
export async function takeTurn(
  { context, twilio }: { context: Pick<FunctionContext, 'AUTH_TOKEN'>; twilio: Twilio },
  { kind, most, seconds }: Limit,
  value: string,
  requestId: string,
): Promise<Result<Turn, FunctionError>> {
  const list = privateName(context, `contact-${kind}`, value);
  const at = now(twilio);
  const own = { at: at.toISOString(), requestId };
  // One after the other, so that each of many at once sees those before it.
  const appended = await appendToList(twilio, list, own, seconds);
  if (!appended.ok) return failure(twilioError(appended.error));
  const { index } = appended.value;
  const release = () => removeListItem(twilio, list, index);
  // However many have come after it.
  const read = await readList(twilio, list, 2 * most, index);
  if (!read.ok) return failure(twilioError(read.error));
  const before = read.value.flatMap((item) => {
    const parsed = v.safeParse(arrival, item.data);
    // Sync takes its time with what has expired.
    const counts = parsed.success && at.getTime() - Date.parse(parsed.output.at) < seconds * 1_000;
    return counts ? [parsed.output.requestId] : [];
  });
  if (before.includes(requestId)) {
    await release();
    return success({ isRepeat: true, release: () => undefined });
  }
  if (new Set(before).size < most) return success({ isRepeat: false, release });
  await release();
  return failure({ code: 'TOO_MANY_REQUESTS' });
}
