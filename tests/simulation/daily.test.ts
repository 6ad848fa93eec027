// How a day went, by what the webhooks have kept of it. The clock is the simulation's, which begins on a Monday.
import type { Daily } from '../../src/contract/trace';
import { Simulation } from './Simulation';
import { CARE, CUSTOMERS } from './account';
import { loadFunctions } from './functions';
import type { Functions } from './functions';
import { ask, startFields } from './paths/Path';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

let functions: Functions;
beforeAll(async () => {
  functions = await loadFunctions();
});

let simulation: Simulation;
beforeEach(() => {
  simulation = new Simulation({ seed: 1, functions });
});
afterEach(() => simulation.dispose());

const world = () => simulation.world;

function everybody(activity: string): void {
  const { taskrouter } = world().services;
  const { sid } = taskrouter.activityByName(activity)!;
  for (const { workerSid } of world().people.values()) taskrouter.setActivity(workerSid, sid);
}

/** Writes, and an agent comes after so many seconds; nobody where it is left out. */
async function writes(from: string, answeredAfter?: number): Promise<void> {
  if (answeredAfter === undefined) everybody('Offline');
  world().services.messaging.receive({ channel: 'sms', from, to: CARE, body: 'Where is my order?' });
  await simulation.sleep((answeredAfter ?? 20) * 1_000);
  if (answeredAfter === undefined) return;
  const offer = [...world().reservations.values()].findLast(({ status }) => status === 'pending')!;
  world().services.taskrouter.setReservation(offer.sid, 'accepted');
  await simulation.sleep(5_000);
}

async function isOver(): Promise<void> {
  for (const { sid } of world().reservations.values()) {
    const { status } = world().reservations.get(sid)!;
    if (status === 'accepted') world().services.taskrouter.setReservation(sid, 'completed');
  }
  for (const { sid, state } of world().conversations.values()) {
    if (state !== 'closed') world().services.conversations.update(sid, { state: 'closed' });
  }
  await simulation.sleep(5_000);
}

const from = (day: number): string => new Date(Date.UTC(2026, 2, day, 5)).toISOString();

/** Of the days from the first on, each as in New York, asked after it all. */
async function dailyAfter(live: () => Promise<unknown>, days: [number, number] = [2, 3], by = 'sue') {
  let answer: Awaited<ReturnType<typeof ask>>;
  simulation.act('daily', async () => {
    await live();
    answer = await ask(simulation, 'daily', by, ['daily', { from: from(days[0]), until: from(days[1]) }]);
  });
  await simulation.pass(20 * DAY);
  expect(simulation.failures).toEqual([]);
  return answer!;
}

async function told(...[live, days]: Parameters<typeof dailyAfter>): Promise<Daily> {
  const answer = await dailyAfter(live, days);
  expect(answer).toMatchObject({ status: 200 });
  return (answer.body as { daily: Daily }).daily;
}

test('tells who was answered after how long, and who was left waiting', async () => {
  const daily = await told(async () => {
    await writes(CUSTOMERS[0], 30);
    await writes(CUSTOMERS[1], 60);
    await writes(CUSTOMERS[2]);
    await simulation.sleep(11 * MINUTE);
  });
  const waiting = [...world().conversations.keys()].at(-1)!;
  expect(daily).toMatchObject({ started: 3, answered: 2, waiting: 1, failed: [], isComplete: true });
  expect(daily.waitingConversations).toEqual([waiting]);
  expect(daily.waitSeconds).toBeGreaterThanOrEqual(55);
  expect(daily.waitSeconds).toBeLessThanOrEqual(62);
  expect(daily.toMend).toEqual([{ mend: 'waiting', count: 1 }]);
});

test('whoever has just written is not left waiting', async () => {
  expect(await told(() => writes(CUSTOMERS[0]))).toMatchObject({ started: 1, answered: 0, waiting: 0, toMend: [] });
});

test('counts what was not delivered by its code, and says so first', async () => {
  const daily = await told(async () => {
    for (const [name, to] of [
      ['one', '+14155559003'],
      ['two', '+14155559003'],
    ] as const) {
      await ask(simulation, name, 'alice', ['interactions', { ...startFields(simulation, name), to }]);
      await simulation.sleep(30_000);
      await isOver();
    }
  });
  expect(daily.failed).toEqual([{ what: 'message', code: 30003, count: 2 }]);
  expect(daily.toMend[0]).toMatchObject({ mend: 'messageFailed', code: 30003, count: 2 });
});

test('counts whom the net has given to an agent at once', async () => {
  const daily = await told(async () => {
    await writes(CUSTOMERS[0]);
    world().services.taskrouter.cancelTask([...world().tasks.keys()].at(-1)!, 'Workflow Timeout');
    await simulation.sleep(MINUTE);
  });
  expect(daily.saved).toEqual({ net: 1, janitor: 0, people: 0 });
});

test('counts whom the janitor has given to an agent', async () => {
  const daily = await told(async () => {
    await writes(CUSTOMERS[0]);
    // Another system hears of it.
    Object.assign(world().workspace, { eventCallbackUrl: null });
    world().services.taskrouter.cancelTask([...world().tasks.keys()].at(-1)!, 'Workflow Timeout');
    await simulation.sleep(20 * MINUTE);
    await ask(simulation, 'sweep', 'alice', ['janitor', {}]);
    await simulation.sleep(MINUTE);
  });
  expect(daily.saved).toEqual({ net: 0, janitor: 1, people: 0 });
  expect(daily.toMend).toContainEqual({ mend: 'saved', count: 1 });
});

test('says what got slower than in the week before', async () => {
  const daily = await told(async () => {
    for (const seconds of [15, 60]) {
      for (let turn = 0; turn < 5; turn += 1) {
        await writes(CUSTOMERS[turn % 3]!, seconds);
        await isOver();
      }
      await simulation.sleep(3 * DAY);
    }
  }, [5, 6]);
  expect(daily).toMatchObject({ started: 5, answered: 5, toMend: [{ mend: 'slower', count: 3 }] });
  expect(daily.waitSeconds).toBeGreaterThan(50);
  expect(daily.waitSecondsBefore).toBeLessThan(30);
});

test('an agent who comes after midnight has answered the day before', async () => {
  const daily = await told(async () => {
    await simulation.sleep(13 * HOUR - 30_000);
    await writes(CUSTOMERS[0], 60);
  }, [2, 3]);
  expect(daily).toMatchObject({ started: 1, answered: 1, waiting: 0 });
});

test('names nobody, and is for supervisors', async () => {
  const answer = await dailyAfter(() => writes(CUSTOMERS[0], 30), [2, 3], 'alice');
  expect(answer).toMatchObject({ status: 403, body: { error: { code: 'SUPERVISOR_ONLY' } } });
});

test.each([
  ['more than a month', from(1), new Date(Date.UTC(2026, 3, 15)).toISOString()],
  ['a time that ends before it begins', from(3), from(2)],
  ['what is no time', 'yesterday', 'today'],
])('refuses %s', async (_, begins, ends) => {
  let answer: Awaited<ReturnType<typeof ask>>;
  simulation.act('daily', async () => {
    answer = await ask(simulation, 'daily', 'sue', ['daily', { from: begins, until: ends }]);
  });
  await simulation.pass(MINUTE);
  expect(answer).toMatchObject({ status: 400, body: { error: { code: 'REQUEST_INVALID' } } });
});
