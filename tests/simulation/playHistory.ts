// Plays one history: actors under faults, then a time without faults in which all comes to rest, then the invariants.
import { agent } from './actors/agent';
import { customer, newcomer } from './actors/customer';
import { plugin } from './actors/plugin';
import { system } from './actors/system';
import { taskRouter } from './actors/taskRouter';
import { visitor } from './actors/visitor';
import { CARE, CUSTOMERS } from './account';
import { Chance } from './Chance';
import { faultsByChance } from './Faults';
import type { Faults, Strike } from './Faults';
import { INVARIANTS } from './invariants';
import type { Invariant } from './invariants';
import { Ledger } from './Ledger';
import { Simulation } from './Simulation';
import type { Sometimes } from './Sometimes';
import type { Functions } from './functions';

const FAULTY_MILLISECONDS = 2 * 60_000;
/** Longer than any actor and any late webhook takes. */
const CALM_MILLISECONDS = 22 * 60_000;
const AT_REST_MILLISECONDS = 10 * 60_000;
const AGENTS = ['alice', 'bob', 'sue'] as const;

export interface HistoryOptions {
  seed: number;
  functions: Functions;
  /** By chance where they are left out. */
  faults?: Faults;
  sometimes?: Sometimes;
  invariants?: readonly Invariant[];
  /** Nobody is signed in whose plugin asks for a sweep. */
  isUnswept?: boolean;
  /** Done when all has come to rest, before the invariants are looked at. */
  atRest?: (simulation: Simulation) => Promise<void>;
}

export interface History {
  seed: number;
  /** Sentences; none is to be here. */
  failures: string[];
  strikes: Strike[];
  trace: string;
  hash: string;
}

/** Customers whom nobody serves are told so. */
function tellUnserved({ world }: Simulation): void {
  const { messaging_controls: settings } = world.uiAttributes as { messaging_controls: object };
  const inbound = { unservedAnswer: 'Sorry, all of us are busy.' };
  world.uiAttributes = { ...world.uiAttributes, messaging_controls: { ...settings, inbound } };
}

export async function playHistory(options: HistoryOptions): Promise<History> {
  const { seed, functions, faults, sometimes, invariants = INVARIANTS, isUnswept = false, atRest } = options;
  const chance = new Chance(`${seed} history`);
  // Many faults, few, or none: rare ones meet what only a long history leads to.
  const rate = chance.pick([0, 0.02, 0.05, 0.1, 0.2]);
  const simulation = new Simulation({ seed, functions, faults: faults ?? faultsByChance(chance, rate), sometimes });
  // Mostly Twilio's answer takes longer on its way than the customer into the conversation.
  simulation.world.initializingMilliseconds = simulation.chance.of('initializing').pick([0, 20, 150, 1_000, 5_000]);
  const ledger = new Ledger();
  try {
    for (const number of CUSTOMERS) customer(simulation, number);
    AGENTS.forEach((identity, index) => {
      // Now and then two who want to write to the same customer.
      const to = chance.pick(CUSTOMERS);
      const name = `agent ${index + 1}`;
      simulation.act(name, () => agent(simulation, ledger, { name, identity, channel: 'sms', to, from: CARE }));
    });
    const others = chance.between(0, 2);
    for (let index = 1; index <= others; index += 1) {
      const kind = chance.pick(['newcomer', 'system', 'visitor']);
      const name = `${kind} ${index}`;
      const to = chance.pick(CUSTOMERS);
      simulation.act(name, () => {
        if (kind === 'newcomer') return newcomer(simulation, name, { from: to, to: CARE });
        return kind === 'system' ? system(simulation, ledger, name, to) : visitor(simulation, name, to);
      });
    }
    const cancelled = simulation.chance.of('cancelled');
    if (cancelled.happens(0.3)) {
      if (cancelled.happens(0.5)) tellUnserved(simulation);
      simulation.act('task router', () => taskRouter(simulation, 3));
    }
    if (!isUnswept) simulation.act('plugin', () => plugin(simulation, 'sue', 4));
    await simulation.pass(FAULTY_MILLISECONDS);
    simulation.endFaults();
    await simulation.pass(CALM_MILLISECONDS);
    if (atRest) {
      simulation.act('at rest', () => atRest(simulation));
      await simulation.pass(AT_REST_MILLISECONDS);
    }
    for (const holds of invariants) for (const sentence of holds(simulation, ledger)) simulation.fail(sentence);
    const { failures, strikes, trace } = simulation;
    return { seed, failures, strikes, trace: trace.toString(), hash: trace.hash };
  } finally {
    simulation.dispose();
  }
}
