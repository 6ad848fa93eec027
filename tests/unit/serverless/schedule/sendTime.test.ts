import { sendTime, untilAfter } from '../../../../serverless/src/schedule/sendTime';

const now = new Date('2026-03-01T12:00:00Z');
const at = (sendAt: string, timeZone: string) => sendTime({ sendAt, timeZone }, now);
const invalid = { ok: false, error: { code: 'SEND_TIME_INVALID', field: 'sendAt' } };

describe('sendTime', () => {
  it.each([
    ['2026-03-02T09:00', 'America/New_York', '2026-03-02T14:00:00.000Z'],
    // Summer time has begun there by then.
    ['2026-03-09T09:00', 'America/New_York', '2026-03-09T13:00:00.000Z'],
    ['2026-03-02T09:00', 'Asia/Kolkata', '2026-03-02T03:30:00.000Z'],
    // 15 minutes and 35 days ahead, to the minute.
    ['2026-03-01T12:15', 'UTC', '2026-03-01T12:15:00.000Z'],
    ['2026-04-05T12:00', 'UTC', '2026-04-05T12:00:00.000Z'],
  ])('%s in %s is %s', (sendAt, timeZone, moment) => {
    expect(at(sendAt, timeZone)).toEqual({ ok: true, value: new Date(moment) });
  });

  it.each([
    ['2026-03-01T12:14', 'UTC'],
    ['2026-04-05T12:01', 'UTC'],
    ['2026-03-01T09:00', 'America/New_York / Boston'],
    ['2026-03-40T09:00', 'UTC'],
    ['tomorrow', 'UTC'],
  ])('%s in %s cannot be', (sendAt, timeZone) => {
    expect(at(sendAt, timeZone)).toEqual(invalid);
  });
});

it('a conversation outlives the time of its message by the days that the reply is waited for', () => {
  expect(untilAfter(new Date('2026-03-01T12:15:00Z'), 3, now)).toBe('P4D');
  expect(untilAfter(new Date('2026-04-05T12:00:00Z'), 3, now)).toBe('P38D');
});
