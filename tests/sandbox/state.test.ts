import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';

import { Client } from '@twilio/conversations';

import { fromStateJson, toStateJson } from '../../sandbox/src/state/stateJson';
import { leadTwilioHosts } from './leadTwilioHosts';
import { nextEvent } from './sdkClients';
import { startSandbox } from './startSandbox';
import type { RunningSandbox } from './startSandbox';
import { until } from './until';

const SAM = '+12025550143';
const CARE = '+14155550100';

let folder: string;
let stateFile: string;
let running: RunningSandbox[] = [];
beforeEach(() => {
  folder = fs.mkdtempSync(path.join(os.tmpdir(), 'sandbox-state-'));
  stateFile = path.join(folder, 'kept/state.json');
});
afterEach(async () => {
  await Promise.all(running.map((sandbox) => sandbox.close()));
  running = [];
  fs.rmSync(folder, { recursive: true });
});

const start = async (options: Parameters<typeof startSandbox>[0] = {}): Promise<RunningSandbox> => {
  const sandbox = await startSandbox({ stateFile, ...options });
  running.push(sandbox);
  return sandbox;
};

const stop = async (sandbox: RunningSandbox): Promise<void> => {
  running = running.filter((one) => one !== sandbox);
  await sandbox.close();
};

const setAvailable = ({ world }: RunningSandbox, identity: string): void => {
  const { taskrouter } = world.services;
  const available = taskrouter.activityByName('Available')?.sid ?? '';
  taskrouter.setActivity(world.people.get(identity)?.workerSid ?? '', available);
};

/** A customer writes, Alice takes the task and answers. */
async function converse(sandbox: RunningSandbox): Promise<void> {
  const { world } = sandbox;
  setAvailable(sandbox, 'alice');
  world.services.messaging.receive({ channel: 'sms', from: SAM, to: CARE, body: 'Hello' });
  const reservation = await until(() => [...world.reservations.values()].find(({ status }) => status === 'pending'));
  world.services.taskrouter.setReservation(reservation.sid, 'accepted');
  const [conversation] = world.conversations.values();
  await until(() => [...(conversation?.participants.values() ?? [])].some(({ identity }) => identity === 'alice'));
  world.services.conversations.addMessage(conversation?.sid ?? '', { author: 'alice', body: 'How can I help?' });
}

test('everything is there after a restart, under its SID', async () => {
  const first = await start();
  await converse(first);
  await first.twilio.taskrouter.v1.workspaces(first.world.workspace.sid).taskQueues.create({ friendlyName: 'Night' });
  const before = first.world;
  await stop(first);

  const { world, twilio } = await start();
  expect([...world.conversations.values()]).toEqual([...before.conversations.values()]);
  expect([...world.interactions.values()]).toEqual([...before.interactions.values()]);
  expect([...world.tasks.values()]).toEqual([...before.tasks.values()]);
  expect([...world.reservations.values()]).toEqual([...before.reservations.values()]);
  expect([...world.workers.values()]).toEqual([...before.workers.values()]);
  expect([...world.taskQueues.values()].map(({ friendlyName }) => friendlyName)).toContain('Night');
  const outbound = world.messageLog.find(({ direction }) => direction !== 'inbound');
  expect(outbound).toMatchObject({ body: 'How can I help?', status: 'delivered' });
  const [sid = ''] = world.conversations.keys();
  const listed = await twilio.conversations.v1.conversations(sid).messages.list();
  expect(listed.map(({ body, index }) => [index, body])).toEqual([
    [0, 'Hello'],
    [1, 'How can I help?'],
  ]);
});

