import { createHash } from 'node:crypto';

import type { ReminderResult } from '../../src/contract/reminders';
import type { BackendError } from '../../src/contract/errors';
import { until } from '../sandbox/until';
import { Backend, CARE, SAM } from './backend';

jest.setTimeout(60_000);

const CRM = 'crm-key';
const SHOP = 'shop-key';
const READER = 'reader-key';

const entry = (name: string, key: string, scopes = ['reminders']) => ({
  name,
  sha256: createHash('sha256').update(key).digest('hex'),
  scopes,
});
const KEYS = [entry('crm', CRM), entry('shop', SHOP), entry('reader', READER, ['reports'])];

let backend: Backend;
beforeAll(async () => {
  backend = await Backend.start({
    isCold: false,
    settings: { quietHours: { from: '00:00', to: '23:59', channels: ['whatsapp'] } },
    variables: { SYSTEM_KEYS: JSON.stringify(KEYS) },
  });
});
afterAll(() => backend.close());
beforeEach(() => backend.reset());

type Answer = { ok: true; results: ReminderResult[] } | { ok: false; error: BackendError };

/** Customers with numbers of their own. */
const customer = (number: number): string => `+141555502${String(number).padStart(2, '0')}`;

const reminder = (change: Record<string, unknown> = {}) => ({
  key: 'appointment-1',
  channel: 'sms',
  to: SAM,
  from: CARE,
  customerName: 'Sam Customer',
  body: 'Your appointment is tomorrow at 9.',
  ...change,
});

async function post(
  body: unknown,
  authorization: string | undefined = `Bearer ${CRM}`,
): Promise<{ status: number; body: Answer }> {
  const answer = await fetch(`${backend.functions.url}/reminders`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...(authorization ? { authorization } : {}) },
    body: JSON.stringify(body),
  });
  return { status: answer.status, body: (await answer.json()) as Answer };
}

async function send(reminders: unknown[], key = CRM): Promise<ReminderResult[]> {
  const { status, body } = await post({ reminders }, `Bearer ${key}`);
  expect({ status, body }).toMatchObject({ status: 200, body: { ok: true } });
  return body.ok ? body.results : [];
}

const texts = () => backend.state().messagesSent.map(({ to, body }) => [to, body]);

describe('a reminder', () => {
  it('goes to the customer in the sender’s name, and makes no task', async () => {
    const [result] = await send([reminder()]);
    const [conversation] = backend.state().conversations;
    expect(result).toEqual({
      ok: true,
      key: 'appointment-1',
      repeated: false,
      started: {
        conversationSid: conversation!.sid,
        messageSid: conversation!.messages[0]!.sid,
        waitsForReply: true,
      },
    });
    expect(conversation!.messages).toMatchObject([{ author: 'Customer care' }]);
    expect(texts()).toEqual([[SAM, 'Your appointment is tomorrow at 9.']]);
    expect(backend.state().interactions).toEqual([]);
  });

  it('has its reply routed to the queue, named as the system’s', async () => {
    const billing = [...backend.sandbox.world.taskQueues.values()].find(
      ({ friendlyName }) => friendlyName === 'Billing',
    );
    await send([reminder({ queueSid: billing!.sid })]);
    backend.sandbox.world.services.messaging.receive({
      channel: 'sms',
      from: SAM,
      to: CARE,
      body: 'Can I come at 10?',
    });
    const [task] = await until(() => backend.state().openTasks.length > 0 && backend.state().openTasks);
    expect(task).toMatchObject({
      taskQueueSid: billing!.sid,
      attributes: {
        customerName: 'Sam Customer',
        customerAddress: SAM,
        messagingControls: {
          insights: { direction: 'Outbound', initiated_by: 'System', initiative: 'reminder' },
        },
      },
    });
  });

  it('is sent once for its key, and its result stays when the conversation is gone', async () => {
    const first = await send([reminder()]);
    const [conversation] = backend.state().conversations;
    backend.sandbox.world.services.conversations.remove(conversation!.sid);
    const again = await send([reminder({ body: 'Another text' })]);
    expect(again).toEqual([{ ...first[0], repeated: true }]);
    expect(texts()).toHaveLength(1);
  });

  it('is sent once where it comes twice at once, in one batch or in two', async () => {
    const results = (await Promise.all([send([reminder(), reminder()]), send([reminder()])])).flat();
    expect(texts()).toHaveLength(1);
    expect(results.filter((result) => result.ok && !result.repeated)).toHaveLength(1);
    for (const result of results) {
      if (!result.ok) expect(result.error.code).toBe('REQUEST_IN_PROGRESS');
    }
  });

  it('is another one where another system gives the same key', async () => {
    await send([reminder()]);
    const [result] = await send([reminder({ to: customer(1) })], SHOP);
    expect(result).toMatchObject({ ok: true, repeated: false });
    expect(texts()).toHaveLength(2);
  });

  it('does not go to a customer who has opted out', async () => {
    const answer = { status: 400, body: { code: 21610, message: 'unsubscribed', status: 400 } };
    backend.proxy.fail({ request: /^POST .*\/Messages$/, reaches: false, answer });
    expect(await send([reminder()])).toMatchObject([{ ok: false, error: { code: 'TWILIO_REFUSED' } }]);
    expect(await send([reminder({ key: 'appointment-2' })])).toMatchObject([
      { ok: false, error: { code: 'OPTED_OUT', field: 'to' } },
    ]);
    backend.expectNothingLeft();
  });

  it('is found by its message where its result could not be kept', async () => {
    backend.proxy.fail({
      request: /^POST .*\/Documents$/,
      reaches: false,
      answer: { status: 500 },
      times: 4,
    });
    const [first] = await send([reminder()]);
    const [again] = await send([reminder()]);
    expect(first).toMatchObject({ ok: true, repeated: false });
    expect(again).toEqual({ ...first, repeated: true });
    expect(texts()).toHaveLength(1);
  });
});

