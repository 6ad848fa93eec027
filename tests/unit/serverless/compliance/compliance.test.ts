import { checkCompliance } from '../../../../serverless/src/compliance/compliance';
import { success } from '../../../../serverless/src/runtime/Result';
import { windowClosing } from '../../../../serverless/src/compliance/messagingWindow';

const NOON = new Date('2026-01-15T20:00:00Z');
const NIGHT = new Date('2026-01-15T08:00:00Z');
const quietHours = { from: '21:00', to: '08:00', channels: ['sms' as const, 'whatsapp' as const] };
const TEMPLATE = { contentSid: `HX${'0'.repeat(32)}` };

const sms = {
  settings: { quietHours },
  channel: 'sms' as const,
  number: '+14155550143',
  timeZone: () => Promise.resolve(success(undefined)),
  message: { body: 'Hello' },
  roles: ['agent'],
  now: NOON,
};
const whatsapp = { ...sms, channel: 'whatsapp' as const };

describe('whether a message may go', () => {
  it('is so where nothing stands against it', async () => {
    await expect(checkCompliance({ optedOut: false }, sms)).resolves.toBeUndefined();
  });

  it('is not so to a customer who opted out, whoever asks', async () => {
    const override = { ...sms, overrideReason: 'They asked me to', roles: ['admin'] };
    await expect(checkCompliance({ optedOut: true }, override)).resolves.toEqual({ code: 'OPTED_OUT', field: 'to' });
  });
});

describe('at night', () => {
  it('nothing goes, and the customer’s time is told', async () => {
    await expect(checkCompliance({ optedOut: false }, { ...sms, now: NIGHT })).resolves.toEqual({
      code: 'QUIET_HOURS',
      quietHours: { timeZone: 'America/Los_Angeles', customerTime: '00:00', from: '21:00', to: '08:00' },
    });
  });

  it.each([
    [['supervisor'], undefined],
    [['agent', 'admin'], undefined],
    [['agent'], { code: 'SUPERVISOR_ONLY', field: 'overrideReason' }],
    [[], { code: 'SUPERVISOR_ONLY', field: 'overrideReason' }],
  ])('a reason of %j comes to %j', async (roles, error) => {
    const request = { ...sms, now: NIGHT, overrideReason: 'Their flight is cancelled', roles };
    await expect(checkCompliance({ optedOut: false }, request)).resolves.toEqual(error);
  });

  it('a supervisor without a reason is told as everybody is', async () => {
    const request = { ...sms, now: NIGHT, overrideReason: '', roles: ['supervisor'] };
    await expect(checkCompliance({ optedOut: false }, request)).resolves.toMatchObject({ code: 'QUIET_HOURS' });
  });
});

describe('the 24-hour window', () => {
  const lastAt = new Date(NOON.getTime() - 24 * 60 * 60 * 1_000);
  const facts = (last: Date | null) => ({ optedOut: false, windowClosesAt: last && windowClosing(last) });

  it.each([
    ['a millisecond before its end', new Date(lastAt.getTime() + 1), undefined],
    ['at its end', lastAt, { code: 'WINDOW_CLOSED', field: 'body' }],
    ['where the customer never wrote', null, { code: 'WINDOW_CLOSED', field: 'body' }],
  ])('%s', async (_when, last, error) => {
    await expect(checkCompliance(facts(last), whatsapp)).resolves.toEqual(error);
  });

  it('is asked about the time of sending', async () => {
    const tomorrow = new Date(NOON.getTime() + 24 * 60 * 60 * 1_000);
    await expect(checkCompliance(facts(NOON), { ...whatsapp, now: tomorrow })).resolves.toMatchObject({
      code: 'WINDOW_CLOSED',
    });
  });

  it('is shut for files and for templates on Messenger too', async () => {
    const messenger = { ...whatsapp, channel: 'messenger' as const };
    await expect(checkCompliance(facts(null), { ...messenger, message: TEMPLATE })).resolves.toEqual({
      code: 'WINDOW_CLOSED',
    });
    await expect(
      checkCompliance(facts(null), { ...messenger, message: { mediaSid: `ME${'0'.repeat(32)}` } }),
    ).resolves.toEqual({ code: 'WINDOW_CLOSED' });
  });

  it('lets an approved template through, and no other even while it is open', async () => {
    const template = { ...whatsapp, message: TEMPLATE };
    await expect(checkCompliance({ ...facts(null), isTemplateApproved: true }, template)).resolves.toBeUndefined();
    await expect(checkCompliance({ ...facts(NOON), isTemplateApproved: false }, template)).resolves.toEqual({
      code: 'TEMPLATE_NOT_APPROVED',
      field: 'contentSid',
    });
  });
});
