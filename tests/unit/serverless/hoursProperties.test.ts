import fc from 'fast-check';

import { customerTimes, quietHoursAt } from '../../../serverless/src/compliance/quietHours';
import { isOpen } from '../../../serverless/src/inbound/businessHours';
import { sendTime, untilAfter } from '../../../serverless/src/schedule/sendTime';
import { holds, holdsInTime } from '../../support/holds';

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;
const DAYS = ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat'] as const;

/** With clock changes north and south, of half an hour, of a year without, and of none. */
const timeZone = fc.constantFrom(
  ...['America/New_York', 'Europe/Madrid', 'America/Sao_Paulo', 'Australia/Lord_Howe', 'Asia/Kolkata'],
  ...['Pacific/Auckland', 'America/St_Johns', 'Africa/Casablanca', 'Asia/Kathmandu', 'UTC'],
);
const minutes = (least: Date, most: Date) =>
  fc.integer({ min: least.getTime() / MINUTE, max: most.getTime() / MINUTE }).map((at) => new Date(at * MINUTE));
const moment = minutes(new Date('2025-01-01T00:00:00Z'), new Date('2027-12-31T00:00:00Z'));
const time = fc
  .tuple(fc.integer({ min: 0, max: 23 }), fc.integer({ min: 0, max: 59 }))
  .map((parts) => parts.map((part) => String(part).padStart(2, '0')).join(':'));

const calendars = new Map<string, Intl.DateTimeFormat>();

/** ECMAScript's own, which takes its time to be made. */
function calendarOf(zone: string): Intl.DateTimeFormat {
  const known = calendars.get(zone);
  const made =
    known ??
    new Intl.DateTimeFormat('en-CA', {
      timeZone: zone,
      hourCycle: 'h23',
      ...({ year: 'numeric', month: '2-digit', day: '2-digit', hour: '2-digit', minute: '2-digit' } as const),
    });
  calendars.set(zone, made);
  return made;
}

/** What the clocks there show. */
function clocks(at: Date, zone: string): { date: string; time: string } {
  const parts = calendarOf(zone).formatToParts(at);
  const part = (type: string) => parts.find((one) => one.type === type)!.value;
  const date = `${part('year')}-${part('month')}-${part('day')}`;
  return { date, time: `${part('hour')}:${part('minute')}` };
}

/** Minutes by which the clocks there are ahead of UTC. */
function offset(at: Date, zone: string): number {
  const { date, time: shown } = clocks(at, zone);
  return (Date.parse(`${date}T${shown}Z`) - at.getTime()) / MINUTE;
}

const before = (date: string): string => new Date(Date.parse(date) - DAY).toISOString().slice(0, 10);

type Hours = { from: string; to: string };
const hours: fc.Arbitrary<Hours> = fc.record({ from: time, to: time });
const week = fc.record(
  Object.fromEntries(DAYS.map((day) => [day, fc.array(hours, { maxLength: 2 })])) as Record<
    (typeof DAYS)[number],
    fc.Arbitrary<Hours[]>
  >,
);

/** By the clocks on the wall alone. */
function isOpenByTheWall(at: Date, zone: string, days: Record<(typeof DAYS)[number], Hours[]>, holidays: string[]) {
  const { date, time: shown } = clocks(at, zone);
  const dayOf = (one: string) => DAYS[new Date(one).getUTCDay()]!;
  const hoursOf = (one: string) => (holidays.includes(one) ? [] : days[dayOf(one)]);
  const today = hoursOf(date).some(({ from, to }) => from <= shown && (to <= from || shown < to));
  return today || hoursOf(before(date)).some(({ from, to }) => to <= from && shown < to);
}

describe('business hours', () => {
  it('are what the clocks on the wall say, in every zone, on every day on which they are not changed', () => {
    holds(
      fc.property(moment, timeZone, week, fc.boolean(), (now, zone, days, isHoliday) => {
        const near = [-2, -1, 0, 1, 2].map((day) => offset(new Date(now.getTime() + day * DAY), zone));
        fc.pre(new Set(near).size === 1);
        const holidays = isHoliday ? [clocks(now, zone).date] : [];
        expect(isOpen({ timeZone: zone, days, holidays }, now)).toBe(isOpenByTheWall(now, zone, days, holidays));
      }),
    );
  });

  it('when the clocks change: hours that neither begin nor end at night are what the clocks on the wall say', () => {
    const change = fc.constantFrom(
      ...(['2026-03-08', '2026-11-01'] as const).map((date) => ({ date, zone: 'America/New_York' })),
      ...(['2026-03-29', '2026-10-25'] as const).map((date) => ({ date, zone: 'Europe/Madrid' })),
      ...(['2026-04-05', '2026-10-04'] as const).map((date) => ({ date, zone: 'Australia/Lord_Howe' })),
    );
    const byDay = fc.record({
      from: time.filter((one) => one >= '04:00'),
      to: time.filter((one) => one >= '04:00'),
    });
    holds(
      fc.property(change, fc.integer({ min: -DAY / MINUTE, max: (2 * DAY) / MINUTE }), byDay, (at, shift, day) => {
        const now = new Date(Date.parse(`${at.date}T00:00:00Z`) + shift * MINUTE);
        const days = Object.fromEntries(DAYS.map((name) => [name, [day]])) as Record<(typeof DAYS)[number], Hours[]>;
        expect(isOpen({ timeZone: at.zone, days, holidays: [] }, now)).toBe(isOpenByTheWall(now, at.zone, days, []));
      }),
    );
  });

  it('are open all the time where each day is open from midnight to midnight', () => {
    const days = Object.fromEntries(DAYS.map((day) => [day, [{ from: '00:00', to: '00:00' }]]));
    holds(
      fc.property(moment, timeZone, (now, zone) => {
        expect(isOpen({ timeZone: zone, days: days as never, holidays: [] }, now)).toBe(true);
      }),
    );
  });
});