describe('a batch', () => {
  it('has a result for each, in their order, and a wrong one does not hold up the others', async () => {
    const taken = customer(7);
    await send([reminder({ to: taken })], SHOP);
    const open = backend.state().conversations[0]!.sid;
    const results = await send([
      reminder({ key: 'a', to: customer(1) }),
      reminder({ key: 'b', to: '+1415555' }),
      reminder({ key: 'c', from: '+14155550199' }),
      'nonsense',
      reminder({ key: 'd', body: ' ' }),
      reminder({ key: 'e', to: taken }),
      reminder({ key: 'f', channel: 'whatsapp' }),
      reminder({ key: 'g', queueSid: `WQ${'0'.repeat(32)}` }),
      reminder({ key: 'h', to: customer(2) }),
    ]);
    expect(results).toMatchObject([
      { ok: true, key: 'a' },
      { ok: false, key: 'b', error: { code: 'NUMBER_INVALID', field: 'to' } },
      { ok: false, key: 'c', error: { code: 'SENDER_NOT_ALLOWED', field: 'from' } },
      { ok: false, error: { code: 'REQUEST_INVALID' } },
      { ok: false, key: 'd', error: { code: 'MESSAGE_EMPTY', field: 'body' } },
      { ok: false, key: 'e', error: { code: 'CONVERSATION_OPEN', conversationSid: open } },
      { ok: false, key: 'f', error: { code: 'QUIET_HOURS' } },
      { ok: false, key: 'g', error: { code: 'QUEUE_NOT_ALLOWED', field: 'queueSid' } },
      { ok: true, key: 'h' },
    ]);
    expect(texts().map(([to]) => to)).toEqual(expect.arrayContaining([customer(1), customer(2), taken]));
    expect(texts()).toHaveLength(3);
    // The log tells what came of each that could be read.
    const line = await until(() => backend.functions.log.find((one) => one.includes('"CONVERSATION_OPEN"')));
    const { parts } = JSON.parse(line) as { parts: { outcome: string }[] };
    expect(parts.map(({ outcome }) => outcome).sort()).toEqual([
      ...['CONVERSATION_OPEN', 'NUMBER_INVALID', 'OK', 'OK', 'QUEUE_NOT_ALLOWED', 'QUIET_HOURS', 'SENDER_NOT_ALLOWED'],
    ]);
  });

  it('asks for the settings once', async () => {
    await send([1, 2, 3].map((number) => reminder({ key: `k${number}`, to: customer(number) })));
    expect(backend.proxy.requests.filter((name) => /^GET .*\/v1\/Configuration$/.test(name))).toHaveLength(1);
  });

  it('stays under Twilio’s limits and ends in time; what was not begun goes with the next request', async () => {
    const reminders = Array.from({ length: 15 }, (_, index) => reminder({ key: `k${index}`, to: customer(index) }));
    const from = Date.now();
    const first = await send(reminders);
    expect(Date.now() - from).toBeLessThan(10_000);
    const seconds = (Date.now() - from) / 1_000;
    const posts = backend.proxy.requests.filter((name) => name.startsWith('POST'));
    expect(posts.length / seconds).toBeLessThanOrEqual(16);
    expect(first.map(({ key }) => key)).toEqual(reminders.map(({ key }) => key));
    expect(first.some(({ ok }) => ok)).toBe(true);
    for (const result of first) if (!result.ok) expect(result.error.code).toBe('NOT_BEGUN');

    await until(async () => (await send(reminders)).every(({ ok }) => ok));
    expect(new Set(texts().map(([to]) => to)).size).toBe(15);
    expect(texts()).toHaveLength(15);
  });

  it('of more than 15, or of none, is refused', async () => {
    for (const count of [0, 16]) {
      const reminders = Array.from({ length: count }, (_, index) => reminder({ key: `k${index}` }));
      expect(await post({ reminders })).toMatchObject({ status: 400, body: { error: { code: 'REQUEST_INVALID' } } });
    }
    backend.expectNothingLeft();
  });
});

describe('the key', () => {
  it.each([
    ['none', ''],
    ['an unknown one', 'Bearer nobody'],
    ['one for something else', `Bearer ${READER}`],
    ['one in another scheme', `Basic ${CRM}`],
    ['an agent’s token', 'token'],
  ])('%s is refused', async (_, authorization) => {
    const given = authorization === 'token' ? `Bearer ${backend.sandbox.token('alice')}` : authorization;
    expect(await post({ reminders: [reminder()] }, given)).toEqual({
      status: 401,
      body: { ok: false, error: { code: 'KEY_REFUSED' } },
    });
    backend.expectNothingLeft();
  });

  it('is in no log, nor is anything of the customer', async () => {
    await send([reminder()]);
    await until(() => backend.functions.log.some((line) => line.includes('"route":"reminders"')));
    for (const secret of [CRM, 'Sam', SAM, 'appointment']) {
      expect(backend.functions.log.join('\n')).not.toContain(secret);
    }
  });
});
