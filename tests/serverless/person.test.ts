import { randomUUID } from 'node:crypto';

import { DateTime } from 'luxon';

import type { Checks } from '../../src/contract/checks';
import type { Recent } from '../../src/contract/recents';
import { namedSid } from '../../sandbox/src/model/sid';
import { signature } from '../../sandbox/src/services/webhooks/signature';
import type { StartAnswer } from './backend';
import { Backend, CARE } from './backend';

jest.setTimeout(60_000);

const HOUR = 60 * 60 * 1_000;

let backend: Backend;
beforeAll(async () => {
  backend = await Backend.start({ isCold: false });
});
afterAll(() => backend.close());
beforeEach(async () => {
  backend.reset();
  const { twilio } = backend.sandbox;
  await twilio.conversations.v1.addressConfigurations(namedSid('IG', `whatsapp:${CARE}`)).update({
    'autoCreation.type': 'webhook',
    'autoCreation.webhookUrl': `${local()}/conversation-events`,
    'autoCreation.webhookMethod': 'post',
    'autoCreation.webhookFilters': ['onParticipantAdded', 'onMessageAdded'],
  });
});

const local = () => backend.functions.url.replace('127.0.0.1', 'localhost');

/** The customer writes by WhatsApp, and the functions have answered Twilio. */
async function write(from: string, body: string): Promise<void> {
  const { world } = backend.sandbox;
  world.services.messaging.receive({ channel: 'whatsapp', from, to: CARE, body });
  await backend.settled();
}

/** An approved template that greets by name. */
function greeting(): string {
  const sid = `HX${'0'.repeat(31)}1`;
  const now = new Date();
  const approval = { name: 'greeting', category: 'UTILITY', rejectionReason: '', allowCategoryChange: true };
  backend.sandbox.world.contentTemplates.set(sid, {
    ...{ sid, friendlyName: 'greeting', language: 'es', variables: { 1: 'Sam' } },
    ...{ approval: { ...approval, status: 'approved' }, types: { 'twilio/text': { body: 'Hola {{1}}' } } },
    ...{ dateCreated: now, dateUpdated: now },
  });
  return sid;
}

const whatsapp = (change: Record<string, string>) => ({
  requestId: randomUUID(),
  channel: 'whatsapp',
  from: CARE,
  ...change,
});
const start = (change: Record<string, string>) =>
  backend.ask<StartAnswer>('alice', 'interactions', whatsapp({ body: 'Hello', ...change }));
const outreach = (change: Record<string, string>) =>
  backend.ask<StartAnswer>('alice', 'outreach', whatsapp({ replyTo: 'agent', ...change }));
async function checks(to: string): Promise<Checks> {
  const { body } = await backend.ask<{ ok: true; checks: Checks } | { ok: false }>('alice', 'checks', {
    ...{ channel: 'whatsapp', from: CARE, to },
  });
  if (!body.ok) throw new Error(JSON.stringify(body));
  return body.checks;
}

const consentOf = (act: string, whom: Record<string, string>) =>
  backend.ask('alice', 'consent', { act, reason: 'Said so', from: CARE, ...whom });

/** As Twilio posts of an account whose Advanced Opt-Out knows the word, signed. */
async function tellOfOptOut(from: string, OptOutType: string): Promise<void> {
  const parameters = { From: `whatsapp:${from}`, To: `whatsapp:${CARE}`, Body: 'Basta', OptOutType };
  const url = `${local()}/messaging-events`;
  const headers = {
    'x-twilio-signature': signature(backend.sandbox.world.account.authToken, url, parameters),
    host: new URL(url).host,
  };
  expect(await backend.post('messaging-events', parameters, headers)).toMatchObject({ status: 204 });
}

function closeAll(): void {
  const { world } = backend.sandbox;
  for (const { sid } of backend.state().conversations) world.services.conversations.update(sid, { state: 'closed' });
}

