import fs from 'node:fs';
import path from 'node:path';

import { RATE_LIMITS } from '../../sandbox/src/strict/rateLimits';
import { startSandbox } from './startSandbox';
import type { RunningSandbox } from './startSandbox';
import { until } from './until';

const SAM = '+12025550143';
const CARE = '+14155550100';
const TASKS = { evaluateTaskAttributes: "name == 'Sam'" };

let sandbox: RunningSandbox;
/** Time stands, so that a slow machine is not let through. */
const begins = new Date('2026-01-31T12:00:00Z');

/** How each of so many requests ended: `ok`, or Twilio's status and code. */
async function ends(count: number, request: () => Promise<unknown>): Promise<string[]> {
  const found: string[] = [];
  for (let index = 0; index < count; index += 1) {
    await request().then(
      () => found.push('ok'),
      ({ status, code }: { status: number; code: number }) => found.push(`${status} ${code}`),
    );
  }
  return found;
}

describe('in the profile strict', () => {
  beforeEach(async () => {
    sandbox = await startSandbox({ profile: 'strict', begins });
  });
  afterEach(() => sandbox.close());

  const workspace = () => sandbox.twilio.taskrouter.v1.workspaces(sandbox.world.workspace.sid);

  it('tasks are searched three times a second, and listed as often as one likes', async () => {
    const search = () => workspace().tasks.list(TASKS);
    expect(await ends(4, search)).toEqual(['ok', 'ok', 'ok', '429 20429']);
    expect(await ends(5, () => workspace().tasks.list())).not.toContain('429 20429');
    sandbox.world.clock.advance(1000);
    expect(await ends(4, search)).toEqual(['ok', 'ok', 'ok', '429 20429']);
  });

  it('a document of Sync takes 200 writes at once, and then 20 a second; another one has its own', async () => {
    const { documents } = sandbox.twilio.sync.v1.services('default');
    const one = await documents.create({ uniqueName: 'one' });
    const other = await documents.create({ uniqueName: 'other' });
    const write = (sid: string) => () => documents(sid).update({ data: {} });
    expect((await ends(201, write(one.sid))).lastIndexOf('ok')).toBe(199);
    expect(await ends(1, write(other.sid))).toEqual(['ok']);
    sandbox.world.clock.advance(500);
    expect(await ends(11, write(one.sid))).toEqual([...Array.from({ length: 10 }, () => 'ok'), '429 54009']);
  });

  it('what was refused was not done', async () => {
    const { conversations } = sandbox.twilio.conversations.v1;
    const found = await ends(40, () => conversations.create());
    expect(found.filter((end) => end === 'ok')).toHaveLength(30);
    expect(sandbox.world.conversations.size).toBe(30);
  });

  it('a new task is found by its attributes a second later, and by its SID at once', async () => {
    const { sid } = await workspace().tasks.create({ attributes: '{"name": "Sam"}' });
    expect(await workspace().tasks.list(TASKS)).toEqual([]);
    expect((await workspace().tasks(sid).fetch()).sid).toBe(sid);
    sandbox.world.clock.advance(1000);
    expect((await workspace().tasks.list(TASKS)).map((task) => task.sid)).toEqual([sid]);
  });

  it('a number sends one segment a second', async () => {
    const bodies = ['a'.repeat(161), 'b', 'c'];
    for (const body of bodies) await sandbox.twilio.messages.create({ from: CARE, to: SAM, body });
    const arrived = () =>
      sandbox.world.messageLog.filter(({ status }) => status === 'delivered').map(({ body }) => body.charAt(0));
    const seconds: string[][] = [];
    for (let second = 0; second < 4; second += 1) {
      sandbox.world.clock.advance(second === 0 ? 900 : 1000);
      seconds.push(arrived());
    }
    expect(seconds).toEqual([['a'], ['a'], ['a', 'b'], ['a', 'b', 'c']]);
  });

  it('a queue of ten hours takes no more', async () => {
    const { world, twilio } = sandbox;
    const first = await twilio.messages.create({ from: CARE, to: SAM, body: 'Hello' });
    const [logged] = world.messageLog.filter(({ sid }) => sid === first.sid);
    if (!logged) throw new Error('nothing was logged');
    world.senderQueues.join(logged, 36_000);
    const next = twilio.messages.create({ from: CARE, to: SAM, body: 'Hello again' });
    await expect(next).rejects.toMatchObject({ status: 400, code: 21611 });
    world.services.messaging.receive({ channel: 'sms', from: SAM, to: CARE, body: 'Hi' });
    const [conversation] = [...world.conversations.values()];
    await twilio.conversations.v1
      .conversations(conversation?.sid ?? '')
      .messages.create({ author: 'alice', body: 'Hi' });
    world.clock.advance(1000);
    await until(() => world.messageLog.some(({ status, errorCode }) => status === 'failed' && errorCode === 30001));
  });
});

it('limits nothing where nobody asks for it', async () => {
  sandbox = await startSandbox({ begins });
  const { tasks } = sandbox.twilio.taskrouter.v1.workspaces(sandbox.world.workspace.sid);
  expect(new Set(await ends(10, () => tasks.list(TASKS)))).toEqual(new Set(['ok']));
  await sandbox.close();
});

it('tells every limit, with its source, in docs/sandbox.md', () => {
  const page = fs.readFileSync(path.join(__dirname, '../../docs/sandbox.md'), 'utf8');
  const rows = RATE_LIMITS.map(({ name, perSecond, burstSeconds, source }) => {
    const often = `${perSecond} a second${burstSeconds > 1 ? `, ${burstSeconds} seconds’ worth at once` : ''}`;
    return `[${name}](${source}): ${often}`;
  });
  for (const row of rows) expect(page).toContain(row);
});
