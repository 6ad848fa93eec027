import type { Twilio } from 'twilio';

import type { TraceAct } from '../../../src/contract/trace';
import type { Result } from '../runtime/Result';
import type { TwilioFailure } from '../runtime/twilioFailure';
import { appendToList } from '../sync/syncStore';

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