test('the work goes on after a restart', async () => {
  const first = await start();
  await converse(first);
  await stop(first);

  const second = await start();
  const { world, twilio } = second;
  const [conversation] = world.conversations.values();
  world.services.messaging.receive({ channel: 'sms', from: SAM, to: CARE, body: 'My order is late' });
  expect(world.conversations.size).toBe(1);
  expect(conversation?.messages.map(({ index }) => index)).toEqual([0, 1, 2]);
  const [interaction] = world.interactions.values();
  await twilio.flexApi.v1
    .interaction(interaction?.sid ?? '')
    .channels(interaction?.channel.sid ?? '')
    .update({ status: 'closed', routing: { status: 'closed' } });
  expect(conversation?.state).toBe('closed');
  expect([...world.tasks.values()].map(({ assignmentStatus }) => assignmentStatus)).toEqual(['completed']);
  world.clock.advance(5 * 60_000 + 1);
  expect(world.tasks.size).toBe(0);
});

test('timers run on: of conversations, of reservations, of tasks that wait', async () => {
  const first = await start();
  const quiet = await first.twilio.conversations.v1.conversations.create({
    state: 'active',
    'timers.inactive': 'PT10M',
  });
  first.world.services.messaging.receive({ channel: 'sms', from: SAM, to: CARE, body: 'Hello' });
  await until(() => first.world.tasks.size === 1);
  first.world.clock.advance(5 * 60_000);
  await stop(first);

  const second = await start();
  const { world } = second;
  expect(world.clock.ahead).toBeGreaterThan(4 * 60_000);
  world.clock.advance(4 * 60_000);
  expect(world.conversations.get(quiet.sid)?.state).toBe('active');
  world.clock.advance(2 * 60_000);
  expect(world.conversations.get(quiet.sid)?.state).toBe('inactive');
  setAvailable(second, 'bob');
  const offered = await until(() => [...world.reservations.values()].find(({ status }) => status === 'pending'));
  expect(offered.workerSid).toBe(world.people.get('bob')?.workerSid);
  await stop(second);

  const third = await start();
  third.world.clock.advance(121_000);
  expect(third.world.reservations.get(offered.sid)?.status).toBe('timeout');
});

test('a scheduled message is sent on time after a restart', async () => {
  const first = await start();
  const service = await first.twilio.messaging.v1.services.create({ friendlyName: 'Reminders' });
  const [number] = await first.twilio.incomingPhoneNumbers.list({ phoneNumber: CARE });
  await first.twilio.messaging.v1.services(service.sid).phoneNumbers.create({ phoneNumberSid: number?.sid ?? '' });
  const { sid } = await first.twilio.messages.create({
    messagingServiceSid: service.sid,
    to: SAM,
    body: 'Tomorrow at ten',
    scheduleType: 'fixed',
    sendAt: new Date(Date.now() + 60 * 60_000),
  });
  await stop(first);

  const { world } = await start();
  const status = () => world.messageLog.find((message) => message.sid === sid)?.status;
  world.clock.advance(55 * 60_000);
  expect(status()).toBe('scheduled');
  world.clock.advance(10 * 60_000);
  expect(status()).toBe('delivered');
});

test('the browser’s SDK finds the conversations of before', async () => {
  const first = await start();
  await converse(first);
  const media = first.world.services.conversations.addMedia({
    data: Buffer.from('Receipt'),
    contentType: 'text/plain',
  });
  const [sid = ''] = first.world.conversations.keys();
  first.world.services.conversations.addMessage(sid, { author: 'alice', media: [media] });
  await stop(first);

  const second = await start();
  const endLead = leadTwilioHosts(second.port);
  const client = new Client(second.token('alice'));
  try {
    await nextEvent(client, 'stateChanged', (state) => state === 'initialized');
    const conversation = await client.getConversationBySid(sid);
    const { items } = await conversation.getMessages();
    expect(items.map(({ author, body }) => [author, body])).toEqual([
      [SAM, 'Hello'],
      ['alice', 'How can I help?'],
      ['alice', null],
    ]);
    expect((await conversation.getParticipants()).map(({ identity }) => identity)).toContain('alice');
    const heard = nextEvent(conversation, 'messageAdded');
    await conversation.sendMessage('It is on its way');
    expect(await heard).toMatchObject({ body: 'It is on its way', index: 3 });
    const url = second.world.services.conversations.mediaUrl(media.sid).replace('https:/', second.url);
    expect(await (await fetch(url)).text()).toBe('Receipt');
  } finally {
    await client.shutdown();
    endLead();
  }
});