describe.each([
  ['Mexico', '+525512345678', '+5215512345678'],
  ['Brazil', '+5541988887777', '+554188887777'],
  ['Argentina', '+541123456789', '+5491123456789'],
])('a customer in %s, known by %s, whom WhatsApp knows by %s', (_, dialled, delivered) => {
  it('is written to in WhatsApp’s form, within the window that their message has opened', async () => {
    await write(delivered, 'Hola');
    closeAll();
    expect((await checks(dialled)).windowClosesAt).toEqual(expect.any(String));
    expect(await start({ to: dialled })).toMatchObject({ status: 201 });
    expect(backend.state().messagesSent).toMatchObject([{ to: `whatsapp:${delivered}`, body: 'Hello' }]);
  });

  it('is in one conversation', async () => {
    await write(delivered, 'Hola');
    const [open] = backend.state().conversations;
    expect((await checks(dialled)).openConversationSid).toBe(open!.sid);
    expect(await start({ to: dialled })).toMatchObject({
      status: 409,
      body: { error: { code: 'CONVERSATION_OPEN', conversationSid: open!.sid } },
    });
  });

  it('whose reply goes to the agent who wrote, also where a word of theirs is spam', async () => {
    const { world } = backend.sandbox;
    const settings = world.uiAttributes['messaging_controls'] as object;
    world.uiAttributes = { ...world.uiAttributes, messaging_controls: { ...settings, inbound: { spam: ['hola'] } } };
    const message = { contentSid: greeting(), contentVariables: '{"1":"Sam"}' };
    expect(await outreach({ to: dialled, ...message, customerName: 'Sam' })).toMatchObject({ status: 201 });
    await write(delivered, 'Hola');
    const { openTasks, conversations } = backend.state();
    expect(openTasks).toMatchObject([
      {
        attributes: {
          knownWorkerSid: backend.workerSid('alice'),
          customerName: 'Sam',
          customerAddress: `whatsapp:${delivered}`,
        },
      },
    ]);
    // The one in which nobody answers any more is closed.
    expect(conversations.map(({ state }) => state).sort()).toEqual(['active', 'closed']);
    await write(delivered, 'Hola?');
    expect(backend.state().openTasks).toHaveLength(1);
  });

  it('stays opted out, whichever form the opt-out came from, until they opt in', async () => {
    await write(delivered, 'Hola');
    closeAll();
    await tellOfOptOut(delivered, 'STOP');
    expect((await checks(dialled)).optedOut).toBe(true);
    expect(await start({ to: dialled })).toMatchObject({ status: 403, body: { error: { code: 'OPTED_OUT' } } });
    await tellOfOptOut(dialled, 'START');
    expect((await checks(delivered)).optedOut).toBe(false);
  });

  it('is once among those whom the agent wrote to', async () => {
    await write(delivered, 'Hola');
    closeAll();
    await start({ to: dialled });
    closeAll();
    backend.sandbox.world.clock.advance(HOUR);
    await start({ to: delivered });
    await backend.settled();
    const { body } = await backend.ask<{ recents: Recent[] }>('alice', 'recents', {});
    expect(body.recents).toMatchObject([{ channel: 'whatsapp', to: delivered }]);
  });
});

describe('a customer of WhatsApp who shows no number', () => {
  const USER = 'US.13491208655302741918';

  it('becomes a task, is in one conversation, can be written to, and stays opted out', async () => {
    await write(USER, 'Hello');
    expect(backend.state().openTasks).toMatchObject([{ attributes: { customerAddress: `whatsapp:${USER}` } }]);
    const [open] = backend.state().conversations;
    expect(await start({ to: `whatsapp:${USER}` })).toMatchObject({
      status: 409,
      body: { error: { code: 'CONVERSATION_OPEN', conversationSid: open!.sid } },
    });
    closeAll();
    expect(await start({ to: USER })).toMatchObject({ status: 201 });
    expect(backend.state().messagesSent).toMatchObject([{ to: `whatsapp:${USER}`, body: 'Hello' }]);
    closeAll();
    await tellOfOptOut(USER, 'STOP');
    expect(await start({ to: USER })).toMatchObject({ status: 403, body: { error: { code: 'OPTED_OUT' } } });
  });

  it('has no other channel', async () => {
    expect(
      await backend.ask('alice', 'interactions', whatsapp({ channel: 'sms', to: USER, body: 'Hello' })),
    ).toMatchObject({ status: 400, body: { error: { code: 'NUMBER_INVALID', field: 'to' } } });
  });
});

