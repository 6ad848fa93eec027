import { DateTime } from 'luxon';

import type { BusinessHours } from '../../../src/settings/settingsSchema';

const DAYS = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const;

/** `HH:MM` on that day, by the clocks there. */
function timeOn(day: DateTime, time: string): DateTime {
  const [hour, minute] = time.split(':').map(Number);
  return day.set({ hour, minute });
}

/**
 * Whether somebody is there. Hours that go over midnight belong to the day on which they begin: a holiday closes its own
 * hours, not the end of the night before. Their beginning is inside of them, their end is not.
 */
export function isOpen({ timeZone, days, holidays }: Omit<BusinessHours, 'answer' | 'outOfHours'>, now: Date): boolean {
  const there = DateTime.fromJSDate(now, { zone: timeZone });
  const today = there.startOf('day');
  return [today.minus({ days: 1 }), today].some((day) => {
    if (holidays.includes(day.toISODate() ?? '')) return false;
    const name = DAYS[day.weekday - 1];
    return (name === undefined ? [] : days[name]).some(({ from, to }) => {
      const end = timeOn(to > from ? day : day.plus({ days: 1 }), to);
      return timeOn(day, from) <= there && there < end;
    });
  });
}
