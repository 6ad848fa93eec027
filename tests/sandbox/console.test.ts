import http from 'node:http';

import { startSandbox } from './startSandbox';
import type { RunningSandbox } from './startSandbox';
import { until } from './until';

const SAM = '+12025550143';
const CARE = '+14155550100';

let sandbox: RunningSandbox;
beforeAll(async () => {
  sandbox = await startSandbox();
});
afterEach(() => sandbox.reset());
afterAll(() => sandbox.close());

const page = async (query = '') => (await fetch(`${sandbox.url}/console${query}`)).text();
const post = (path: string, body: unknown = {}) =>
  fetch(`${sandbox.url}${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
const write = (body: string) => sandbox.world.services.messaging.receive({ channel: 'sms', from: SAM, to: CARE, body });

/** The rows of one table, as text. */
const rows = (text: string, table: string): string[] => {
  const body = new RegExp(`<tbody id="${table}-rows"[^>]*>([\\s\\S]*?)</tbody>`).exec(text)?.[1] ?? '';
  return [...body.matchAll(/<tr[\s\S]*?<\/tr>/g)].map(([row]) =>
    row
      .replace(/<[^>]*>/g, ' ')
      .replace(/\s+/g, ' ')
      .trim(),
  );
};

test('shows what the services hold', async () => {
  write('Where is my order?');
  await until(() => sandbox.world.interactions.size === 1);
  const [conversation] = [...sandbox.world.conversations.values()];
  const text = await page();
  expect(rows(text, 'conversations')[0]).toContain(`${conversation?.sid} active ${SAM} 1 ${SAM}: Where is my order?`);
  expect(rows(text, 'interactions')[0]).toContain(conversation?.sid);
  expect(rows(text, 'tasks')[0]).toMatch(/^WT[0-9a-f]{32} pending/);
  expect(rows(text, 'workers').map((row) => row.split(' ')[0])).toEqual(['alice', 'bob', 'sue', 'ada']);
  expect(rows(text, 'messages')[0]).toContain(`${SAM} ${CARE} Where is my order? received`);
});

test('shows what was written as text, not as HTML', async () => {
  write('<img src=x onerror=alert(1)>');
  const text = await page();
  expect(text).toContain('&lt;img src=x');
  expect(text).not.toContain('<img');
});

describe('the timeline', () => {
  test('tells each request to Twilio and how it ended', async () => {
    const { conversations } = sandbox.twilio.conversations.v1;
    const { sid } = await conversations.create({ friendlyName: 'Of the timeline' });
    await expect(conversations(`CH${'0'.repeat(32)}`).fetch()).rejects.toMatchObject({ status: 404 });
    await until(() => sandbox.world.timeline.entries.some(({ status }) => status === 404));
    const [failed, made] = rows(await page('?show=requests'), 'timeline');
    expect(made).toContain('POST conversations.twilio.com/v1/Conversations 201');
    expect(made).toContain('Of the timeline');
    expect(failed).toMatch(/GET conversations\.twilio\.com\/v1\/Conversations\/CH0+ 404 \d+ 50350 Conversation/);
    const events = rows(await page('?show=events'), 'timeline');
    expect(events.find((row) => row.includes('conversation.added'))).toContain(sid);
  });

  test('tells what Twilio may answer and the sandbox does not', async () => {
    const { chatServiceSid } = sandbox.world;
    const chat = sandbox.twilio.chat.v2.services(chatServiceSid).channels.create({ friendlyName: 'Old' });
    await expect(chat).rejects.toMatchObject({
      status: 404,
      code: 20404,
      message: expect.stringMatching(/^The sandbox has no Programmable Chat.*docs\/sandbox\.md/) as string,
    });
    const channel = sandbox.twilio.flexApi.v1.channel.create({
      flexFlowSid: `FO${'0'.repeat(32)}`,
      identity: 'gita',
      chatUserFriendlyName: 'Gita',
      chatFriendlyName: 'Chat',
    });
    await expect(channel).rejects.toMatchObject({
      status: 404,
      message: expect.stringContaining('before Conversations') as string,
    });
    const token = sandbox.token('alice');
    const asked = await fetch(`${sandbox.url}/event-bridge.twilio.com/v1/wschannels`, {
      method: 'POST',
      body: JSON.stringify({ url: 'v1/Surveys', method: 'GET', params: {}, token }),
    });
    expect(await asked.json()).toMatchObject({
      code: 20404,
      message: expect.stringMatching(/has nothing that answers GET .*v1\/Surveys/) as string,
    });
    await until(() => sandbox.world.timeline.entries.filter(({ status }) => status === 404).length === 3);
    const shown = rows(await page('?show=requests'), 'timeline');
    expect(shown.filter((row) => row.includes('404, not in the sandbox'))).toHaveLength(3);
    expect(shown.at(-1)).toMatch(/chat\.twilio\.com\/v2\/Services\/IS[^ ]*\/Channels 404, not in the sandbox/);
  });

  test('keeps no credentials', async () => {
    const token = sandbox.token('alice');
    const url = `${sandbox.url}/event-bridge.twilio.com/v1/wschannels`;
    const envelope = { url: `Workspaces/${sandbox.world.workspace.sid}/Activities`, method: 'GET', params: {}, token };
    await fetch(url, { method: 'POST', body: JSON.stringify(envelope) });
    await until(() => sandbox.world.timeline.entries.some(({ host }) => host === 'event-bridge.twilio.com'));
    expect(await page()).not.toContain(envelope.url);
    const text = await page('?show=all');
    expect(text).toContain(envelope.url);
    expect(text).not.toContain(token);
    expect(text).not.toContain(sandbox.world.account.authToken);
  });

  test('does not grow for ever', () => {
    const { timeline, clock } = sandbox.world;
    for (let count = 0; count < 2000; count += 1) timeline.add({ at: clock.now(), kind: 'event', name: 'task' });
    expect(timeline.entries).toHaveLength(500);
    expect(timeline.entries.at(-1)?.id).toBeGreaterThanOrEqual(2000);
  });

  test('leaves out our own pages', async () => {
    const before = sandbox.world.timeline.entries.length;
    await page();
    expect(sandbox.world.timeline.entries).toHaveLength(before);
  });
});

test('is told at once of what happens, and of a reset by the end of the stream', async () => {
  const told: string[] = [];
  const request = http.get(`${sandbox.url}/sandbox/console/events`, (response) => {
    response.setEncoding('utf8').on('data', (text: string) => told.push(text));
  });
  await until(() => told.length > 0);
  write('Hello');
  await until(() => told.join('').includes('data: changed'));
  const ended = new Promise((resolve) => request.on('close', resolve));
  sandbox.reset();
  await ended;
});

test('lists the faults', async () => {
  await post('/sandbox/faults', { host: 'flex-api', method: 'POST', path: '/v1/Interactions', status: 500, next: 1 });
  await post('/sandbox/faults', { latency: 200 });
  const text = await page();
  expect(text).toContain('POST flex-api /v1/Interactions: answers 500, the next 1');
  expect(text).toContain('every host: 200 ms slower');
});

describe('a story', () => {
  const textOf = async (path: string) =>
    (await (await fetch(`${sandbox.url}${path}`)).text())
      .replace(/<[^>]*>/g, ' ')
      .replace(/\s+/g, ' ')
      .replace(/&quot;/g, '"');
  const story = (id: string) => textOf(`/console/story?of=${encodeURIComponent(id)}`);

  test('goes from the phone to the agent, whichever part of it is chosen', async () => {
    await post('/sandbox/faults', { webhook: 'lost' });
    sandbox.world.conversationsWebhooks.set('account', {
      preWebhookUrl: null,
      postWebhookUrl: 'http://localhost:9/told',
      method: 'POST',
      filters: ['onMessageAdded'],
      target: 'webhook',
    });
    write('Where is my order?');
    await until(() => sandbox.world.interactions.size === 1 && sandbox.world.webhookLog.length > 0);
    const { world } = sandbox;
    const [conversation] = [...world.conversations.values()];
    const [task] = [...world.tasks.values()];
    await sandbox.twilio.conversations.v1.conversations(conversation?.sid ?? '').update({ friendlyName: 'Order' });
    await until(() => world.timeline.entries.some(({ name, status }) => name === 'POST' && status === 200));
    const told = [
      `Sam Carter ( ${SAM} ) writes by SMS to ${CARE} : “Where is my order?”`,
      `The conversation ${conversation?.sid} begins`,
      'Twilio tells http://localhost:9/told of onMessageAdded: no answer',
      '11205 Made to get lost',
      'The flow “Messaging flow” leaves',
      `An agent is asked in by the task ${task?.sid}`,
      'task.created',
      `A backend asks conversations.twilio.com: POST /v1/Conversations/ ${conversation?.sid} . Answer: 200`,
    ];
    for (const id of [SAM, conversation?.sid, conversation?.messages[0]?.sid, task?.sid, world.messageLog[0]?.sid]) {
      const text = await story(id ?? '');
      for (const words of told) expect(text).toContain(words);
    }
    const order = (await story(SAM)).split(' moments')[1] ?? '';
    expect(order.indexOf('writes by SMS')).toBeLessThan(order.indexOf('An agent is asked in'));
    expect(await story('+4930123456')).toContain('Nothing here holds “+4930123456”');
  });

  test('is found by any word of it', async () => {
    write('Where is my parcel?');
    expect(await textOf('/console/search?q=PARCEL+my')).toContain(`${SAM} to ${CARE} , received: Where is my parcel?`);
    expect(await textOf('/console/search?q=tractor')).toContain('Nothing here holds “tractor”.');
  });
});

describe('scenes', () => {
  test('each is on the console, and does what it says', async () => {
    const text = await page();
    for (const title of ['Twilio is slow', 'Webhooks come twice', 'Sync is down']) expect(text).toContain(title);
    expect((await post('/sandbox/faults/scenes/sync-down')).status).toBe(200);
    await expect(sandbox.twilio.sync.v1.services.list()).rejects.toMatchObject({ status: 503 });
    expect(await sandbox.twilio.conversations.v1.conversations.list()).toEqual([]);
    expect((await post('/sandbox/faults/scenes/flood')).status).toBe(400);
  });

  test('webhooks come twice, and are known by their token', async () => {
    const tokens: unknown[] = [];
    const backend = http.createServer((request, response) => {
      tokens.push(request.headers['i-twilio-idempotency-token']);
      response.end();
    });
    await new Promise<void>((resolve) => backend.listen(0, '127.0.0.1', resolve));
    const { port } = backend.address() as { port: number };
    await post('/sandbox/faults/scenes/webhook-twice');
    const url = `http://localhost:${port}/`;
    await sandbox.world.services.webhooks.deliver({
      kind: 'taskrouter',
      url,
      parameters: { EventType: 'task.created' },
    });
    expect(tokens).toHaveLength(2);
    expect(new Set(tokens).size).toBe(1);
    await new Promise((resolve) => backend.close(resolve));
  });
});

