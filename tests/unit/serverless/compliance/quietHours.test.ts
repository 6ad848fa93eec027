import { customerTimes, quietHoursAt } from '../../../../serverless/src/compliance/quietHours';

const NIGHT = { from: '21:00', to: '08:00', channels: ['sms' as const, 'whatsapp' as const, 'messenger' as const] };
const SAM = '+14155550143';
const at = (time: string) => [{ timeZone: 'America/Los_Angeles', time }];

describe('the time where a customer is', () => {
  it.each([
    [SAM, '2026-01-15T12:00:00Z', [{ timeZone: 'America/Los_Angeles', time: '04:00' }]],
    // Summer time.
    [SAM, '2026-07-15T12:00:00Z', [{ timeZone: 'America/Los_Angeles', time: '05:00' }]],
    ['+33612345678', '2026-01-15T23:30:00Z', [{ timeZone: 'Europe/Paris', time: '00:30' }]],
    [
      '+34612345678',
      '2026-01-15T23:30:00Z',
      [
        { timeZone: 'Europe/Madrid', time: '00:30' },
        { timeZone: 'Atlantic/Canary', time: '23:30' },
      ],
    ],
    ['+5511998765432', '2026-01-15T12:00:00Z', [{ timeZone: 'America/Sao_Paulo', time: '09:00' }]],
  ])('%s at %s is %j', async (number, now, times) => {
    await expect(customerTimes([{ channel: 'sms', number: number }], new Date(now))).resolves.toEqual(times);
  });

  it('is one of many for a number of no one place', async () => {
    const times = await customerTimes([{ channel: 'sms', number: '+18005550199' }], new Date('2026-01-15T12:00:00Z'));
    expect(times).toContainEqual({ timeZone: 'America/New_York', time: '07:00' });
    expect(times).toContainEqual({ timeZone: 'America/Los_Angeles', time: '04:00' });
  });

  it.each([
    ['messenger', '104155550143'],
    ['chat', 'gita@example.com'],
    ['sms', '+883510000000'],
  ] as const)('is not known on %s of %s', async (channel, address) => {
    await expect(customerTimes([{ channel: channel, number: address }], new Date())).resolves.toEqual([]);
  });
});