describe('a customer who is said to have other addresses', () => {
  const NUMBER = '+12025550143';
  const HOME = '+525512345678';
  const others = JSON.stringify([
    { channel: 'sms', to: '+1 (202) 555-0143' },
    { channel: 'whatsapp', to: HOME },
    { channel: 'messenger', to: 'nobody' },
    { channel: 'fax', to: '1' },
    'nonsense',
  ]);
  const sms = { channel: 'sms', from: CARE, to: '+12025550199', otherAddresses: others };
  const startBySms = (change: Record<string, string> = {}) =>
    backend.ask<StartAnswer>('alice', 'interactions', { ...sms, requestId: randomUUID(), body: 'Hello', ...change });
  const hear = async (from: string, body: string) => {
    backend.sandbox.world.services.messaging.receive({ channel: 'sms', from, to: CARE, body });
    await backend.settled();
  };
  const set = (change: object) => {
    const { world } = backend.sandbox;
    const settings = world.uiAttributes['messaging_controls'] as object;
    world.uiAttributes = { ...world.uiAttributes, messaging_controls: { ...settings, ...change } };
  };
  const askedOf = (address: string) =>
    backend.proxy.requests.filter((name) => name.includes(encodeURIComponent(address)));

  it('is written to where none of them stands against it', async () => {
    expect(await startBySms()).toMatchObject({ status: 201 });
    expect(backend.state().messagesSent).toMatchObject([{ to: '+12025550199' }]);
  });

  it('is opted out where they are at one of them, also by a system', async () => {
    await consentOf('optOut', { channel: 'whatsapp', to: '+5215512345678' });
    expect(await startBySms()).toMatchObject({ status: 403, body: { error: { code: 'OPTED_OUT' } } });
    expect(await backend.ask('alice', 'checks', sms)).toMatchObject({ body: { checks: { optedOut: true } } });
    expect(
      await backend.ask('alice', 'outreach', { ...sms, requestId: randomUUID(), body: 'Hello', replyTo: 'agent' }),
    ).toMatchObject({
      status: 403,
    });
    backend.expectNothingLeft();
    // Nobody has said so of these.
    expect(await startBySms({ otherAddresses: '[]' })).toMatchObject({ status: 201 });
  });

  it('is in one conversation, and is shown it, without a way to write to the other address from here', async () => {
    await hear(NUMBER, 'Hello');
    const [open] = backend.state().conversations;
    const refused = { status: 409, body: { error: { code: 'CONVERSATION_OPEN', conversationSid: open!.sid } } };
    expect(await startBySms()).toMatchObject(refused);
    expect(await backend.ask('alice', 'checks', sms)).toMatchObject({
      body: { checks: { openConversationSid: open!.sid } },
    });
    const { body } = await backend.ask<{ conversations: { conversationSid: string; remedies: string[] }[] }>(
      'alice',
      'open-conversations',
      sms,
    );
    expect(body.conversations).toMatchObject([{ conversationSid: open!.sid }]);
    expect(body.conversations[0]!.remedies).not.toContain('reuse');
    expect(await startBySms({ reuseConversationSid: open!.sid })).not.toMatchObject({ status: 201 });
  });

  it('has quiet hours where it is quiet at one of them', async () => {
    const inNewYork = (hours: number) => DateTime.now().setZone('America/New_York').plus({ hours }).toFormat('HH:mm');
    set({ quietHours: { from: inNewYork(-1), to: inNewYork(1) } });
    const british = { ...sms, to: '+447911123456', otherAddresses: '[]' };
    expect(await backend.ask('alice', 'checks', british)).not.toHaveProperty('body.checks.quietHours');
    expect(await backend.ask('alice', 'checks', { ...british, otherAddresses: others })).toMatchObject({
      body: { checks: { quietHours: { timeZone: 'America/New_York' } } },
    });
    expect(await startBySms({ to: british.to })).toMatchObject({ body: { error: { code: 'QUIET_HOURS' } } });
  });

  it('opens nothing: what is asked of the address that is written to stays', async () => {
    set({ consent: { required: { sms: 'implicit' } } });
    await hear(NUMBER, 'Hello');
    closeAll();
    expect(await startBySms()).toMatchObject({ status: 403, body: { error: { code: 'CONSENT_MISSING' } } });
  });

  it('has five of them at most, and costs nothing where there are none', async () => {
    const six = JSON.stringify(Array.from({ length: 6 }, () => ({ channel: 'sms', to: NUMBER })));
    for (const otherAddresses of [six, 'nonsense', '{"channel":"sms"}', `[${'1,'.repeat(1_500)}1]`]) {
      expect(await startBySms({ otherAddresses })).toMatchObject({
        status: 400,
        body: { error: { code: 'REQUEST_INVALID' } },
      });
    }
    backend.proxy.reset();
    await backend.ask('alice', 'checks', { ...sms, otherAddresses: '' });
    const without = backend.proxy.requests.length;
    backend.proxy.reset();
    await backend.ask('alice', 'checks', { ...sms, otherAddresses: JSON.stringify([{ channel: 'sms', to: sms.to }]) });
    expect(backend.proxy.requests).toHaveLength(without);
    expect(askedOf(NUMBER)).toEqual([]);
  });
});

