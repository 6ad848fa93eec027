import { Clock } from '../../sandbox/src/model/Clock';
import { startSandbox } from './startSandbox';
import type { RunningSandbox } from './startSandbox';
import { until } from './until';

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;

describe('a clock', () => {
  let clock: Clock;
  beforeEach(() => {
    clock = new Clock();
  });
  afterEach(() => clock.dispose());

  /** What happens at which minute from now. */
  const diary = () => {
    const start = clock.now().getTime();
    const entries: string[] = [];
    const note = (what: string) => () => {
      entries.push(`${what} ${Math.round((clock.now().getTime() - start) / MINUTE)}`);
    };
    return { entries, note };
  };

  test('runs what falls due in the order of time, each at its moment', () => {
    const { entries, note } = diary();
    clock.after(30 * MINUTE, note('later'));
    clock.after(10 * MINUTE, note('sooner'));
    clock.after(10 * MINUTE, note('at the same moment'));
    clock.advance(20 * MINUTE);
    expect(entries).toEqual(['sooner 10', 'at the same moment 10']);
    clock.advance(20 * MINUTE);
    expect(entries).toEqual(['sooner 10', 'at the same moment 10', 'later 30']);
  });

  test('runs what begins on the way', () => {
    const { entries, note } = diary();
    clock.after(10 * MINUTE, () => {
      note('first')();
      clock.after(5 * MINUTE, note('second'));
      clock.after(50 * MINUTE, note('third'));
    });
    clock.advance(20 * MINUTE);
    expect(entries).toEqual(['first 10', 'second 15']);
    clock.advance(60 * MINUTE);
    expect(entries).toEqual(['first 10', 'second 15', 'third 60']);
  });

  test('goes on from where it was moved to', () => {
    const before = Date.now();
    clock.advance(DAY);
    expect(clock.now().getTime()).toBeGreaterThanOrEqual(before + DAY);
    expect(clock.ahead).toBeGreaterThanOrEqual(DAY);
    expect(clock.ahead).toBeLessThanOrEqual(DAY + Date.now() - before);
  });

  test('runs nothing that was called off, by whom and whenever', () => {
    const { entries, note } = diary();
    const cancel = clock.after(20 * MINUTE, note('called off'));
    clock.after(10 * MINUTE, () => cancel());
    clock.advance(DAY);
    expect(entries).toEqual([]);
  });

  test('lets timers run by themselves after the journey, in what is left of their time', async () => {
    let ran = false;
    clock.after(DAY + 30, () => {
      ran = true;
    });
    clock.advance(DAY);
    expect(ran).toBe(false);
    await until(() => ran);
  });

  test('moves nothing that waits by real time', async () => {
    const order: string[] = [];
    clock.afterReal(20, () => order.push('real'));
    clock.after(DAY, () => order.push('world'));
    clock.advance(DAY);
    expect(order).toEqual(['world']);
    await until(() => order.length === 2);
  });

  test('ends with the world', () => {
    const { entries, note } = diary();
    clock.after(MINUTE, note('too late'));
    clock.dispose();
    clock.advance(DAY);
    expect(entries).toEqual([]);
  });
});

describe('time travel in the sandbox', () => {
  let sandbox: RunningSandbox;
  beforeAll(async () => {
    sandbox = await startSandbox();
  });
  afterEach(() => sandbox.reset());
  afterAll(() => sandbox.close());

  const advance = (seconds: unknown) =>
    fetch(`${sandbox.url}/sandbox/clock/advance`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ seconds }),
    });

  test('turns a quiet conversation inactive and closes it', async () => {
    const { conversations } = sandbox.twilio.conversations.v1;
    const { sid } = await conversations.create({ state: 'active', 'timers.inactive': 'PT10M', 'timers.closed': 'P1D' });
    await advance(599);
    expect((await conversations(sid).fetch()).state).toBe('active');
    await advance(2);
    expect((await conversations(sid).fetch()).state).toBe('inactive');
    await advance(24 * 60 * 60);
    expect((await conversations(sid).fetch()).state).toBe('closed');
  });

  test('ends a reservation that nobody took', async () => {
    const { twilio, world } = sandbox;
    const [alice] = world.workers.values();
    const available = world.services.taskrouter.activityByName('Available');
    world.services.taskrouter.setActivity(alice?.sid ?? '', available?.sid ?? '');
    const [workflow] = world.workflows.keys();
    const tasks = twilio.taskrouter.v1.workspaces(world.workspace.sid).tasks;
    const task = await tasks.create({ workflowSid: workflow, attributes: '{}' });
    await until(() => [...world.reservations.values()].some(({ status }) => status === 'pending'));
    await advance(121);
    const [first] = await tasks(task.sid).reservations.list();
    expect(first?.reservationStatus).toBe('timeout');
  });

  test('gives what is made afterwards its date', async () => {
    const answer = (await (await advance(7 * 24 * 60 * 60)).json()) as { now: string; aheadSeconds: number };
    expect(answer.aheadSeconds).toBeGreaterThanOrEqual(7 * 24 * 60 * 60 - 1);
    const { dateCreated } = await sandbox.twilio.conversations.v1.conversations.create();
    expect(Math.floor(dateCreated.getTime() / 1000)).toBeGreaterThanOrEqual(Math.floor(Date.parse(answer.now) / 1000));
  });

  test('leaves those signed in who are', async () => {
    const token = sandbox.token('alice');
    await advance(30 * 24 * 60 * 60);
    expect(sandbox.world.services.iam.authenticate(token)?.identity).toBe('alice');
  });

  test.each([0, -5, 'soon', 1e12])('is refused for %p seconds', async (seconds) => {
    expect((await advance(seconds)).status).toBe(400);
  });

  test('is over after a reset', async () => {
    await advance(1000);
    sandbox.reset();
    const { aheadSeconds } = (await (await fetch(`${sandbox.url}/sandbox/clock`)).json()) as { aheadSeconds: number };
    expect(aheadSeconds).toBe(0);
  });
});
