import { createHash, randomUUID } from 'node:crypto';

import { DateTime } from 'luxon';

import type { AuditEntry } from '../../src/contract/audit';
import type { Checks } from '../../src/contract/checks';
import type { ReminderResult } from '../../src/contract/reminders';
import type { StartAnswer } from './backend';
import { Backend, CARE, PAGE } from './backend';

jest.setTimeout(60_000);

const KEY = 'k'.repeat(40);
/** A mobile, which may be anywhere in Australia. */
const KIM = '+61491570156';
const SYDNEY = 'Australia/Sydney';
const PERTH = 'Australia/Perth';
const LONDON = 'Europe/London';

let backend: Backend;
beforeAll(async () => {
  const hash = createHash('sha256').update(KEY).digest('hex');
  const keys = [{ name: 'crm', sha256: hash, scopes: ['reminders'] }];
  backend = await Backend.start({ isCold: false, variables: { SYSTEM_KEYS: JSON.stringify(keys) } });
});
afterAll(() => backend.close());
beforeEach(() => backend.reset());

const settings = (change: object) => {
  const { world } = backend.sandbox;
  const before = world.uiAttributes['messaging_controls'] as object;
  world.uiAttributes = { ...world.uiAttributes, messaging_controls: { ...before, ...change } };
};

/** For an hour, which is over in the next zone: Eucla is three quarters ahead of Perth. */
const quietIn = (timeZone: string, change: object = {}) => {
  const there = DateTime.now().setZone(timeZone);
  const at = (minutes: number) => there.plus({ minutes }).toFormat('HH:mm');
  settings({ quietHours: { from: at(-30), to: at(30) }, ...change });
};

const sms = { channel: 'sms', from: CARE, to: KIM };
const keep = (identity: string, timeZone: string, whom: Record<string, string> = sms) =>
  backend.ask(identity, 'customer-time', { ...whom, timeZone });
async function checks(change: Record<string, string> = {}): Promise<Checks> {
  const { body } = await backend.ask<{ checks: Checks }>('bob', 'checks', { ...sms, ...change });
  return body.checks;
}
const zones = async (change: Record<string, string> = {}) =>
  (await checks(change)).customerTimes.map(({ timeZone }) => timeZone);
const start = (change: Record<string, string> = {}, identity = 'alice', route = 'interactions') =>
  backend.ask<StartAnswer>(identity, route, {
    ...sms,
    ...{ requestId: randomUUID(), body: 'Hello' },
    ...(route === 'outreach' ? { replyTo: 'agent' } : {}),
    ...change,
  });

