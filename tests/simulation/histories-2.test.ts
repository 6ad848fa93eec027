import { playSeeds, seedsOf } from './playSeeds';

test('whatever goes wrong, the invariants hold', () => playSeeds(seedsOf(1, 2)), 600_000);