describe('quiet hours', () => {
  const of = (from: string, to: string) => ({ from, to, channels: ['sms' as const] });
  const isQuiet = (at: string[], setting: ReturnType<typeof of>): boolean =>
    quietHoursAt(
      'sms',
      at.map((one) => ({ timeZone: 'UTC', time: one })),
      setting,
    ) !== undefined;

  it('and the other way around make a whole day, with no minute in both', () => {
    holds(
      fc.property(time, time, time, (at, from, to) => {
        fc.pre(from !== to);
        expect(isQuiet([at], of(from, to))).toBe(!isQuiet([at], of(to, from)));
      }),
    );
  });

  it('begin with their first minute and end before their last, also over midnight', () => {
    holds(
      fc.property(time, time, (from, to) => {
        fc.pre(from !== to);
        expect([isQuiet([from], of(from, to)), isQuiet([to], of(from, to))]).toEqual([true, false]);
      }),
    );
  });

  it('hold where it is quiet at any place that the customer may be at', () => {
    holds(
      fc.property(fc.array(time), time, time, (places, from, to) => {
        const quiet = places.some((one) => isQuiet([one], of(from, to)));
        expect(isQuiet(places, of(from, to))).toBe(quiet);
      }),
    );
  });

  it('go by what the clocks show at the number’s places', async () => {
    const number = fc.constantFrom('+14155550143', '+34612345678', '+5511998765432', '+61412345678', '+18005550199');
    await holdsInTime(
      fc.asyncProperty(number, moment, async (one, now) => {
        const times = await customerTimes([{ channel: 'sms', number: one }], now);
        expect(times.length).toBeGreaterThan(0);
        for (const { timeZone: zone, time: shown } of times) expect(shown).toBe(clocks(now, zone).time);
      }),
    );
  });
});

describe('the time of a scheduled message', () => {
  const now = new Date('2026-03-01T12:00:00Z');
  const within = minutes(new Date(now.getTime() + 2 * DAY), new Date(now.getTime() + 33 * DAY));

  it('is a moment at which the clocks there show it, in every zone, save where they skip it', () => {
    holds(
      fc.property(within, timeZone, (at, zone) => {
        const { date, time: shown } = clocks(at, zone);
        const sent = sendTime({ sendAt: `${date}T${shown}`, timeZone: zone }, now);
        if (!sent.ok) throw new Error(sent.error.code);
        expect(clocks(sent.value, zone)).toMatchObject({ date, time: shown });
      }),
    );
  });

  it('is never nearer than 15 minutes, nor farther than 35 days', () => {
    const around = minutes(new Date(now.getTime() - DAY), new Date(now.getTime() + 37 * DAY));
    holds(
      fc.property(around, timeZone, (at, zone) => {
        const { date, time: shown } = clocks(at, zone);
        const sent = sendTime({ sendAt: `${date}T${shown}`, timeZone: zone }, now);
        const isAllowed = at.getTime() >= now.getTime() + 15 * MINUTE && at.getTime() <= now.getTime() + 35 * DAY;
        // Where the clocks show it twice, either may be meant.
        const isOnce =
          offset(at, zone) === offset(new Date(at.getTime() + 90 * MINUTE), zone) &&
          offset(at, zone) === offset(new Date(at.getTime() - 90 * MINUTE), zone);
        fc.pre(isOnce);
        expect(sent.ok).toBe(isAllowed);
      }),
    );
  });

  it('leaves the conversation open for all the days that the reply is waited for, and no whole day more', () => {
    holds(
      fc.property(within, fc.integer({ min: 1, max: 90 }), (at, days) => {
        const lasts = Number(/^P(\d+)D$/.exec(untilAfter(at, days, now))?.[1]);
        const left = now.getTime() + lasts * DAY - at.getTime() - days * DAY;
        expect(left >= 0 && left < DAY).toBe(true);
      }),
    );
  });
});
