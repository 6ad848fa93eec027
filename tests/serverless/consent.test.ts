import { createHash, randomUUID } from 'node:crypto';

import { DateTime } from 'luxon';

import type { Consent } from '../../src/contract/consent';
import type { BackendError } from '../../src/contract/errors';
import { namedSid } from '../../sandbox/src/model/sid';
import { Backend, CARE, ORIGIN, SAM } from './backend';

jest.setTimeout(60_000);

const KEY = 'k'.repeat(40);

let backend: Backend;
beforeAll(async () => {
  const hash = createHash('sha256').update(KEY).digest('hex');
  const keys = [{ name: 'crm', sha256: hash, scopes: ['reminders'] }];
  backend = await Backend.start({
    isCold: false,
    variables: { SYSTEM_KEYS: JSON.stringify(keys), CONTACT_FORM_ORIGINS: ORIGIN },
  });
});
afterAll(() => backend.close());
beforeEach(() => backend.reset());

type Answered = { ok: true; consent: Consent } | { ok: false; error: BackendError };

const ORDERS = '+14155550101';
const KIM = '+14155550144';
const REASON = 'Said on the phone that she wants no more.';
const sms = { channel: 'sms', to: SAM, from: CARE };
const consent = (identity: string, fields: Record<string, string>) =>
  backend.ask<Answered>(identity, 'consent', fields);
const optOut = (identity: string, whom: Record<string, string> = sms, reason = REASON) =>
  consent(identity, { act: 'optOut', reason, ...whom });
const lift = (identity: string, whom: Record<string, string> = sms, reason = 'She asked for her bill.') =>
  consent(identity, { act: 'lift', reason, ...whom });
const read = (identity: string, whom: Record<string, string> = sms) => consent(identity, { act: 'read', ...whom });

const settings = (change: object) => {
  const { world } = backend.sandbox;
  const before = world.uiAttributes['messaging_controls'] as object;
  world.uiAttributes = { ...world.uiAttributes, messaging_controls: { ...before, ...change } };
};

async function hear(from: string, body: string): Promise<void> {
  const { world } = backend.sandbox;
  world.services.messaging.receive({ channel: 'sms', from, to: CARE, body });
  await backend.settled();
}

/** The account's Conversations webhook, as the set-up makes it. */
const installConversationsWebhook = () =>
  backend.sandbox.twilio.conversations.v1.configuration.webhooks().update({
    method: 'POST',
    filters: ['onMessageAdded', 'onDeliveryUpdated'],
    postWebhookUrl: `${backend.functions.url.replace('127.0.0.1', 'localhost')}/messaging-events`,
  });

function closeAll(): void {
  const { world } = backend.sandbox;
  for (const { sid } of backend.state().conversations) world.services.conversations.update(sid, { state: 'closed' });
}

const refused = { status: 403, body: { error: { code: 'OPTED_OUT', field: 'to' } } };

