// The histories of `npm test`, a share of them for each test file, which run side by side. `SEED=123 npx jest
// tests/simulation` plays that one alone, and SEEDS=5000 so many.
import { Sometimes } from './Sometimes';
import { loadFunctions } from './functions';
import { playHistory } from './playHistory';
import { tellFailure } from './tellFailure';

const { SEED, SEEDS = '200' } = process.env;

/** What has to happen in some history of each share. */
const SOMETIMES = [
  'agent clicked twice',
  'agent gave up',
  'request repeated',
  'supervisor started for a colleague',
  'customer answered at once',
  'customer answered late',
  'customer wrote first',
  'reminder sent',
  'form sent',
  'janitor found halfMade',
  'call late',
  'call lagging',
  'function killed during a call',
];

/** @param share from 0, of so many */
export function seedsOf(share: number, shares: number): number[] {
  if (SEED !== undefined) return share === 0 ? [Number(SEED)] : [];
  return Array.from({ length: Number(SEEDS) }, (_, index) => index + 1).filter((seed) => seed % shares === share);
}

/** Throws with the first history that fails. */
export async function playSeeds(seeds: number[]): Promise<void> {
  const functions = await loadFunctions();
  const sometimes = new Sometimes();
  for (const seed of seeds) {
    const history = await playHistory({ seed, functions, sometimes });
    if (history.failures.length > 0) throw new Error(await tellFailure(history, functions));
  }
  if (SEED === undefined && seeds.length >= 100)
    expect(SOMETIMES.filter((name) => sometimes.count(name) === 0)).toEqual([]);
}
