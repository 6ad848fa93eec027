// The faults of a share of the paths, for each of the test files, which run side by side. PAIRS=1 plays every pair, and
// UPDATE_FAILURES=1 writes docs/failures.md.
import { sectionOf, write, written } from './failuresDocument';
import { chosen, pairsOf, singlesOf } from './faultsOfPath';
import type { Strike } from './Faults';
import { loadFunctions } from './functions';
import type { Functions } from './functions';
import { PATHS } from './paths';
import type { Path } from './paths/Path';
import type { PathHistory } from './playPath';
import { playPath } from './playPath';

const { PAIRS = '0', UPDATE_FAILURES } = process.env;
/** With `UPDATE_FAILURES=1` one file writes all. */
const isUpdate = UPDATE_FAILURES === '1';

/** @param share from 0, of so many */
export const pathsOf = (share: number, shares: number): readonly Path[] =>
  isUpdate ? (share === 0 ? PATHS : []) : PATHS.filter((_, index) => index % shares === share);

const tell = (strikes: readonly Strike[], { failures, trace }: PathHistory): string =>
  [...strikes.map(({ at, fault }) => `${fault}: ${at}`), ...failures.map((sentence) => `  ${sentence}`), trace].join(
    '\n',
  );

/** Throws with the first history in which something does not hold. */
async function play(path: Path, functions: Functions): Promise<void> {
  const all = await singlesOf(path, functions);
  for (const { strike, history, alone } of all.singles) {
    for (const one of [history, alone]) if (one && one.failures.length > 0) throw new Error(tell([strike], one));
  }
  const section = sectionOf(path, all);
  if (isUpdate) write(path, section);
  else expect(written(path)).toBe(section);
  for (const { strikes, isAnswered } of chosen(path, pairsOf(all), Number(PAIRS))) {
    const history = await playPath(path, { functions, strikes, isAnswered });
    if (history.failures.length > 0) throw new Error(tell(strikes, history));
  }
}

export function testFailures(paths: readonly Path[]): void {
  let functions: Functions;
  beforeAll(async () => {
    functions = await loadFunctions();
  });
  test.each(paths.map((path) => [path.name, path] as const))(
    '%s does no harm, whichever calls fail, and ends well',
    (_, path) => play(path, functions),
    3_600_000,
  );
}