describe('a customer who has asked an agent for no more messages', () => {
  it('gets none from anybody, on this sender, and all see why', async () => {
    expect(await optOut('alice')).toMatchObject({
      status: 200,
      body: {
        consent: {
          sender: 'Customer care',
          optOut: { by: 'agent', reason: REASON },
          may: { optOut: false, lift: false },
        },
      },
    });
    const bob = { ...backend.request(), Token: backend.sandbox.token('bob') };
    expect(await backend.post('interactions', bob)).toMatchObject(refused);
    expect(await backend.post('outreach', { ...bob, replyTo: 'agent' })).toMatchObject(refused);
    expect(await backend.ask('bob', 'checks', sms)).toMatchObject({ body: { checks: { optedOut: true } } });
    expect(await read('bob')).toMatchObject({ body: { consent: { optOut: { by: 'agent', reason: REASON } } } });
    backend.expectNothingLeft();
    // Another sender of ours has not been spoken of.
    expect(await backend.send(backend.request({ from: ORDERS }))).toMatchObject({ status: 201 });
  });

  it('is written to again when a supervisor lifts it with a reason, and no agent can', async () => {
    await optOut('alice');
    expect(await lift('alice')).toMatchObject({ status: 403, body: { error: { code: 'SUPERVISOR_ONLY' } } });
    expect(await lift('sue', sms, ' \u200b ')).toMatchObject({
      status: 400,
      body: { error: { code: 'REQUEST_INVALID' } },
    });
    expect(await read('sue')).toMatchObject({ body: { consent: { may: { optOut: false, lift: true } } } });
    const { body } = await lift('sue');
    expect(body).toMatchObject({ ok: true, consent: { may: { optOut: true, lift: false } } });
    expect(body.ok && body.consent.optOut).toBeUndefined();
    expect(await backend.send(backend.request())).toMatchObject({ status: 201 });
    // Who did it, and why, stays with who had kept it.
    const kept = await backend.sandbox.twilio.sync.v1.services('default').documents.list();
    expect(kept.map(({ data }) => data as unknown)).toContainEqual(
      expect.objectContaining({
        ...{ cause: 'AGENT', by: backend.workerSid('alice'), reason: REASON },
        lifted: expect.objectContaining({ by: backend.workerSid('sue'), reason: 'She asked for her bill.' }) as object,
      }),
    );
  });

  it('keeps who said it first, however often it is said', async () => {
    await optOut('alice');
    expect(await optOut('bob', sms, 'Once more')).toMatchObject({
      status: 200,
      body: { consent: { optOut: { reason: REASON } } },
    });
  });

  it('is one person in every form of their address', async () => {
    const whatsapp = (to: string) => ({ channel: 'whatsapp', to, from: CARE });
    await optOut('alice', whatsapp('+5215512345678'));
    expect(await read('bob', whatsapp('+525512345678'))).toMatchObject({
      body: { consent: { optOut: { by: 'agent' } } },
    });
    await lift('sue', whatsapp('+525512345678'));
    expect(await backend.ask('bob', 'checks', whatsapp('+5215512345678'))).toMatchObject({
      body: { checks: { optedOut: false } },
    });
  });

  it('is the one of the conversation, whatever else the request says', async () => {
    const started = await backend.send(backend.request());
    if (!started.body.ok) throw new Error(started.body.error.code);
    const { conversationSid } = started.body.started;
    expect(await optOut('alice', { conversationSid, to: KIM })).toMatchObject({ status: 200 });
    expect(await backend.ask('bob', 'checks', sms)).toMatchObject({ body: { checks: { optedOut: true } } });
    expect(await backend.ask('bob', 'checks', { ...sms, to: KIM })).toMatchObject({
      body: { checks: { optedOut: false } },
    });
  });

  it('opts in again by START', async () => {
    await installConversationsWebhook();
    await optOut('alice');
    await hear(SAM, 'START');
    const { body } = await read('alice');
    expect(body.ok && body.consent.optOut).toBeUndefined();
  });
});

describe('a customer who wrote STOP', () => {
  it('stays opted out, whatever an agent and a supervisor do', async () => {
    await installConversationsWebhook();
    await optOut('alice');
    await hear(SAM, 'STOP');
    expect(await read('sue')).toMatchObject({
      body: { consent: { optOut: { by: 'customer' }, may: { optOut: false, lift: false } } },
    });
    await optOut('alice');
    await lift('sue');
    closeAll();
    expect(await backend.send(backend.request())).toMatchObject(refused);
  });
});

it('calls off what is scheduled for the customer from that sender, and leaves the rest', async () => {
  const { twilio } = backend.sandbox;
  settings({ scheduling: { messagingServiceSid: namedSid('MG', 'Notifications') } });
  const timeZone = 'America/Los_Angeles';
  const sendAt = DateTime.now().setZone(timeZone).plus({ hours: 20 }).toFormat("yyyy-MM-dd'T'HH:mm");
  const schedule = (to: string) =>
    backend.ask('bob', 'schedule', {
      ...{ action: 'create', requestId: randomUUID(), channel: 'sms', from: ORDERS, to, body: 'Tomorrow' },
      ...{ sendAt, timeZone, replyTo: 'agent' },
    });
  expect(await schedule(SAM)).toMatchObject({ status: 201 });
  expect(await schedule(KIM)).toMatchObject({ status: 201 });
  expect(await optOut('alice', { ...sms, from: ORDERS })).toMatchObject({ status: 200 });
  const statuses = (await twilio.messages.list({ limit: 10 })).map(({ to, status }) => [to, status]);
  expect(statuses.sort()).toEqual([
    [SAM, 'canceled'],
    [KIM, 'scheduled'],
  ]);
  closeAll();
  expect(await schedule(SAM)).toMatchObject(refused);
});