test('the file is written while the sandbox runs, and begun anew by a reset', async () => {
  const sandbox = await start();
  const kept = () => fs.readFileSync(stateFile, 'utf8');
  const { sid } = await sandbox.twilio.conversations.v1.conversations.create();
  await until(() => kept().includes(sid));
  sandbox.reset();
  expect(kept()).not.toContain(sid);
});

test('the config of a start counts, not that of the start before', async () => {
  await stop(await start({ taskChannels: ['kiosk'], uiAttributes: { colour: 'red', kept: 'yes' } }));
  const { world } = await start({
    taskChannels: ['kiosk', 'fax'],
    uiAttributes: { colour: 'blue' },
    features: ['new-transfer-experience'],
  });
  expect(world.uiAttributes).toMatchObject({ colour: 'blue', kept: 'yes' });
  const channels = [...world.taskChannels.values()].map(({ uniqueName }) => uniqueName);
  expect(channels.filter((name) => ['kiosk', 'fax'].includes(name))).toEqual(['kiosk', 'fax']);
  for (const { channels: own } of world.workers.values()) expect(own).toHaveLength(channels.length);
  expect(world.features.has('new-transfer-experience')).toBe(true);
});

test('a busy day survives', async () => {
  const first = await start({ seed: 'busy' });
  const sids = [...first.world.conversations.keys()];
  await stop(first);
  const { world } = await start();
  expect([...world.conversations.keys()]).toEqual(sids);
  expect([...world.reservations.values()].filter(({ status }) => status === 'accepted')).toHaveLength(50);
});

test.each([
  ['no JSON', '{'],
  ['of another kind', '{"name": "x"}'],
])('a file that is %s is refused, and left as it is', async (_name, content) => {
  fs.mkdirSync(path.dirname(stateFile));
  fs.writeFileSync(stateFile, content);
  await expect(start()).rejects.toThrow(stateFile);
  expect(fs.readFileSync(stateFile, 'utf8')).toBe(content);
});

test('what JSON has no word for comes back as it was', () => {
  const value = {
    at: new Date(0),
    map: new Map<unknown, unknown>([['a', { set: new Set([1, 2]) }]]),
    bytes: Buffer.from('ä'),
    list: [null, true, { $date: 7 }],
  };
  expect(fromStateJson(JSON.parse(JSON.stringify(toStateJson(value))) as ReturnType<typeof toStateJson>)).toEqual(
    value,
  );
  expect(() => toStateJson({ run: () => undefined })).toThrow('A function cannot be kept');
  expect(() => toStateJson({ socket: new URL('http://localhost') })).toThrow('A URL cannot be kept');
});

test('a snapshot can be gone back to, also by HTTP', async () => {
  const sandbox = await start();
  const before = sandbox.snapshot();
  await converse(sandbox);
  const after = (await (await fetch(`${sandbox.url}/sandbox/state`)).json()) as object;
  sandbox.restore(before);
  expect(sandbox.world.conversations.size).toBe(0);
  const put = (body: unknown) =>
    fetch(`${sandbox.url}/sandbox/state`, {
      method: 'PUT',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
  expect((await put(after)).status).toBe(204);
  const [conversation] = sandbox.world.conversations.values();
  expect(conversation?.messages.map(({ body }) => body)).toEqual(['Hello', 'How can I help?']);
  const refused = await put({ version: 1 });
  expect(refused.status).toBe(400);
  expect(await refused.text()).toContain('This is not a state of this version of the sandbox.');
  expect(sandbox.world.conversations.size).toBe(1);
});
