// The faults of a share of the paths, for each of the test files, which run side by side, and of their pairs a sample,
// the same each time. PAIRS=1 plays every pair, and UPDATE_FAILURES=1 writes docs/failures.md.
import { write, written } from './failuresDocument';
import { PATHS } from './paths';
import type { Path } from './paths/Path';
import { Player } from './Player';

const { PAIRS = '0.003', UPDATE_FAILURES } = process.env;
/** With `UPDATE_FAILURES=1` one file writes all. */
const isUpdate = UPDATE_FAILURES === '1';

/** @param share from 0, of so many */
export const pathsOf = (share: number, shares: number): readonly Path[] =>
  isUpdate ? (share === 0 ? PATHS : []) : PATHS.filter((_, index) => index % shares === share);

export function testFailures(paths: readonly Path[]): void {
  let player: Player;
  beforeAll(() => {
    player = new Player();
  });
  afterAll(() => player.close());
  test.each(paths.map((path) => [path.name, path] as const))(
    '%s does no harm, whichever calls fail, and ends well',
    async (name, path) => {
      const section = await player.play('failures', { name, pairs: Number(PAIRS) });
      if (isUpdate) write(path, section);
      else expect(written(path)).toBe(section);
    },
    24 * 3_600_000,
  );
}