it('obeys the settings: who may, from which sender, to whom', async () => {
  settings({ consent: { optOut: 'supervisors', lift: 'nobody' } });
  const notYou = { status: 403, body: { error: { code: 'SUPERVISOR_ONLY' } } };
  expect(await optOut('alice')).toMatchObject(notYou);
  expect(await optOut('sue')).toMatchObject({ status: 200 });
  expect(await lift('sue')).toMatchObject(notYou);
  expect(await optOut('sue', { ...sms, from: '+14155550199' })).toMatchObject({
    status: 403,
    body: { error: { code: 'SENDER_NOT_ALLOWED' } },
  });
  expect(await optOut('sue', { ...sms, to: CARE })).toMatchObject({ body: { error: { code: 'NUMBER_IS_OURS' } } });
  expect(await optOut('sue', { channel: 'chat', to: 'guest', from: 'website' })).toMatchObject({ status: 400 });
  expect(await optOut('sue', { channel: 'sms', to: SAM })).toMatchObject({ status: 400 });
  expect(await backend.post('consent', { act: 'read', ...sms, Token: 'none' })).toMatchObject({ status: 401 });
});

describe('a first message where the settings ask for consent', () => {
  const required = (
    kind: string,
    { contactRequests, ...change }: { contactRequests?: object; [setting: string]: unknown } = {},
  ) => settings({ consent: { required: { sms: kind }, ...change }, ...(contactRequests ? { contactRequests } : {}) });
  const missing = { status: 403, body: { error: { code: 'CONSENT_MISSING', field: 'to' } } };
  const record = (identity: string, kind: string) =>
    consent(identity, { act: 'record', kind, reason: 'On the phone, today', ...sms });

  it('is refused with none, and goes where the customer has written first', async () => {
    required('implicit');
    expect(await backend.send(backend.request())).toMatchObject(missing);
    expect(
      await backend.post('outreach', { ...backend.request(), replyTo: 'agent', Token: backend.sandbox.token('bob') }),
    ).toMatchObject(missing);
    expect(await backend.ask('bob', 'checks', sms)).toMatchObject({ body: { checks: { consentMissing: 'implicit' } } });
    backend.expectNothingLeft();
    await hear(SAM, 'Hello');
    closeAll();
    expect(await read('bob')).toMatchObject({ body: { consent: { given: { kind: 'implicit', source: 'message' } } } });
    expect(await backend.send(backend.request())).toMatchObject({ status: 201 });
  });

  it('goes where an agent has recorded it, with where it comes from, until the customer opts out', async () => {
    required('explicit');
    await hear(SAM, 'Hello');
    closeAll();
    expect(await backend.send(backend.request())).toMatchObject(missing);
    expect(await record('alice', 'explicit')).toMatchObject({
      body: { consent: { given: { kind: 'explicit', source: 'agent', note: 'On the phone, today' } } },
    });
    expect(await backend.ask('bob', 'checks', sms)).not.toHaveProperty('body.checks.consentMissing');
    await optOut('alice');
    expect(await record('alice', 'explicit')).toMatchObject(refused);
    // Lifting it says that they have agreed anew, and to no more than that.
    await lift('sue');
    required('double');
    expect(await backend.send(backend.request())).toMatchObject(missing);
    required('explicit');
    expect(await backend.send(backend.request())).toMatchObject({ status: 201 });
  });

  it('takes START after a system’s word for the second one, and a reminder brings its own', async () => {
    await installConversationsWebhook();
    required('double');
    const at = '2026-01-31T12:00:00Z';
    const remind = async (key: string, given?: object): Promise<unknown> => {
      const reminder = { key, ...sms, body: 'Tomorrow at nine', ...(given ? { consent: given } : {}) };
      const answer = await fetch(`${backend.functions.url}/reminders`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', authorization: `Bearer ${KEY}` },
        body: JSON.stringify({ reminders: [reminder] }),
      });
      return answer.json();
    };
    expect(await remind('1', { kind: 'explicit', at })).toMatchObject({
      results: [{ error: { code: 'CONSENT_MISSING' } }],
    });
    expect(await read('bob')).toMatchObject({
      body: { consent: { given: { kind: 'explicit', source: 'system', at, name: 'crm' } } },
    });
    await hear(SAM, 'START');
    closeAll();
    expect(await remind('2')).toMatchObject({ results: [{ ok: true }] });
  });

  it('takes the box of a website’s form, and nothing for one that is left empty', async () => {
    required('explicit', { contactRequests: { from: CARE } });
    const form = (agreed: string) =>
      backend.post('contact-requests', {
        ...{ requestId: randomUUID(), name: 'Sam', number: SAM, message: 'Write to me', consent: agreed },
      });
    expect(await form('')).toMatchObject({ status: 200 });
    expect(await read('bob')).toMatchObject({ body: { consent: { missing: 'explicit' } } });
    expect(await form('on')).toMatchObject({ status: 200 });
    expect(await read('bob')).toMatchObject({
      body: { consent: { given: { kind: 'explicit', source: 'form', name: 'localhost:4567' } } },
    });
  });

  it('is not what a website’s form says of a customer who wrote STOP: Twilio is told nothing, and START is the first word', async () => {
    await installConversationsWebhook();
    required('double', { tellTwilio: true, contactRequests: { from: CARE } });
    await hear(SAM, 'STOP');
    const form = { requestId: randomUUID(), name: 'Sam', number: SAM, message: 'Write to me', consent: 'on' };
    expect(await backend.post('contact-requests', form)).toMatchObject({ status: 200 });
    expect(backend.state().openTasks).toHaveLength(1);
    expect(backend.proxy.requests.filter((name) => name.endsWith('/Consents/Bulk'))).toEqual([]);
    await expect(backend.sandbox.twilio.messages.create({ to: SAM, from: CARE, body: 'Hello' })).rejects.toMatchObject({
      code: 21610,
    });
    await hear(SAM, 'START');
    expect(await read('bob')).toMatchObject({
      body: { consent: { given: { kind: 'explicit', source: 'word' }, missing: 'double' } },
    });
  });

  it('is refused to whom the settings leave out, and Twilio is told of SMS where they say so', async () => {
    required('explicit', { record: 'supervisors', tellTwilio: true });
    expect(await record('alice', 'explicit')).toMatchObject({
      status: 403,
      body: { error: { code: 'SUPERVISOR_ONLY' } },
    });
    await record('sue', 'explicit');
    await optOut('alice');
    const told = () => backend.proxy.requests.filter((name) => name.endsWith('/Consents/Bulk'));
    expect(told()).toHaveLength(2);
    await expect(backend.sandbox.twilio.messages.create({ to: SAM, from: CARE, body: 'Hello' })).rejects.toMatchObject({
      code: 21610,
    });
    await lift('sue');
    expect(await backend.send(backend.request())).toMatchObject({ status: 201 });
  });
});

