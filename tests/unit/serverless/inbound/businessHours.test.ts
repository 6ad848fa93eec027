import { isOpen } from '../../../../serverless/src/inbound/businessHours';

const DAY = [{ from: '09:00', to: '18:00' }];
const CLOSED = { mon: [], tue: [], wed: [], thu: [], fri: [], sat: [], sun: [] };

const hours = (days: Partial<typeof CLOSED | Record<string, typeof DAY>>, holidays: string[] = []) => ({
  timeZone: 'America/New_York',
  days: { ...CLOSED, ...days },
  holidays,
});

describe('business hours', () => {
  // 2026-01-12 is a Monday; New York is five hours behind.
  it.each([
    ['before they begin', '2026-01-12T13:59:59Z', false],
    ['as they begin', '2026-01-12T14:00:00Z', true],
    ['in them', '2026-01-12T18:00:00Z', true],
    ['as they end', '2026-01-12T23:00:00Z', false],
    ['on a day that has none', '2026-01-13T18:00:00Z', false],
    ['where it is Monday there and Tuesday elsewhere', '2026-01-13T03:00:00Z', false],
  ])('%s', (_, now, open) => {
    expect(isOpen(hours({ mon: DAY }), new Date(now))).toBe(open);
  });

  it.each([
    ['in the morning', '2026-01-12T15:00:00Z', true],
    ['at noon', '2026-01-12T17:30:00Z', false],
    ['in the afternoon', '2026-01-12T19:00:00Z', true],
  ])('twice a day: %s', (_, now, open) => {
    const mon = [
      { from: '09:00', to: '12:00' },
      { from: '13:00', to: '18:00' },
    ];
    expect(isOpen(hours({ mon }), new Date(now))).toBe(open);
  });

  it.each([
    ['on the evening that they begin', '2026-01-13T03:00:00Z', true],
    ['after midnight', '2026-01-13T10:59:00Z', true],
    ['as they end', '2026-01-13T11:00:00Z', false],
    ['on the morning before', '2026-01-12T10:00:00Z', false],
    ['from Sunday into Monday, where Sunday has none', '2026-01-12T08:00:00Z', false],
  ])('over midnight, 22:00 to 06:00 on Mondays: %s', (_, now, open) => {
    expect(isOpen(hours({ mon: [{ from: '22:00', to: '06:00' }] }), new Date(now))).toBe(open);
  });

  it.each([
    ['2026-01-12T05:00:00Z', true],
    ['2026-01-13T04:59:59Z', true],
    ['2026-01-13T05:00:00Z', false],
  ])('all day, from 00:00 to 00:00: at %s', (now, open) => {
    expect(isOpen(hours({ mon: [{ from: '00:00', to: '00:00' }] }), new Date(now))).toBe(open);
  });

  it.each([
    ['the day', '2026-12-25T18:00:00Z', DAY, false],
    ['the night that begins on it', '2026-12-26T04:00:00Z', [{ from: '22:00', to: '06:00' }], false],
    ['the end of the night before', '2026-12-25T10:00:00Z', [{ from: '22:00', to: '06:00' }], true],
    ['the day after', '2026-12-26T18:00:00Z', DAY, true],
  ])('a holiday: %s', (_, now, day, open) => {
    expect(isOpen(hours({ thu: day, fri: day, sat: day }, ['2026-12-25']), new Date(now))).toBe(open);
  });

  // The clocks go forward on 2026-03-08 at two, and back on 2026-11-01 at two.
  it.each([
    ['the Saturday before', '2026-03-07T14:00:00Z', true],
    ['an hour earlier by UTC from then on', '2026-03-08T13:00:00Z', true],
    ['not an hour more', '2026-03-08T22:00:00Z', false],
    ['the hour that is there twice, first time', '2026-11-01T05:30:00Z', false],
    ['back again', '2026-11-01T14:00:00Z', true],
  ])('when the clocks change: %s', (_, now, open) => {
    expect(isOpen(hours({ sat: DAY, sun: DAY }), new Date(now))).toBe(open);
  });

  it('a night in which an hour is missing ends when the clocks say so', () => {
    const night = hours({ sat: [{ from: '22:00', to: '06:00' }] });
    expect(isOpen(night, new Date('2026-03-08T09:59:00Z'))).toBe(true);
    expect(isOpen(night, new Date('2026-03-08T10:00:00Z'))).toBe(false);
  });
});
