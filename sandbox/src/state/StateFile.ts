import fs from 'node:fs';
import path from 'node:path';

import type { World } from '../World';
import { expectState, saveWorld } from './worldState';
import type { WorldState } from './worldState';

const QUIET_MS = 500;
/** Time in which whatever is on its way, such as the delivery of a message, arrives. */
const SETTLE_MS = 1000;

/** Keeps a world in a file: a moment after each change, and when it ends. */
export class StateFile {
  private isPlanned = false;

  constructor(readonly file: string) {}

  /** Undefined where there is no file yet. Throws with one sentence where it cannot be read. */
  read(): WorldState | undefined {
    if (!fs.existsSync(this.file)) return undefined;
    let state: unknown;
    try {
      state = JSON.parse(fs.readFileSync(this.file, 'utf8'));
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      throw new Error(`${this.file} could not be read: ${reason}`, { cause: error });
    }
    expectState(state, this.file);
    return state;
  }

  /** From now on this world is kept. */
  follow(world: World): void {
    this.isPlanned = false;
    world.timeline.onAdded(() => {
      if (this.isPlanned) return;
      this.isPlanned = true;
      world.clock.afterReal(QUIET_MS, () => {
        this.isPlanned = false;
        try {
          this.write(world);
        } catch (error) {
          console.error(`The state could not be kept in ${this.file}:`, error);
        }
      });
    });
    this.write(world);
  }

  /** Lets what is on its way arrive, and keeps the result. */
  end(world: World): void {
    world.clock.advance(SETTLE_MS);
    world.clock.startAhead(world.clock.ahead - SETTLE_MS);
    this.write(world);
  }

  private write(world: World): void {
    fs.mkdirSync(path.dirname(this.file), { recursive: true });
    // Written beside and renamed, so that a sandbox which is killed leaves the state before.
    const unfinished = `${this.file}.part`;
    fs.writeFileSync(unfinished, JSON.stringify(saveWorld(world), undefined, 1));
    fs.renameSync(unfinished, this.file);
  }
}