async function remind(change: Record<string, string> = {}): Promise<ReminderResult> {
  const answer = await fetch(`${backend.functions.url}/reminders`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${KEY}` },
    body: JSON.stringify({ reminders: [{ ...sms, key: randomUUID(), body: 'Tomorrow at nine.', ...change }] }),
  });
  const { results } = (await answer.json()) as { results: ReminderResult[] };
  return results[0]!;
}

const refused = (timeZone: string) => ({
  status: 403,
  body: { error: { code: 'QUIET_HOURS', quietHours: { timeZone } } },
});

describe('where a customer is, as an agent has kept it', () => {
  it('counts in place of the number for everybody who writes, on every channel that goes by it', async () => {
    quietIn(PERTH);
    expect(await start()).toMatchObject(refused(PERTH));
    expect(await remind()).toMatchObject({ ok: false, error: { code: 'QUIET_HOURS' } });
    expect((await zones()).length).toBeGreaterThan(3);

    expect(await keep('alice', SYDNEY)).toMatchObject({ status: 200, body: { ok: true } });
    const known = await checks();
    expect(known).not.toHaveProperty('quietHours');
    expect(known).toMatchObject({
      customerTimes: [{ timeZone: SYDNEY, time: DateTime.now().setZone(SYDNEY).toFormat('HH:mm') }],
      mayKeepTimeZone: true,
      timeZoneSource: { from: 'agent', isAlone: true, name: 'Alice Agent', at: expect.any(String) as string },
    });
    expect(await zones({ channel: 'whatsapp' })).toEqual([SYDNEY]);
    expect(await remind()).toMatchObject({ ok: true });
    for (const { sid } of backend.state().conversations) {
      backend.sandbox.world.services.conversations.update(sid, { state: 'closed' });
    }
    expect(await start({}, 'bob')).toMatchObject({ status: 201 });
  });

  it('makes it quiet where it is quiet there', async () => {
    quietIn(LONDON);
    expect(await checks()).not.toHaveProperty('quietHours');
    await keep('sue', LONDON);
    for (const route of ['interactions', 'outreach']) {
      expect(await start({}, 'alice', route)).toMatchObject(refused(LONDON));
    }
    backend.expectNothingLeft();
  });

  it('gets no agent out of quiet hours by a place that the number does not have; a supervisor’s word counts alone', async () => {
    quietIn(PERTH);
    await keep('alice', LONDON);
    expect(await checks()).toMatchObject({
      timeZoneSource: { from: 'agent', isAlone: false },
      quietHours: { timeZone: PERTH },
    });
    expect((await zones())[0]).toBe(LONDON);
    expect(await start()).toMatchObject(refused(PERTH));

    await keep('sue', LONDON);
    expect(await zones()).toEqual([LONDON]);
    // Who says the same takes nothing back.
    await keep('alice', LONDON);
    expect(await zones()).toEqual([LONDON]);
    expect(await start()).toMatchObject({ status: 201 });
  });

  it('is of the person, in every form of their number', async () => {
    await keep('alice', 'America/Tijuana', { ...sms, channel: 'whatsapp', to: '+5215512345678' });
    expect((await zones({ to: '+525512345678' }))[0]).toBe('America/Tijuana');
    expect(await zones({ to: '+525512345679' })).not.toContain('America/Tijuana');
  });

  it('gives a customer of Messenger quiet hours, who has no number', async () => {
    const page = { channel: 'messenger', from: PAGE, to: '24041234567890123' };
    quietIn(PERTH);
    expect(await checks(page)).not.toHaveProperty('quietHours');
    await keep('alice', PERTH, page);
    expect(await checks(page)).toMatchObject({ quietHours: { timeZone: PERTH }, timeZoneSource: { isAlone: true } });
  });

  it('is by any name of the zone', async () => {
    const to = '+919876543210';
    await keep('alice', 'Asia/Kolkata', { ...sms, to });
    expect(await checks({ to })).toMatchObject({ timeZoneSource: { isAlone: true } });
  });

  it('is kept by a hash, for as long as the settings say, until somebody takes it back', async () => {
    settings({ customerTime: { keepDays: 10 } });
    await keep('alice', SYDNEY);
    const documents = await backend.sandbox.twilio.sync.v1.services('default').documents.list();
    const kept = documents.filter(({ uniqueName }) => uniqueName.includes('time-zone'));
    expect(kept.map(({ data }) => data as unknown)).toEqual([
      { timeZone: SYDNEY, by: backend.workerSid('alice'), at: expect.any(String) as string, isAnywhere: false },
    ]);
    expect(JSON.stringify(kept)).not.toContain('491570156');
    const [{ dateExpires, dateUpdated }] = kept as [(typeof kept)[number]];
    expect(Math.round((dateExpires.getTime() - dateUpdated.getTime()) / 86_400_000)).toBe(10);
    expect(await keep('bob', '')).toMatchObject({ status: 200 });
    expect(await checks()).not.toHaveProperty('timeZoneSource');
  });

  it('is in the audit, once for each that is new', async () => {
    await keep('alice', SYDNEY);
    await keep('alice', SYDNEY);
    await keep('bob', '');
    await keep('bob', '');
    const day = new Date().toISOString().slice(0, 10);
    const { body } = await backend.ask<{ entries: AuditEntry[] }>('sue', 'audit', { day });
    expect(body.entries).toMatchObject([
      { by: backend.workerSid('bob'), act: 'timeZone', outcome: 'none' },
      { by: backend.workerSid('alice'), act: 'timeZone', outcome: SYDNEY },
    ]);
    expect(JSON.stringify(body)).not.toContain('491570156');
  });

  it.each([
    ['supervisors', 'alice', 403],
    ['supervisors', 'sue', 200],
    ['nobody', 'sue', 403],
  ])('is kept by %s alone where the settings say so: %s gets %i', async (choose, identity, status) => {
    settings({ customerTime: { choose } });
    expect(await keep(identity, SYDNEY)).toMatchObject({ status });
    expect((await zones()).length === 1).toBe(status === 200);
    const { body } = await backend.ask<{ checks: Checks }>(identity, 'checks', sms);
    expect(body.checks.mayKeepTimeZone).toBe(status === 200);
  });

  it.each([
    ['no zone', { timeZone: 'Mars/Olympus' }, 'REQUEST_INVALID'],
    ['an offset', { timeZone: '+05:00' }, 'REQUEST_INVALID'],
    ['no number', { to: 'call me' }, 'NUMBER_INVALID'],
    ['a sender that is none of ours', { from: '+14155559999' }, 'SENDER_NOT_ALLOWED'],
    ['a number of ours', { to: CARE }, 'NUMBER_IS_OURS'],
  ])('is not kept of %s', async (_, change, code) => {
    const answer = await backend.ask('alice', 'customer-time', { ...sms, timeZone: SYDNEY, ...change });
    expect(answer).toMatchObject({ body: { error: { code } } });
    const documents = await backend.sandbox.twilio.sync.v1.services('default').documents.list();
    expect(documents.filter(({ uniqueName }) => uniqueName.includes('time-zone'))).toEqual([]);
  });

  it('needs a token', async () => {
    expect(await backend.post('customer-time', { ...sms, timeZone: SYDNEY, Token: 'made-up' })).toMatchObject({
      status: 401,
    });
  });

  it('is not passed over where it cannot be read: nothing is sent', async () => {
    quietIn(LONDON);
    await keep('sue', LONDON);
    backend.proxy.fail({
      request: /^GET \/sync.*time-zone/,
      reaches: false,
      answer: { status: 500 },
      times: 9,
    });
    expect(await start()).toMatchObject({ status: 503, body: { error: { code: 'TWILIO_UNAVAILABLE' } } });
    backend.expectNothingLeft();
  });
});

describe('where a customer is, as a contact provider or a system says', () => {
  it('can only make it quiet longer, as long as the settings do not trust it', async () => {
    quietIn(PERTH);
    for (const customerTimeZone of [SYDNEY, LONDON, 'UTC']) {
      expect(await start({ customerTimeZone })).toMatchObject(refused(PERTH));
      expect(await remind({ customerTimeZone })).toMatchObject({ ok: false, error: { code: 'QUIET_HOURS' } });
    }
    expect(await checks({ customerTimeZone: SYDNEY })).toMatchObject({
      customerTimes: expect.arrayContaining([expect.objectContaining({ timeZone: PERTH })]) as unknown,
      timeZoneSource: { from: 'contact', isAlone: false },
    });
    expect((await zones({ customerTimeZone: SYDNEY }))[0]).toBe(SYDNEY);
    quietIn(LONDON);
    expect(await start({ customerTimeZone: LONDON })).toMatchObject(refused(LONDON));
    backend.expectNothingLeft();
  });

  it('counts in place of the number where they do', async () => {
    quietIn(PERTH, { customerTime: { contacts: 'trusted' } });
    expect(await start()).toMatchObject(refused(PERTH));
    expect(await checks({ customerTimeZone: SYDNEY })).toMatchObject({
      customerTimes: [{ timeZone: SYDNEY }],
      timeZoneSource: { from: 'contact', isAlone: true },
    });
    expect(await start({ customerTimeZone: PERTH })).toMatchObject(refused(PERTH));
    expect(await remind({ customerTimeZone: SYDNEY, to: '+61491570157' })).toMatchObject({ ok: true });
    expect(await start({ customerTimeZone: SYDNEY })).toMatchObject({ status: 201 });
  });

  it.each(['', 'Sydney time', '+10:00', 'Australia/Nowhere', `Australia/${'Sydney'.repeat(50)}`, '\u0000'])(
    'is left out where it is none: %j',
    async (customerTimeZone) => {
      quietIn(PERTH, { customerTime: { contacts: 'trusted' } });
      expect(await start({ customerTimeZone })).toMatchObject(refused(PERTH));
      expect(await checks({ customerTimeZone })).not.toHaveProperty('timeZoneSource');
    },
  );

  it('gives way to what an agent has kept', async () => {
    settings({ customerTime: { contacts: 'trusted' } });
    await keep('alice', PERTH);
    expect(await zones({ customerTimeZone: SYDNEY })).toEqual([PERTH]);
  });

  it('of a message for later is still known when that is changed', async () => {
    const messagingServiceSid = [...backend.sandbox.world.messagingServices.keys()][0]!;
    quietIn(PERTH, { customerTime: { contacts: 'trusted' }, scheduling: { messagingServiceSid } });
    const tomorrow = DateTime.now().setZone(SYDNEY).plus({ days: 1 });
    const item = { requestId: randomUUID(), timeZone: SYDNEY };
    const sendAt = (minutes: number) => tomorrow.plus({ minutes }).toFormat("yyyy-MM-dd'T'HH:mm");
    const asked = { ...sms, from: '+14155550101', ...item, body: 'Hello', replyTo: 'agent', action: 'create' };
    expect(await backend.ask('alice', 'schedule', { ...asked, sendAt: sendAt(0) })).toMatchObject(refused(PERTH));
    const known = { ...asked, customerTimeZone: SYDNEY, sendAt: sendAt(0) };
    expect(await backend.ask('alice', 'schedule', known)).toMatchObject({ status: 201 });
    const change = { action: 'change', ...item, sendAt: sendAt(5) };
    expect(await backend.ask('alice', 'schedule', change)).toMatchObject({ status: 200 });
  });
});

describe('where customers are by the settings', () => {
  const zonesOf = (...given: [string, string][]) => ({
    customerTime: { zones: given.map(([numbers, timeZone]) => ({ numbers, timeZone })) },
  });

  it('counts in place of the number, by its longest beginning', async () => {
    quietIn(PERTH, zonesOf(['+', LONDON], ['+61', SYDNEY], ['+6149157', 'Australia/Hobart'], ['+1', LONDON]));
    expect(await checks()).toMatchObject({
      customerTimes: [{ timeZone: 'Australia/Hobart' }],
      timeZoneSource: { from: 'settings', isAlone: true },
    });
    expect(await zones({ to: '+61412345678' })).toEqual([SYDNEY]);
    expect(await zones({ to: '+4915123456789' })).toEqual([LONDON]);
    expect(await start()).toMatchObject({ status: 201 });
  });

  it('gives way to what is known of the one customer, and not to what nobody trusts', async () => {
    settings(zonesOf(['+61', SYDNEY]));
    expect(await zones({ customerTimeZone: PERTH })).toEqual([SYDNEY]);
    await keep('alice', PERTH);
    expect(await zones()).toEqual([PERTH]);
  });

  it('that are wrong are left out', async () => {
    settings({ customerTime: { zones: [{ numbers: '61', timeZone: SYDNEY }] } });
    expect((await zones()).length).toBeGreaterThan(3);
    settings(zonesOf(['+61', 'Sydney']));
    expect((await zones()).length).toBeGreaterThan(3);
  });
});
