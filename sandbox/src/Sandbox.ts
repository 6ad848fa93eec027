import type { World } from './World';
import type { SeedName } from './seed/seed';
import type { WorldState } from './state/worldState';

export interface Sandbox {
  url: string;
  port: number;
  readonly world: World;
  /** Begins anew, with the same seed or with this one; browsers that were signed in have to sign in again. */
  reset(seed?: SeedName): void;
  /** Everything that a state file keeps, as JSON; the sandbox goes on. */
  snapshot(): WorldState;
  /** Goes on from a snapshot; browsers that were signed in have to sign in again. Throws where it is none. */
  restore(state: WorldState): void;
  /** Drops every websocket, as a lost connection does. */
  dropSockets(): void;
  close(): Promise<void>;
}
