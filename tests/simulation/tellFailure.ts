// What a failing history says: its seed, what does not hold, the fewest faults that lead there, and the trace.
import fc from 'fast-check';

import { givenFaults } from './Faults';
import type { Strike } from './Faults';
import type { Functions } from './functions';
import { playHistory } from './playHistory';
import type { History, HistoryOptions } from './playHistory';

const LONGEST_MILLISECONDS = 60_000;

/** The same history with ever fewer of its faults, as long as it fails. Undefined where it does not fail any more. */
export async function shrink(
  { seed, strikes }: History,
  options: Omit<HistoryOptions, 'seed' | 'faults' | 'sometimes'>,
): Promise<History | undefined> {
  let smallest: History | undefined;
  const holds = async (chosen: Strike[]): Promise<boolean> => {
    const history = await playHistory({ ...options, seed, faults: givenFaults(chosen) });
    if (history.failures.length > 0) smallest = history;
    return history.failures.length === 0;
  };
  const property = fc.asyncProperty(fc.subarray(strikes), holds);
  const limit = { interruptAfterTimeLimit: LONGEST_MILLISECONDS };
  await fc.check(property, { ...limit, seed, examples: [[strikes]], numRuns: 1 });
  return smallest;
}

export async function tellFailure(history: History, functions: Functions): Promise<string> {
  const { seed } = history;
  const { failures, strikes, trace } = (await shrink(history, { functions })) ?? history;
  return [
    `The history of seed ${seed} fails (SEED=${seed} npx jest tests/simulation plays it again):`,
    ...history.failures.map((sentence) => `  ${sentence}`),
    `It takes ${strikes.length} of its ${history.strikes.length} faults:`,
    ...strikes.map(({ at, fault }) => `  ${fault}: ${at}`),
    ...failures.map((sentence) => `  ${sentence}`),
    trace,
  ].join('\n');
}
