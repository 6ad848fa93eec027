import { DateTime } from 'luxon';

import { EARLIEST_MINUTES, LATEST_DAYS } from '../../../src/contract/schedule';
import type { FunctionError } from '../runtime/FunctionError';
import type { Result } from '../runtime/Result';
import { failure, success } from '../runtime/Result';

/**
 * The moment that the customer's clock shows this time.
 * @param sendAt without a zone: `2026-01-31T09:00`
 * @param timeZone IANA name
 */
export function sendTime(
  { sendAt, timeZone }: { sendAt: string; timeZone: string },
  now: Date,
): Result<Date, FunctionError> {
  const time = DateTime.fromISO(sendAt, { zone: timeZone });
  const earliest = DateTime.fromJSDate(now).plus({ minutes: EARLIEST_MINUTES });
  const latest = DateTime.fromJSDate(now).plus({ days: LATEST_DAYS });
  if (!time.isValid || time < earliest || time > latest) return failure({ code: 'SEND_TIME_INVALID', field: 'sendAt' });
  return success(time.toJSDate());
}

/** ISO 8601 duration, in whole days, from now until `days` after that time. */
export const untilAfter = (time: Date, days: number, now: Date): string =>
  `P${Math.ceil((time.getTime() - now.getTime()) / 86_400_000) + days}D`;
