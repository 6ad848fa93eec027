import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import fs from 'node:fs';
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import os from 'node:os';
import path from 'node:path';

import { startSandbox } from './startSandbox';
import type { RunningSandbox } from './startSandbox';
import { until } from './until';

/**
 * The backend of examples/routing with a fault in it: what the story of the customer's message says is all that a
 * stranger has to find it by.
 */
const ROOT = path.join(__dirname, '../..');
const BACKEND = fs.readFileSync(path.join(ROOT, 'examples/routing/backend.js'), 'utf8');
const SAM = '+12025550143';
const CARE = '+14155550100';

let sandbox: RunningSandbox;
let folder: string;
let backend: ChildProcess | undefined;

beforeAll(async () => {
  folder = fs.mkdtempSync(path.join(os.tmpdir(), 'faulty-'));
  sandbox = await startSandbox();
});
afterEach(() => {
  backend?.kill();
  sandbox.reset();
});
afterAll(async () => {
  await sandbox.close();
  fs.rmSync(folder, { recursive: true, force: true });
});

/** Starts the backend with this fault, and leads the customers' messages to it; `more` is another fault, of the address. */
async function startBackend(right: string, wrong: string, more: object = {}): Promise<void> {
  if (!BACKEND.includes(right)) throw new Error(`the example has no ${right}`);
  const file = path.join(folder, 'backend.js');
  fs.writeFileSync(file, BACKEND.replace(right, wrong));
  const { account, workspace, workflows } = sandbox.world;
  backend = spawn(process.execPath, ['--require', path.join(ROOT, 'sandbox/redirect.cjs'), file], {
    env: {
      ...process.env,
      TWILIO_SANDBOX_URL: sandbox.url,
      TWILIO_ACCOUNT_SID: account.sid,
      TWILIO_AUTH_TOKEN: account.authToken,
      WORKSPACE_SID: workspace.sid,
      WORKFLOW_SID: [...workflows.keys()][0],
    },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const [url] = (await once(backend.stdout as NodeJS.ReadableStream, 'data')) as [Buffer];
  await sandbox.twilio.conversations.v1.addressConfigurations(CARE).update({
    'autoCreation.enabled': true,
    'autoCreation.type': 'webhook',
    'autoCreation.webhookUrl': url.toString().trim(),
    'autoCreation.webhookFilters': ['onMessageAdded'],
    ...more,
  });
}

const write = (to = CARE): string =>
  sandbox.world.services.messaging.receive({ channel: 'sms', from: SAM, to, body: 'Where is my order?' }).sid;

/** What the story of what the customer wrote says is wrong, once the backend has answered. */
async function whatsWrong(): Promise<string> {
  const sid = write();
  await until(() => sandbox.world.webhookLog.some(({ state }) => state !== 'sending'));
  return standing(sid);
}

async function standing(id: string): Promise<string> {
  const page = await (await fetch(`${sandbox.url}/console/story?of=${encodeURIComponent(id)}`)).text();
  const section = /<section aria-labelledby="standing">([\s\S]*?)<\/section>/.exec(page)?.[1] ?? '';
  return section
    .replace(/<[^>]*>/g, '')
    .replace(/&quot;/g, '"')
    .replace(/&#39;/g, "'")
    .replace(/\s+/g, ' ')
    .trim();
}

test('a webhook that fails is told with what it answers, and that no agent hears of it', async () => {
  await startBackend('const channel =', 'orders.find(customer);\n  const channel =');
  const wrong = await whatsWrong();
  expect(wrong).toMatch(/^What’s wrong Step 5 failed\. Twilio tells http:\/\/localhost:\d+ of onMessageAdded: 500/);
  expect(wrong).toContain('It says: orders is not defined');
  expect(wrong).toMatch(/The customer wrote last in CH\w+, and nothing made an interaction or a task for it/);
});

test('a channel that Twilio does not know is told with the request that Twilio refused', async () => {
  await startBackend("type: 'sms'", "type: 'SMS'");
  const wrong = await whatsWrong();
  expect(wrong).toContain('A backend asks flex-api.twilio.com: POST /v1/Interactions. Answer: 400');
  expect(wrong).toContain('20001 channel.type SMS is not supported');
});

test('a channel that is not the customer’s is told, though nothing failed', async () => {
  await startBackend("type: 'sms'", "type: 'whatsapp'");
  expect(await whatsWrong()).toMatch(
    /^What’s wrong The interaction KD\w+ is made for whatsapp, but the customer is on sms/,
  );
});

test('a workflow whose filters nobody’s task fits is told with what they want', async () => {
  const { taskrouter } = sandbox.twilio;
  const { workspace, workflows, taskQueues } = sandbox.world;
  const [queue] = taskQueues.keys();
  const filter = { filter_friendly_name: 'Orders', expression: 'topic == "order"', targets: [{ queue }] };
  await taskrouter.v1
    .workspaces(workspace.sid)
    .workflows([...workflows.keys()][0] ?? '')
    .update({ configuration: JSON.stringify({ task_routing: { filters: [filter] } }) });
  await startBackend("topic: 'orders'", "topic: 'orders'");
  const wrong = await whatsWrong();
  expect(wrong).toMatch(/No filter of the workflow “.+” fits the task WT\w+, and it has no default filter/);
  expect(wrong).toContain('Its filters want “Orders”: topic == "order"');
  expect(wrong).toMatch(/The task’s attributes are .*topic/);
});

test('a queue in which nobody is, is told with whom it wants', async () => {
  const { taskrouter } = sandbox.twilio;
  const { workspace, taskQueues } = sandbox.world;
  for (const sid of taskQueues.keys()) {
    await taskrouter.v1.workspaces(workspace.sid).taskQueues(sid).update({ targetWorkers: 'skills HAS "orders"' });
  }
  await startBackend("topic: 'orders'", "topic: 'orders'");
  expect(await whatsWrong()).toMatch(/The task WT\w+ waits .+ no worker fits it: it wants skills HAS "orders"/);
});

test('a sender that is not in the Messaging Service is told in the story of the customer’s number', async () => {
  const [service] = await sandbox.twilio.messaging.v1.services.list();
  const messagingServiceSid = service?.sid ?? '';
  const send = sandbox.twilio.messages.create({ messagingServiceSid, from: CARE, to: SAM, body: 'It is here.' });
  await expect(send).rejects.toMatchObject({ code: 21711 });
  await until(() => sandbox.world.timeline.entries.some(({ status }) => status === 400));
  expect(await standing(SAM)).toMatch(
    /A backend asks api\.twilio\.com: POST \S+Messages\.json\. Answer: 400 .*: 21711 \+14155550100 is not associated/,
  );
});

test('an address of the webhook that is another program’s is named, with what it answered', async () => {
  const shop = http.createServer((_request, response) => void response.end('Hello!')).listen(0);
  try {
    const url = `http://localhost:${(shop.address() as AddressInfo).port}/hook`;
    await startBackend("topic: 'orders'", "topic: 'orders'", { 'autoCreation.webhookUrl': url });
    expect(await whatsWrong()).toMatch(
      new RegExp(`no agent hears of it\\. Twilio told ${url} of onMessageAdded; it answered 200, and that was all`),
    );
  } finally {
    shop.close();
  }
});

test('a webhook whose filters leave the message out is named, with its filters', async () => {
  await startBackend("topic: 'orders'", "topic: 'orders'", {
    'autoCreation.webhookFilters': ['onMessageUpdated', 'onParticipantAdded'],
  });
  expect(await standing(write())).toMatch(
    /Twilio told nobody of it: the webhook http:\/\/localhost:\d+ is for onMessageUpdated, onParticipantAdded alone/,
  );
});

test('a number that makes no conversation is told, and why', async () => {
  await startBackend("topic: 'orders'", "topic: 'orders'", { 'autoCreation.enabled': false });
  expect(await standing(write())).toMatch(
    /^What’s wrong No conversation took the message SM\w+, so no agent hears of it: auto-creation is off for the address \+14155550100/,
  );
  expect(await standing(write('+14155550199'))).toContain('+14155550199 has no address configuration');
});

test('a task that TaskRouter was asked for leaves the agent out of the conversation', async () => {
  const { twilio, world } = sandbox;
  await startBackend("topic: 'orders'", "topic: 'orders'", { 'autoCreation.webhookFilters': ['onMessageUpdated'] });
  write();
  const [conversation] = [...world.conversations.values()].slice(-1);
  await twilio.taskrouter.v1.workspaces(world.workspace.sid).tasks.create({
    workflowSid: [...world.workflows.keys()][0] ?? '',
    attributes: JSON.stringify({ conversationSid: conversation?.sid }),
  });
  expect(await standing(conversation?.sid ?? '')).toMatch(
    /The task WT\w+ is about the conversation CH\w+, but no interaction was made: whoever accepts it isn’t in/,
  );
});

test('where all went well, it says who has the task', async () => {
  const { workers, activities } = sandbox.world;
  const alice = [...workers.values()].find(({ friendlyName }) => friendlyName === 'alice');
  const available = [...activities.values()].find((activity) => activity.available);
  sandbox.world.services.taskrouter.setActivity(alice?.sid ?? '', available?.sid ?? '');
  await startBackend("topic: 'orders'", "topic: 'orders'");
  await whatsWrong();
  await until(() => sandbox.world.reservations.size > 0);
  expect(await standing(SAM)).toMatch(/^How it stands The task WT\w+ is offered to alice$/);
});
