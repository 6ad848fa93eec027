import type { Twilio } from 'twilio';
import * as v from 'valibot';

import type { TraceAct } from '../../../src/contract/trace';
import { traceAct } from '../../../src/contract/trace';
import type { Result } from '../runtime/Result';
import { success } from '../runtime/Result';
import type { TwilioFailure } from '../runtime/twilioFailure';
import { appendToList, readList } from '../sync/syncStore';

const DAY_SECONDS = 86_400;

/** Sync takes 20 writes a second of one list: a day has several, and a conversation always the same. */
const PARTS = [0, 1, 2, 3] as const;

/** @param day of UTC, as `2026-03-02` */
const listOf = (day: string, part: number): string => `messaging-controls-day-${day}-${part}`;

const partOf = (conversationSid: string): number => Number.parseInt(conversationSid.slice(-1), 16) % PARTS.length;

/** Keeps it among the acts of its day, for the daily view. */
export const keepOfDay = (
  twilio: Twilio,
  conversationSid: string,
  act: TraceAct,
  keepDays: number,
): Promise<Result<unknown, TwilioFailure>> =>
  appendToList(
    twilio,
    listOf(act.at.slice(0, 10), partOf(conversationSid)),
    { ...act, conversationSid },
    keepDays * DAY_SECONDS,
    (keepDays + 1) * DAY_SECONDS,
  );

const dayAct = v.object({ ...traceAct.entries, conversationSid: v.string() });
export type DayAct = v.InferOutput<typeof dayAct>;

/** Of one list: a page has 100. */
const MOST_ACTS = 2_000;

/** All acts of a day, in no order. False as `isAll` where there are more than can be read. */
export async function readDay(
  twilio: Twilio,
  day: string,
): Promise<Result<{ acts: DayAct[]; isAll: boolean }, TwilioFailure>> {
  const lists = await Promise.all(PARTS.map((part) => readList(twilio, listOf(day, part), MOST_ACTS)));
  const items = [];
  for (const list of lists) {
    if (!list.ok) return list;
    items.push(...list.value);
  }
  const acts = items.flatMap(({ data }) => {
    const parsed = v.safeParse(dayAct, data);
    return parsed.success ? [parsed.output] : [];
  });
  return success({ acts, isAll: lists.every((list) => list.ok && list.value.length < MOST_ACTS) });
}
