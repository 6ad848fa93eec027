// A conversation that was put aside until a date, by the clock of the simulation, which the functions see too.
import { Simulation } from './Simulation';
import { CARE, CUSTOMERS } from './account';
import { loadFunctions } from './functions';
import type { Functions } from './functions';
import { ask } from './paths/Path';

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
const writes = (body: string) =>
  world().services.messaging.receive({ channel: 'sms', from: CUSTOMERS[0], to: CARE, body });

/** Somebody accepts what rings; answers whose task it is. */
function accept(): { taskSid: string; identity: string } {
  const offer = [...world().reservations.values()].findLast(({ status }) => status === 'pending')!;
  world().services.taskrouter.setReservation(offer.sid, 'accepted');
  const { identity } = [...world().people.values()].find(({ workerSid }) => workerSid === offer.workerSid)!;
  return { taskSid: offer.taskSid, identity };
}

/** When the task came, in milliseconds from the date: the agent waits for three days, and `meanwhile` happens. */
async function comesBack(waitsFor: 'date' | 'either', meanwhile: () => Promise<unknown>): Promise<number> {
  let late = NaN;
  simulation.act('waiting', async () => {
    writes('Where is my order?');
    await simulation.sleep(20_000);
    const { taskSid, identity } = accept();
    await simulation.sleep(5_000);
    const until = simulation.now + 3 * DAY;
    const fields = { act: 'wait', taskSid, waitsFor, until: new Date(until).toISOString() };
    expect(await ask(simulation, 'park', identity, ['people', fields])).toMatchObject({ status: 200 });
    await meanwhile();
    const rings = () => [...world().reservations.values()].some(({ status }) => status === 'pending');
    while (!rings()) await simulation.sleep(1_000);
    late = simulation.now - until;
    expect(accept().identity).toBe(identity);
    await simulation.sleep(MINUTE);
  });
  await simulation.pass(6 * DAY);
  expect(simulation.failures).toEqual([]);
  return late;
}

test('comes back within a minute of its date', async () => {
  expect(Math.abs(await comesBack('either', () => Promise.resolve()))).toBeLessThan(MINUTE);
});

test('a message that has to wait too does not put the date off', async () => {
  const late = await comesBack('date', async () => {
    await simulation.sleep(2 * DAY);
    writes('Anything new?');
  });
  expect(Math.abs(late)).toBeLessThan(MINUTE);
});

test('a reply in good time comes back at once', async () => {
  const late = await comesBack('either', async () => {
    await simulation.sleep(DAY);
    writes('Here it is');
  });
  expect(late + 2 * DAY).toBeLessThan(MINUTE);
});
