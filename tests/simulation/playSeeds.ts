// The histories of `npm test`, a share of them for each test file, which run side by side. `SEED=123 npx jest
// tests/simulation` plays that one alone, and SEEDS=5000 so many.
import { Player } from './Player';

const { SEED, SEEDS = '1000' } = process.env;

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
  const all = Array.from({ length: Number(SEEDS) }, (_, index) => index + 1);
  return all.filter((seed) => seed % shares === share);
}

/** Throws with the first history that fails. */
export async function playSeeds(seeds: number[]): Promise<void> {
  const player = new Player();
  try {
    const sometimes = await player.play('histories', { seeds });
    if (SEED === undefined && seeds.length >= 100)
      expect(SOMETIMES.filter((name) => sometimes[name] === undefined)).toEqual([]);
  } finally {
    player.close();
  }
}
