import type { DailyRequest } from './trace';

/** Days until today, or one of them (`2026-03-02`). */
export type Period = 1 | 7 | 30 | string;

/** From midnight to midnight where the person is. */
export function dailyPeriod(period: Period): DailyRequest {
  const [year, month, day] = typeof period === 'string' ? period.split('-').map(Number) : [];
  const first = year === undefined ? new Date() : new Date(year, month! - 1, day);
  first.setHours(0, 0, 0, 0);
  const until = new Date(first);
  until.setDate(until.getDate() + 1);
  if (typeof period === 'number') first.setDate(first.getDate() - period + 1);
  return { from: first.toISOString(), until: until.toISOString() };
}
