// The simulation itself: that it can be played again, and that its faults do what they say.
import { MOST_REMINDERS } from '../../src/contract/reminders';
import { Simulation } from './Simulation';
import type { SimulationOptions } from './Simulation';
import { CARE, CUSTOMERS, SYSTEM_KEY } from './account';
import { agent } from './actors/agent';
import { noFaults } from './Faults';
import type { Fault } from './Faults';
import { loadFunctions } from './functions';
import type { Functions } from './functions';
import type { Invariant } from './invariants';
import { Ledger } from './Ledger';
import { playHistory } from './playHistory';
import type { History } from './playHistory';
import { Player } from './Player';
import { shrink } from './tellFailure';

// For a machine that is busy with something else.
jest.setTimeout(180_000);

let functions: Functions;
let player: Player;
beforeAll(async () => {
  player = new Player();
  functions = await loadFunctions();
});
afterAll(() => player.close());

test('a seed gives the same history each time, and another one another', async () => {
  const first = await playHistory({ seed: 7, functions });
  const again = await playHistory({ seed: 7, functions });
  expect(again.trace).toBe(first.trace);
  expect(again.hash).toBe(first.hash);
  expect((await playHistory({ seed: 8, functions })).hash).not.toBe(first.hash);
});

test('a player, which has no Express, plays the same histories', async () => {
  for (const seed of [7, 11]) {
    expect(await player.play('hash', { seed })).toBe((await playHistory({ seed, functions })).hash);
  }
});

test('of two agents who go on in one conversation at once, one does, and the other is told', async () => {
  expect(await player.play('rivalsIn', { seeds: Array.from({ length: 40 }, (_, index) => index + 1) })).toEqual([]);
});

/** One agent writes to a customer, and all comes to rest. */
async function play(options: Partial<SimulationOptions>) {
  const simulation = new Simulation({ seed: 1, functions, ...options });
  const ledger = new Ledger();
  const addresses = { to: CUSTOMERS[0], from: CARE, channel: 'sms' } as const;
  simulation.act('agent', () => agent(simulation, ledger, { name: 'agent', identity: 'alice', ...addresses }));
  await simulation.pass(10 * 60_000);
  const { messageLog } = simulation.world;
  simulation.dispose();
  return { simulation, ledger, sent: messageLog.filter(({ direction }) => direction === 'outbound-api').length };
}

test('what nothing befalls is done at the first try', async () => {
  const { simulation, ledger, sent } = await play({ faults: noFaults });
  expect(ledger.asked[0]?.answers[0]).toMatchObject({ status: 201, body: { ok: true } });
  expect([sent, simulation.busy, simulation.strikes, simulation.failures]).toEqual([1, [], [], []]);
});

test.each<[Fault, string | undefined]>([
  ['refused', 'refused'],
  ['too many', 'too many'],
  ['lost', 'lost'],
  ['unanswered', '201 unanswered'],
  ['broken', '201 broken'],
  // Its conversation has been closed meanwhile.
  ['late', '400 late'],
  ['killed before', undefined],
  ['killed meanwhile', '201 killed meanwhile'],
  ['killed after', '201 killed after'],
])('of a message that is %s, Twilio says %s', async (fault, outcome) => {
  const isMessage = (at: string): boolean => /^agent 1 POST Conversations\/Messages \d+$/.test(at);
  const { simulation } = await play({ faults: { befall: (_, at) => (isMessage(at) ? fault : undefined) } });
  const outcomes = simulation.trace.toString().matchAll(/ agent 1 +POST Conversations\/Messages \d+ → (.*)/g);
  expect([...outcomes][0]?.[1]).toBe(outcome);
  expect(simulation.failures).toEqual([]);
});

test('an invariant that does not hold fails the history, and of its faults only those are told that it takes', async () => {
  const invariants: Invariant[] = [
    ({ strikes }) => (strikes.some(({ fault }) => fault === 'broken') ? ['something broke'] : []),
  ];
  let failing: History | undefined;
  for (let seed = 1; !failing; seed += 1) {
    const history = await playHistory({ seed, functions, invariants });
    if (history.failures.length > 0 && history.strikes.length > 2) failing = history;
  }
  const smallest = await shrink(failing, { functions, invariants });
  expect(smallest?.failures).toEqual(['something broke']);
  // The call that breaks may be one that only another fault leads to.
  expect(smallest?.strikes.length).toBeLessThan(failing.strikes.length);
  expect(smallest?.strikes.at(-1)).toMatchObject({ fault: 'broken' });
});

test.each([50, 200])(
  'as many reminders as a request may have all go where a call takes %s ms',
  async (milliseconds) => {
    const simulation = new Simulation({ seed: 1, functions, latency: milliseconds / 2 });
    const reminders = Array.from({ length: MOST_REMINDERS }, (_, index) => {
      const number = `+1415555${String(2_000 + index)}`;
      return { key: number, channel: 'sms', to: number, from: CARE, body: 'See you tomorrow at 9.' };
    });
    let results: unknown[] | undefined;
    simulation.act('crm', async () => {
      const key = { authorization: `Bearer ${SYSTEM_KEY}` };
      const answer = await simulation.request('crm', 'reminders', { reminders }, key);
      ({ results } = answer!.body as { results: unknown[] });
    });
    await simulation.pass(60_000);
    expect(results).toEqual(reminders.map(({ key }) => expect.objectContaining({ ok: true, key }) as object));
    simulation.dispose();
  },
);
