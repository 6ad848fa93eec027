// The other side of `Player`: plays one task after the other, as they come.
import { loadFunctions } from './functions';
import { TASKS } from './tasks';
import type { Tasks } from './tasks';

export interface Order {
  id: number;
  task: keyof Tasks;
  given: never;
}

export type Report = { id: number } & ({ result: unknown } | { error: string });

const loading = loadFunctions();

async function play({ id, task, given }: Order): Promise<Report> {
  try {
    return { id, result: await TASKS[task](await loading, given) };
  } catch (error) {
    return { id, error: error instanceof Error ? error.message : String(error) };
  }
}

let last: Promise<unknown> = Promise.resolve();
process.on('message', (order: Order) => {
  last = last.then(async () => process.send!(await play(order)));
});

// Nobody waits for the rest.
process.on('disconnect', () => process.exit());
