import { suggestedTimes } from '../../../../../../src/components/StartConversationPanel/sending/suggestedTimes';

const NEW_YORK = 'America/New_York';
const [FRIDAY, SATURDAY, SUNDAY, MONDAY] = ['2026-12-04', '2026-12-05', '2026-12-06', '2026-12-07'];
const customerTimes = (...zones: string[]) => zones.map((timeZone) => ({ timeZone, time: '00:00' }));

it.each<[string, string, string, Parameters<typeof suggestedTimes>[2], string[]]>([
  ['before nine', '2026-12-04T12:00Z', NEW_YORK, {}, [`${FRIDAY}T09:00`, `${SATURDAY}T09:00`, `${MONDAY}T09:00`]],
  ['in the morning', '2026-12-04T15:00Z', NEW_YORK, {}, [`${FRIDAY}T13:00`, `${SATURDAY}T09:00`, `${MONDAY}T09:00`]],
  [
    'less than 15 minutes before',
    '2026-12-04T17:50Z',
    NEW_YORK,
    {},
    [`${FRIDAY}T17:00`, `${SATURDAY}T09:00`, `${MONDAY}T09:00`],
  ],
  ['in the evening', '2026-12-04T23:00Z', NEW_YORK, {}, [`${SATURDAY}T09:00`, `${MONDAY}T09:00`]],
  // It is Sunday there already; tomorrow is a Monday, so the other one is that of the week after.
  [
    'where it is tomorrow',
    '2026-12-05T23:00Z',
    'Asia/Tokyo',
    {},
    [`${SUNDAY}T09:00`, `${MONDAY}T09:00`, '2026-12-14T09:00'],
  ],
  // The clock goes forward on that Sunday.
  ['over a change of the clock', '2026-03-07T23:00Z', NEW_YORK, {}, ['2026-03-08T09:00', '2026-03-09T09:00']],
  [
    'in quiet hours',
    '2026-12-04T12:00Z',
    NEW_YORK,
    { customerTimes: customerTimes(NEW_YORK), quietWindow: { from: '20:00', to: '10:00' } },
    [`${FRIDAY}T13:00`, `${SATURDAY}T13:00`, `${MONDAY}T13:00`],
  ],
  [
    // At nine in New York it is six in Los Angeles; at five in the afternoon it is quiet in New York.
    'in quiet hours at one of their places',
    '2026-12-04T12:00Z',
    NEW_YORK,
    { customerTimes: customerTimes(NEW_YORK, 'America/Los_Angeles'), quietWindow: { from: '17:00', to: '08:00' } },
    [`${FRIDAY}T13:00`, `${SATURDAY}T13:00`, `${MONDAY}T13:00`],
  ],
  ['always quiet', '2026-12-04T12:00Z', NEW_YORK, { quietWindow: { from: '08:00', to: '07:59' } }, []],
])('suggests times of the customer’s own day: %s', (_, now, timeZone, known, expected) => {
  expect(suggestedTimes(new Date(now), timeZone, known).map(({ sendAt }) => sendAt)).toEqual(expected);
});
