import http from 'node:http';

import { namedSid } from '../../sandbox/src/model/sid';
import { startSandbox } from './startSandbox';
import type { RunningSandbox } from './startSandbox';
import { until } from './until';

const SAM = '+12025550143';
const CARE = '+14155550100';

interface Threads {
  customer: { name: string };
  threads: { channel: string; address: string; name: string; messages: { direction: string; body: string }[] }[];
}

let sandbox: RunningSandbox;
beforeAll(async () => {
  sandbox = await startSandbox();
});
afterEach(() => sandbox.reset());
afterAll(() => sandbox.close());

const query = (fields: Record<string, string>) => new URLSearchParams(fields).toString();
const threads = async (customer: string): Promise<Threads> =>
  (await (await fetch(`${sandbox.url}/sandbox/phone/threads?${query({ customer })}`)).json()) as Threads;
const write = (fields: Record<string, string>, accept = 'application/json') =>
  fetch(`${sandbox.url}/sandbox/phone/messages`, {
    method: 'POST',
    headers: { accept },
    body: new URLSearchParams(fields),
    redirect: 'manual',
  });
const page = async (fields: Record<string, string> = {}) =>
  (await fetch(`${sandbox.url}/phone?${query(fields)}`)).text();

/** What Sam and our number have written to each other in this thread. */
const bodies = async (customer: string, address: string) =>
  (await threads(customer)).threads
    .find((thread) => thread.address === address)
    ?.messages.map(({ direction, body }) => `${direction}: ${body}`);

describe('writing', () => {
  test('reaches the conversation of the number that was written to', async () => {
    const response = await write({ customer: SAM, channel: 'sms', to: CARE, body: 'Hello' });
    expect(response.status).toBe(201);
    expect(await response.json()).toMatchObject({ direction: 'inbound', from: SAM, to: CARE, body: 'Hello' });
    expect(await bodies(SAM, CARE)).toEqual(['inbound: Hello']);
    const [conversation] = [...sandbox.world.conversations.values()];
    expect(conversation?.messages[0]).toMatchObject({ author: SAM, body: 'Hello' });
  });

  test('by WhatsApp is a thread of its own', async () => {
    await write({ customer: SAM, channel: 'whatsapp', to: `whatsapp:${CARE}`, body: 'Olá' });
    expect(await bodies(SAM, `whatsapp:${CARE}`)).toEqual(['inbound: Olá']);
    expect(await bodies(SAM, CARE)).toEqual([]);
    const [conversation] = [...sandbox.world.conversations.values()];
    expect(conversation?.messages[0]?.author).toBe(`whatsapp:${SAM}`);
  });

  test('without a script leads back to the thread', async () => {
    const response = await write({ customer: SAM, channel: 'sms', to: CARE, body: 'Hello' }, 'text/html');
    expect(response.status).toBe(303);
    expect(response.headers.get('location')).toBe(`/phone?${query({ customer: SAM, to: CARE })}`);
  });

  test.each([
    ['a number that is none', { customer: '12', channel: 'sms', to: CARE, body: 'x' }],
    ['no text', { customer: SAM, channel: 'sms', to: CARE, body: '' }],
    ['a channel that a phone has not', { customer: SAM, channel: 'fax', to: CARE, body: 'x' }],
  ])('is refused with %s', async (_name, fields) => {
    expect((await write(fields)).status).toBe(400);
    expect(sandbox.world.messageLog).toEqual([]);
  });
});

describe('an answer', () => {
  const answer = async (): Promise<void> => {
    await write({ customer: SAM, channel: 'sms', to: CARE, body: 'Hello' });
    const [conversation] = [...sandbox.world.conversations.keys()];
    await sandbox.twilio.conversations.v1.conversations(conversation ?? '').messages.create({ body: 'How are you?' });
  };

  test('arrives at that customer alone', async () => {
    await answer();
    await until(async () => (await bodies(SAM, CARE))?.length === 2);
    expect(await bodies(SAM, CARE)).toEqual(['inbound: Hello', 'outbound-api: How are you?']);
    expect(await bodies('+34612345678', CARE)).toEqual([]);
  });

  test('is told at once to a page that listens', async () => {
    const told: string[] = [];
    const request = http.get(`${sandbox.url}/sandbox/phone/events?${query({ customer: SAM })}`, (response) => {
      response.setEncoding('utf8').on('data', (text: string) => told.push(text));
    });
    await until(() => told.length > 0);
    await answer();
    await until(() => told.join('').includes('"body":"How are you?"'));
    const ended = new Promise((resolve) => request.on('close', resolve));
    sandbox.reset();
    await ended;
  });
});

