import type { World } from '../World';
import { fromStateJson, isData, toStateJson } from './stateJson';
import type { Json } from './stateJson';

/** What a state file holds. The names of `world` and its records are those of `World` and of `model/`. */
export interface WorldState {
  version: 2;
  /** Milliseconds by which the world's time is ahead of the computer's. */
  ahead: number;
  world: Record<string, Json>;
  /** What services keep besides, by the name that they gave it. */
  kept: Record<string, Json>;
}

/** The parts of a world that are not data, and those that each start sets anew. */
const NOT_KEPT: readonly string[] = [
  ...['clock', 'events', 'timeline', 'faults', 'services', 'routes', 'sockets', 'twilsock', 'eventBridgeRoutes'],
  ...['account', 'plugins', 'features', 'interactionRules', 'origin', 'hosts', 'port', 'webhookLog'],
  ...['kept', 'restorations', 'endings', 'initializingMilliseconds'],
];

/** Puts what was saved into the collection that is there, so that whoever holds it sees it. */
function refill(present: unknown, saved: unknown): boolean {
  if (present instanceof Map && saved instanceof Map) {
    present.clear();
    for (const [key, value] of saved) present.set(key, value);
  } else if (present instanceof Set && saved instanceof Set) {
    present.clear();
    for (const value of saved) present.add(value);
  } else if (Array.isArray(present) && Array.isArray(saved)) present.splice(0, present.length, ...(saved as unknown[]));
  else return false;
  return true;
}

/** Throws with one sentence, about `name`, where this is no state that can be gone on from. */
export function expectState(state: unknown, name = 'This'): asserts state is WorldState {
  const { version, world, kept } = (state ?? {}) as Partial<WorldState>;
  if (version !== 2 || typeof world !== 'object' || typeof kept !== 'object') {
    throw new Error(`${name} is not a state of this version of the sandbox.`);
  }
}

export function saveWorld(world: World): WorldState {
  const data = Object.entries(world).filter(([name, value]) => !NOT_KEPT.includes(name) && isData(value));
  return {
    version: 2,
    ahead: world.clock.ahead,
    world: Object.fromEntries(data.map(([name, value]) => [name, toStateJson(value)])),
    kept: Object.fromEntries([...world.keptCollections].map(([name, value]) => [name, toStateJson(value)])),
  };
}

/** Fills a world that has its services but no data yet, and lets the services take up their work where it was left. */
export function loadWorld(world: World, state: WorldState): void {
  world.clock.startAhead(state.ahead);
  const fields = world as unknown as Record<string, unknown>;
  for (const [name, json] of Object.entries(state.world)) {
    const saved = fromStateJson(json);
    if (!refill(fields[name], saved)) fields[name] = saved;
  }
  for (const [name, json] of Object.entries(state.kept)) refill(world.keptCollections.get(name), fromStateJson(json));
  world.restored();
}