describe('a number that somebody else has got', () => {
  const NUMBER = '+14155559777';
  const to = { ...sms, to: NUMBER };
  const refusedAs = { status: 403, body: { error: { code: 'NUMBER_REASSIGNED', field: 'to' } } };
  const lookUps = () => backend.proxy.requests.filter((name) => name.includes('/PhoneNumbers/')).length;
  const remind = async (key: string, at?: string): Promise<unknown> => {
    const agreed = at ? { consent: { kind: 'explicit', at } } : {};
    const answer = await fetch(`${backend.functions.url}/reminders`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${KEY}` },
      body: JSON.stringify({ reminders: [{ key, ...to, body: 'Tomorrow at nine', ...agreed }] }),
    });
    return answer.json();
  };

  it('gets nothing, and what the former customer agreed to is over, until whoever has it writes', async () => {
    settings({ consent: { reassigned: 'check' } });
    expect(await remind('1', '2025-01-31T12:00:00Z')).toMatchObject({
      results: [{ error: { code: 'NUMBER_REASSIGNED' } }],
    });
    expect(await read('bob', to)).not.toHaveProperty('body.consent.given');
    // What is known is not asked again.
    const asked = lookUps();
    expect(await backend.send(backend.request({ to: NUMBER }))).toMatchObject(refusedAs);
    expect(
      await backend.post('outreach', {
        ...backend.request({ to: NUMBER }),
        ...{ replyTo: 'agent', Token: backend.sandbox.token('bob') },
      }),
    ).toMatchObject(refusedAs);
    expect(lookUps()).toBe(asked);
    backend.expectNothingLeft();
    await hear(NUMBER, 'Hello');
    closeAll();
    expect(await backend.send(backend.request({ to: NUMBER }))).toMatchObject({ status: 201 });
  });

  it('is asked about once a day, of the United States alone, where there is a day to ask about', async () => {
    settings({ consent: { reassigned: 'check' } });
    expect(await backend.send(backend.request())).toMatchObject({ status: 201 });
    expect(lookUps()).toBe(0);
    closeAll();
    for (const from of [SAM, '+447911123456']) {
      await hear(from, 'Hello');
      closeAll();
      expect(await backend.send(backend.request({ to: from }))).toMatchObject({ status: 201 });
      closeAll();
      expect(await backend.send(backend.request({ to: from }))).toMatchObject({ status: 201 });
      closeAll();
    }
    expect(lookUps()).toBe(1);
  });

  it('is not asked about where the settings do not say so', async () => {
    settings({});
    expect(await remind('1', '2025-01-31T12:00:00Z')).toMatchObject({ results: [{ ok: true }] });
    expect(lookUps()).toBe(0);
  });
});