describe('a file', () => {
  const PICTURE = Buffer.from('89504e470d0a1a0a', 'hex');
  const attach = (fields: Record<string, string>, file: Blob) => {
    const form = new FormData();
    for (const [name, value] of Object.entries(fields)) form.append(name, value);
    form.append('media', file, 'cat.png');
    const headers = { accept: 'application/json' };
    return fetch(`${sandbox.url}/sandbox/phone/messages`, { method: 'POST', headers, body: form });
  };

  test('goes into the conversation, with or without a text, and is shown as a picture', async () => {
    const fields = { customer: SAM, channel: 'sms', to: CARE };
    const response = await attach({ ...fields, body: '' }, new Blob([PICTURE], { type: 'image/png' }));
    expect(response.status).toBe(201);
    const [conversation] = [...sandbox.world.conversations.values()];
    const [media] = conversation?.messages[0]?.media ?? [];
    expect(media).toMatchObject({ contentType: 'image/png', filename: 'cat.png', size: PICTURE.length });
    const text = await page({ customer: SAM, to: CARE });
    const [, source] = /<img src="([^"]+)" alt="cat.png"/.exec(text) ?? [];
    const image = await fetch(new URL(source ?? '', sandbox.url));
    expect(Buffer.from(await image.arrayBuffer())).toEqual(PICTURE);
  });

  test('that is empty and comes without a text is no message', async () => {
    const response = await attach({ customer: SAM, channel: 'sms', to: CARE, body: '' }, new Blob([]));
    expect(response.status).toBe(400);
    expect(sandbox.world.messageLog).toEqual([]);
  });
});

describe('WhatsApp', () => {
  const ADDRESS = `whatsapp:${CARE}`;
  const open = () => page({ customer: SAM, to: ADDRESS });

  test('shows when an agent has read what the customer wrote', async () => {
    await write({ customer: SAM, channel: 'whatsapp', to: ADDRESS, body: 'Hola' });
    expect(await open()).toContain('<span class="hidden">Delivered</span>');
    const [conversation] = [...sandbox.world.conversations.keys()];
    const participants = sandbox.twilio.conversations.v1.conversations(conversation ?? '').participants;
    const { sid } = await participants.create({ identity: 'alice' });
    await participants(sid).update({ lastReadMessageIndex: 0 });
    expect(await open()).toContain('<span class="hidden">Read</span>');
  });

  test('tells the contact centre what the customer has read', async () => {
    await write({ customer: SAM, channel: 'whatsapp', to: ADDRESS, body: 'Hola' });
    const { sid } = await sandbox.twilio.messages.create({ to: `whatsapp:${SAM}`, from: ADDRESS, body: 'Hi' });
    const status = async () => (await sandbox.twilio.messages(sid).fetch()).status;
    await until(async () => (await status()) === 'delivered');
    const body = new URLSearchParams({ customer: SAM, channel: 'whatsapp', to: ADDRESS });
    expect((await fetch(`${sandbox.url}/sandbox/phone/read`, { method: 'POST', body })).status).toBe(204);
    expect(await status()).toBe('read');
  });

  test('has a template’s quick replies as buttons, which answer', async () => {
    const contentSid = namedSid('HX', 'appointment_reminder');
    const { sid } = await sandbox.twilio.messages.create({ to: `whatsapp:${SAM}`, from: ADDRESS, contentSid });
    await until(async () => (await sandbox.twilio.messages(sid).fetch()).status === 'delivered');
    expect(await open()).toContain('name="body" value="Yes, I will come"');
    await write({ customer: SAM, channel: 'whatsapp', to: ADDRESS, body: 'Yes, I will come' }, 'text/html');
    expect(await bodies(SAM, ADDRESS)).toEqual([
      'outbound-api: Hello Sam, we expect you on Monday at 10:00. Does this suit you?',
      'inbound: Yes, I will come',
    ]);
  });
});

test('Messenger is a thread of its own, with an ID instead of the number', async () => {
  const address = 'messenger:104155550100';
  await write({ customer: SAM, channel: 'messenger', to: address, body: 'Hey' });
  expect(await bodies(SAM, address)).toEqual(['inbound: Hey']);
  const [conversation] = [...sandbox.world.conversations.values()];
  expect(conversation?.messages[0]?.author).toBe(`messenger:${SAM.slice(1)}`);
  const [task] = [...sandbox.world.tasks.values()];
  expect(task?.attributes).toMatchObject({ channelType: 'messenger' });
});

describe('the page', () => {
  test('asks whose phone it is', async () => {
    const text = await page();
    for (const name of ['Sam Carter', 'Maria Lopez', 'João Silva']) expect(text).toContain(name);
  });

  test('lists the numbers of every channel', async () => {
    const { customer, threads: listed } = await threads(SAM);
    expect(customer.name).toBe('Sam Carter');
    expect(listed.map(({ address }) => address)).toEqual(expect.arrayContaining([CARE, `whatsapp:${CARE}`]));
    const text = await page({ customer: SAM });
    for (const { name } of listed) expect(text).toContain(name);
  });

  test('shows what was written as text, not as HTML', async () => {
    await write({ customer: SAM, channel: 'sms', to: CARE, body: '<img src=x> & "more"' });
    const text = await page({ customer: SAM, to: CARE });
    expect(text).toContain('&lt;img src=x&gt; &amp; &quot;more&quot;');
    expect(text).not.toContain('<img');
  });

  test('opens for any number', async () => {
    expect(await page({ customer: '+14155559003' })).toContain('+14155559003');
  });
});
