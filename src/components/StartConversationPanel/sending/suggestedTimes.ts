import type { Checks } from '../../../contract/checks';
import { localTime, sendTimeLimits } from '../../shared/time';

interface SuggestedTime {
  /** Without a zone, as the field has it: `2026-01-31T09:00`. */
  sendAt: string;
  day: 'today' | 'tomorrow' | 'onDay';
}

/** Hours at which people read messages: the first that is allowed is the one of its day. */
const HOURS = ['09:00', '13:00', '17:00'];
const DAY_MS = 86_400_000;
const MONDAY = 1;

/** The moment that a clock in a time zone shows this time; where it never does, an hour beside it. */
function momentOf(sendAt: string, timeZone: string): Date {
  const asUtc = (local: string) => Date.parse(`${local}:00Z`);
  const offsetAt = (moment: number) => asUtc(localTime(new Date(moment), timeZone)) - moment;
  const wanted = asUtc(sendAt);
  const guess = wanted - offsetAt(wanted);
  return new Date(wanted - offsetAt(guess));
}

/** `HH:MM` within a window that may go over midnight; its end is outside of it. */
const isWithin = (time: string, { from, to }: NonNullable<Checks['quietWindow']>): boolean =>
  from <= to ? from <= time && time < to : from <= time || time < to;

/**
 * A time today, one tomorrow and one next Monday, by the clock of `timeZone`: each within what Twilio schedules, and quiet
 * at none of the places that the customer may be in. Fewer where a day has none.
 */
export function suggestedTimes(
  now: Date,
  timeZone: string,
  { customerTimes = [], quietWindow }: Partial<Pick<Checks, 'customerTimes' | 'quietWindow'>>,
): SuggestedTime[] {
  const { min, max } = sendTimeLimits(now, timeZone);
  const places = [...new Set([timeZone, ...customerTimes.map((place) => place.timeZone)])];
  const isQuiet = (sendAt: string): boolean => {
    if (!quietWindow) return false;
    const moment = momentOf(sendAt, timeZone);
    return places.some((place) => isWithin(localTime(moment, place).slice(11), quietWindow));
  };
  const today = localTime(now, timeZone).slice(0, 10);
  const dayAfter = (days: number) => new Date(Date.parse(`${today}T12:00:00Z`) + days * DAY_MS);
  // Tomorrow may be that Monday: then it is the one of the week after that is next.
  const toMonday = [2, 3, 4, 5, 6, 7, 8].find((days) => dayAfter(days).getUTCDay() === MONDAY) ?? 7;
  return (
    [
      ['today', 0],
      ['tomorrow', 1],
      ['onDay', toMonday],
    ] as const
  ).flatMap(([day, days]) => {
    const date = dayAfter(days).toISOString().slice(0, 10);
    const sendAt = HOURS.map((hour) => `${date}T${hour}`).find((time) => time >= min && time <= max && !isQuiet(time));
    return sendAt ? [{ sendAt, day }] : [];
  });
}