test('a bug report holds what happened, no credentials, and the state to go on from', async () => {
  write('It broke');
  const report = (await (await fetch(`${sandbox.url}/sandbox/report`)).json()) as {
    flexUi: string;
    timeline: unknown[];
  };
  expect(JSON.stringify(report)).toContain('It broke');
  expect(report.timeline.length).toBeGreaterThan(0);
  expect(JSON.stringify(report)).not.toContain(sandbox.world.account.authToken);
  sandbox.reset();
  const body = JSON.stringify(report);
  const headers = { 'content-type': 'application/json' };
  expect((await fetch(`${sandbox.url}/sandbox/state`, { method: 'PUT', headers, body })).status).toBe(204);
  expect(sandbox.world.messageLog.map((message) => message.body)).toContain('It broke');
});

describe('beginning anew', () => {
  test('with the empty seed leaves one agent and nobody to talk to', async () => {
    expect((await post('/sandbox/reset', { seed: 'empty' })).status).toBe(204);
    const { world } = sandbox;
    expect([...world.people.keys()]).toEqual(['alice']);
    expect([world.addresses.size, world.conversations.size, world.workspace.friendlyName]).toEqual([
      0,
      0,
      'Flex Task Assignment',
    ]);
    await post('/sandbox/reset', { seed: 'demo' });
  });

  test('with the busy seed finds ten agents in fifty conversations, and the past behind them', async () => {
    await post('/sandbox/reset', { seed: 'busy' });
    const { world } = sandbox;
    const open = [...world.conversations.values()].filter(({ state }) => state === 'active');
    expect(open).toHaveLength(50);
    const busy = [...world.reservations.values()].filter(({ status }) => status === 'accepted');
    expect(busy).toHaveLength(50);
    expect(new Set(busy.map(({ workerSid }) => workerSid)).size).toBe(10);
    for (const { messages, participants } of open) {
      expect(messages.map(({ author }) => author)).toEqual([
        expect.stringMatching(/^\+1202555/) as string,
        expect.stringMatching(/^[a-z]+$/) as string,
      ]);
      expect(participants.size).toBe(2);
    }
    const oldest = Math.min(...open.map(({ dateCreated }) => dateCreated.getTime()));
    expect(Date.now() - oldest).toBeGreaterThan(45 * 60_000);
    expect(Math.abs(world.clock.ahead)).toBeLessThan(1000);
    await post('/sandbox/reset', { seed: 'demo' });
  });

  test('is refused with a seed that is not there', async () => {
    expect((await post('/sandbox/reset', { seed: 'crowded' })).status).toBe(400);
  });
});