describe('quiet hours', () => {
  it.each([
    ['21:00', '08:00', '20:59', false],
    ['21:00', '08:00', '21:00', true],
    ['21:00', '08:00', '00:00', true],
    ['21:00', '08:00', '07:59', true],
    ['21:00', '08:00', '08:00', false],
    ['12:00', '14:00', '11:59', false],
    ['12:00', '14:00', '12:00', true],
    ['12:00', '14:00', '13:59', true],
    ['12:00', '14:00', '14:00', false],
    ['09:00', '09:00', '09:00', false],
  ])('from %s to %s at %s: %p', (from, to, time, isQuiet) => {
    expect(quietHoursAt('sms', at(time), { ...NIGHT, from, to })).toEqual(
      isQuiet ? { timeZone: 'America/Los_Angeles', customerTime: time, from, to } : undefined,
    );
  });

  it('hold where it is quiet at one of several places', () => {
    const times = [
      { timeZone: 'America/New_York', time: '09:00' },
      { timeZone: 'America/Los_Angeles', time: '06:00' },
    ];
    expect(quietHoursAt('sms', times, NIGHT)).toMatchObject({ timeZone: 'America/Los_Angeles', customerTime: '06:00' });
  });

  it.each([
    // Nine in the morning in Sydney; a mobile may be in Perth.
    ['+61491570156', '2026-01-14T22:00:00Z', 'Australia/Perth'],
    // Eight in the evening in Jakarta, ten in Jayapura.
    ['+6281248123456', '2026-01-15T13:00:00Z', 'Asia/Jayapura'],
    // Half past eight in the Central part of Nebraska's 308.
    ['+13082108578', '2026-01-15T14:30:00Z', 'America/Denver'],
    ['+18505550143', '2026-01-15T02:30:00Z', 'America/New_York'],
    ['+79161234567', '2026-01-15T12:00:00Z', 'Asia/Kamchatka'],
    ['+34612345678', '2026-01-15T07:30:00Z', 'Atlantic/Canary'],
    ['+351912345678', '2026-01-15T08:30:00Z', 'Atlantic/Azores'],
    // Areas that are younger than Google's table, and ones that lie on a border in it.
    ['+14482345678', '2026-01-15T13:30:00Z', 'America/Chicago'],
    ['+16063875555', '2026-01-16T02:30:00Z', 'America/New_York'],
    ['+14742345678', '2026-01-16T03:30:00Z', 'America/Regina'],
    ['+12572345678', '2026-01-15T15:30:00Z', 'America/Vancouver'],
    ['+18792345678', '2026-01-16T01:00:00Z', 'America/St_Johns'],
    ['+18679795555', '2026-01-16T02:30:00Z', 'America/Toronto'],
    ['+18676675555', '2026-01-15T14:30:00Z', 'America/Whitehorse'],
    ['+12195550143', '2026-01-15T13:30:00Z', 'America/Chicago'],
    ['+19285550143', '2026-07-16T03:30:00Z', 'America/Denver'],
    ['+19075550143', '2026-01-15T17:30:00Z', 'America/Adak'],
    // Islands and far provinces.
    ['+56912345678', '2026-01-15T12:30:00Z', 'Pacific/Easter'],
    ['+593991234567', '2026-01-15T13:30:00Z', 'Pacific/Galapagos'],
    ['+64211234567', '2026-01-15T07:30:00Z', 'Pacific/Chatham'],
    ['+5597981234567', '2026-01-15T12:30:00Z', 'America/Eirunepe'],
    ['+243812345678', '2026-01-15T19:30:00Z', 'Africa/Lubumbashi'],
    ['+97699112345', '2026-01-15T00:30:00Z', 'Asia/Hovd'],
    ['+6919201234', '2026-01-15T10:30:00Z', 'Pacific/Pohnpei'],
    ['+67570123456', '2026-01-15T10:30:00Z', 'Pacific/Bougainville'],
    ['+68672012345', '2026-01-15T07:30:00Z', 'Pacific/Kiritimati'],
    ['+68987123456', '2026-01-15T17:30:00Z', 'Pacific/Tahiti'],
    // As WhatsApp writes them: Tijuana, Cancún and Acre.
    ['+5216641234567', '2026-01-15T15:30:00Z', 'America/Tijuana'],
    ['+5219981234567', '2026-01-16T02:30:00Z', 'America/Cancun'],
    ['+556881234567', '2026-01-15T12:30:00Z', 'America/Rio_Branco'],
    // An area that no table knows may be anywhere in North America.
    ['+18617654321', '2026-01-15T16:30:00Z', 'America/Los_Angeles'],
  ])('hold for %s at %s, since it may be in %s', async (number, now, timeZone) => {
    const times = await customerTimes([{ channel: 'sms', number: number }], new Date(now));
    expect(quietHoursAt('sms', times, NIGHT)).toBeDefined();
    expect(times.map((one) => one.timeZone)).toContain(timeZone);
  });

  it.each([
    ['+61491570156', '2026-01-15T03:00:00Z'],
    ['+13082108578', '2026-01-15T18:00:00Z'],
    // A mobile of São Paulo is of its area, and a landline of Sydney stays there.
    ['+5511998765432', '2026-01-15T11:30:00Z'],
    ['+61291234567', '2026-01-14T22:00:00Z'],
    ['+56221234567', '2026-01-15T12:30:00Z'],
    ['+5511981234567', '2026-01-15T12:30:00Z'],
    ['+14482345678', '2026-01-15T18:00:00Z'],
  ])('do not hold for %s at %s', async (number, now) => {
    expect(
      quietHoursAt('sms', await customerTimes([{ channel: 'sms', number: number }], new Date(now)), NIGHT),
    ).toBeUndefined();
  });

  it('hold on the channels of the settings alone', () => {
    expect(quietHoursAt('whatsapp', at('23:00'), { ...NIGHT, channels: ['sms'] })).toBeUndefined();
    expect(quietHoursAt('sms', at('23:00'), undefined)).toBeUndefined();
  });

  it('do not hold where nobody knows the time', () => {
    expect(quietHoursAt('messenger', [], NIGHT)).toBeUndefined();
  });
});
