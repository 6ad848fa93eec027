import { EARLIEST_MINUTES, LATEST_DAYS } from '../../contract/schedule';
import { localeOf } from '../../strings/translate';
import type { Translate } from '../../strings/translate';

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;

/** A moment as the clock shows it in a time zone, as `<input type="datetime-local">` has it: `2026-01-31T09:00`. */
export function localTime(moment: Date, timeZone: string): string {
  const parts = new Intl.DateTimeFormat('en-US', {
    timeZone,
    hourCycle: 'h23',
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
  }).formatToParts(moment);
  const part = (type: Intl.DateTimeFormatPartTypes) => parts.find((item) => item.type === type)?.value ?? '';
  return `${part('year')}-${part('month')}-${part('day')}T${part('hour')}:${part('minute')}`;
}

/** When a message can be sent later, where the customer is: Twilio's own limits, a minute inside them. */
export const sendTimeLimits = (now: Date, timeZone: string): { min: string; max: string } => ({
  min: localTime(new Date(now.getTime() + (EARLIEST_MINUTES + 1) * MINUTE), timeZone),
  max: localTime(new Date(now.getTime() + LATEST_DAYS * DAY - MINUTE), timeZone),
});

/** `New York` of `America/New_York`. */
export const placeOf = (timeZone: string): string => (timeZone.split('/').pop() ?? timeZone).replace(/_/g, ' ');

/** A moment (ISO 8601) in a time zone. */
export const readableTime = (t: Translate, moment: string, timeZone?: string): string =>
  new Intl.DateTimeFormat(localeOf(t), { dateStyle: 'medium', timeStyle: 'short', timeZone }).format(new Date(moment));

/** `HH:MM` today, else with the day, where the reader is. */
export function readableClock(t: Translate, moment: string, now: Date = new Date()): string {
  const date = new Date(moment);
  return date.toDateString() === now.toDateString()
    ? new Intl.DateTimeFormat(localeOf(t), { timeStyle: 'short' }).format(date)
    : readableTime(t, moment);
}

/** How long ago, as `3 hours ago`. */
export function timeAgo(t: Translate, moment: string, now: Date = new Date()): string {
  const format = new Intl.RelativeTimeFormat(localeOf(t), { numeric: 'auto' });
  const minutes = Math.round((new Date(moment).getTime() - now.getTime()) / MINUTE);
  if (Math.abs(minutes) < 60) {
    return format.format(minutes, 'minute');
  }
  const hours = Math.round(minutes / 60);
  return Math.abs(hours) < 24 ? format.format(hours, 'hour') : format.format(Math.round(hours / 24), 'day');
}
