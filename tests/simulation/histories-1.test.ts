import { playSeeds, seedsOf } from './playSeeds';

test('whatever goes wrong, the invariants hold', () => playSeeds(seedsOf(0, 2)), 600_000);
