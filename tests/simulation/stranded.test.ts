// Histories under faults, with whatever mends them taken out: of whom they leave alone the trace says where and why. And in
// those that came to rest it calls nothing broken.
import { Player } from './Player';

jest.setTimeout(24 * 3_600_000);

const { SEEDS = '60' } = process.env;
const seeds = Array.from({ length: Number(SEEDS) }, (_, index) => index + 1);

let player: Player;
beforeAll(() => {
  player = new Player();
});
afterAll(() => player.close());

test('whom a history strands, the trace finds, with the step and the cause', async () => {
  const { found, missed } = await player.play('strandedIn', { seeds });
  expect(missed).toEqual([]);
  expect(found.length).toBeGreaterThan(2);
});

test('of a history that has come to rest it calls nothing broken', async () => {
  expect(await player.play('alarmsOf', { seeds })).toEqual([]);
});
