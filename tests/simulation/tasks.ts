// What a player plays on its own, by name; what each takes and comes to is plain data, which goes from process to process.
import { sectionOf } from './failuresDocument';
import { chosen, pairsOf, singlesOf } from './faultsOfPath';
import type { Strike } from './Faults';
import type { Functions } from './functions';
import { PATHS } from './paths';
import { playHistory } from './playHistory';
import type { PathHistory } from './playPath';
import { playPath } from './playPath';
import { rivalsIn } from './rivals';
import { Sometimes } from './Sometimes';
import { alarmsOf, strandedIn } from './stranded';
import { tellFailure } from './tellFailure';

/** Throws with the first history that fails; comes to how often each mark was made. */
async function histories(functions: Functions, { seeds }: { seeds: readonly number[] }) {
  const sometimes = new Sometimes();
  for (const seed of seeds) {
    const history = await playHistory({ seed, functions, sometimes });
    if (history.failures.length > 0) throw new Error(await tellFailure(history, functions));
  }
  return sometimes.all;
}

const hash = async (functions: Functions, { seed }: { seed: number }): Promise<string> =>
  (await playHistory({ seed, functions })).hash;

const tell = (strikes: readonly Strike[], { failures, trace }: PathHistory): string =>
  [...strikes.map(({ at, fault }) => `${fault}: ${at}`), ...failures.map((sentence) => `  ${sentence}`), trace].join(
    '\n',
  );

/**
 * Throws with the first history in which something does not hold; comes to the path's section of docs/failures.md.
 * @param pairs the share of all pairs of faults that is played beside the single ones
 */
async function failures(functions: Functions, { name, pairs }: { name: string; pairs: number }): Promise<string> {
  const path = PATHS.find((one) => one.name === name)!;
  const all = await singlesOf(path, functions);
  for (const { strike, history, alone } of all.singles) {
    for (const one of [history, alone]) if (one && one.failures.length > 0) throw new Error(tell([strike], one));
  }
  for (const { strikes, isAnswered } of chosen(path, pairsOf(all), pairs)) {
    const history = await playPath(path, { functions, strikes, isAnswered });
    if (history.failures.length > 0) throw new Error(tell(strikes, history));
  }
  return sectionOf(path, all);
}

export const TASKS = { histories, hash, failures, strandedIn, alarmsOf, rivalsIn };

export type Tasks = typeof TASKS;