describe('a word by which a customer of WhatsApp opts out', () => {
  const SAM = '+12025550143';
  const optedOut = async () => (await checks(SAM)).optedOut;
  /** The account's Conversations webhook, as the set-up makes it. */
  const listen = () =>
    backend.sandbox.twilio.conversations.v1.configuration.webhooks().update({
      ...{ method: 'POST', filters: ['onMessageAdded', 'onDeliveryUpdated'] },
      postWebhookUrl: `${local()}/messaging-events`,
    });

  it('holds for this pair of addresses until they write the word that ends it', async () => {
    await listen();
    await write(SAM, 'Hello');
    await write(SAM, 'Stop calling my mother');
    expect(await optedOut()).toBe(false);
    await write(SAM, 'Baja.');
    closeAll();
    expect(await optedOut()).toBe(true);
    expect(await start({ to: SAM })).toMatchObject({ status: 403, body: { error: { code: 'OPTED_OUT' } } });
    // By SMS they have said nothing.
    const sms = await backend.ask('alice', 'checks', { channel: 'sms', from: CARE, to: SAM });
    expect(sms).toMatchObject({ body: { checks: { optedOut: false } } });
    await write(SAM, 'Are you there?');
    expect(await optedOut()).toBe(true);
    await write(SAM, 'alta');
    expect(await optedOut()).toBe(false);
  });

  it('makes no task where the customer begins with it', async () => {
    await listen();
    await write(SAM, 'SAIR');
    expect(backend.state().openTasks).toEqual([]);
    expect(await optedOut()).toBe(true);
    await write(SAM, 'Wait, I have a question');
    expect(backend.state().openTasks).toHaveLength(1);
  });

  it('is none that the settings do not name', async () => {
    const { world } = backend.sandbox;
    const settings = world.uiAttributes['messaging_controls'] as object;
    const consent = { optOutWords: ['stopp'] };
    world.uiAttributes = { ...world.uiAttributes, messaging_controls: { ...settings, consent } };
    await listen();
    await write(SAM, 'Stop');
    expect(await optedOut()).toBe(false);
    await write(SAM, 'Stopp!');
    expect(await optedOut()).toBe(true);
  });
});

it('of a country whose numbers have one form costs no call more', async () => {
  await checks('+447911123456');
  const searches = backend.proxy.requests.filter((name) => name.includes('ParticipantConversations'));
  expect(searches).toHaveLength(1);
});
