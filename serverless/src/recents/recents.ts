import type { Twilio } from 'twilio';
import * as v from 'valibot';

import { personOf } from '../../../src/contract/address/variants';
import { recent } from '../../../src/contract/recents';
import type { Recent } from '../../../src/contract/recents';
import type { Result } from '../runtime/Result';
import { success } from '../runtime/Result';
import type { TwilioFailure } from '../runtime/twilioFailure';
import { appendToList, readList } from '../sync/syncStore';

const SECONDS_TO_LIVE = 30 * 24 * 60 * 60;
/** One page of Sync. */
const LATEST = 100;
const MOST_RECENTS = 20;

const listOf = (workerSid: string): string => `messaging-controls.recents.${workerSid}`;

/** Adds to the customers whom this worker wrote to. One call, but for the worker's first. */
export const rememberRecent = (
  twilio: Twilio,
  workerSid: string,
  customer: Recent,
): Promise<Result<unknown, TwilioFailure>> => appendToList(twilio, listOf(workerSid), customer, SECONDS_TO_LIVE);

/** The customers whom this worker wrote to in the last 30 days: each once on a channel, the latest first, at most 20. */
export async function readRecents(twilio: Twilio, workerSid: string): Promise<Result<Recent[], TwilioFailure>> {
  const items = await readList(twilio, listOf(workerSid), LATEST);
  if (!items.ok) return items;
  const customers = new Map<string, Recent>();
  for (const item of items.value) {
    const { success: isRecent, output } = v.safeParse(recent, item.data);
    if (!isRecent) continue;
    const key = `${output.channel}:${personOf(output.to)}`;
    const later = customers.get(key);
    // The name may have been given in an earlier conversation alone.
    customers.set(key, later ? { ...output, ...later } : output);
  }
  return success([...customers.values()].slice(0, MOST_RECENTS));
}
