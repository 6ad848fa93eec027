// The faults of one path: each single one, and pairs of which the second strikes a call that is made after the first one
// – in the same run, in the same request again, in a webhook's, or in a sweep.
import { Chance } from './Chance';
import type { Fault, Strike } from './Faults';
import type { Functions } from './functions';
import type { Path } from './paths/Path';
import type { PathHistory } from './playPath';
import { playPath } from './playPath';

/** What changes nothing comes to the same done or not, and late. */
const OF_READS: readonly Fault[] = ['denied', 'refused', 'silent', 'killed after'];
const OF_WRITES: readonly Fault[] = [
  ...(['denied', 'refused', 'broken', 'silent', 'done, silent', 'late', 'killed before', 'killed after'] as const),
];
const READS_IN_PAIRS: readonly Fault[] = ['refused', 'silent', 'killed after'];
const WRITES_IN_PAIRS: readonly Fault[] = ['refused', 'done, silent', 'late', 'killed after'];

/** A token is checked by a POST. */
const isRead = (at: string): boolean => / (GET \S+|POST Tokens\/validate) \d+$/.test(at);

/** A fault of one call, and what came of it. */
export interface Single {
  /** `GET Documents`, the second of its name `GET Documents (2)`. */
  call: string;
  strike: Strike;
  history: PathHistory;
  /** Where the request did not end well, something had been begun, and nobody sent it again. */
  alone: PathHistory | undefined;
}

export interface Singles {
  /** In the order in which they are made. */
  calls: string[];
  singles: Single[];
}

export async function singlesOf(path: Path, functions: Functions): Promise<Singles> {
  const run = path.run ?? 'request 1';
  const nameOf = (at: string): string =>
    at
      .slice(run.length + 1)
      .replace(/ 1$/, '')
      .replace(/ (\d+)$/, ' ($1)');
  const { failures, calls, trace } = await playPath(path, { functions });
  if (failures.length > 0) throw new Error([`${path.name} fails by itself`, ...failures, trace].join('\n'));
  const own = calls.filter((at) => at.startsWith(`${run} `));
  const singles: Single[] = [];
  for (const at of own) {
    const isBegun = own.slice(0, own.indexOf(at) + 1).some((one) => !isRead(one));
    for (const fault of isRead(at) ? OF_READS : OF_WRITES) {
      const strike = { at, fault };
      const history = await playPath(path, { functions, strikes: [strike] });
      const isLeft = isBegun && history.answers[0]?.isDone !== true;
      const alone = isLeft ? await playPath(path, { functions, strikes: [strike], isRepeated: false }) : undefined;
      singles.push({ call: nameOf(at), strike, history, alone });
    }
  }
  return { calls: own.map(nameOf), singles };
}

/** Two faults, and whether the customer answers at once, which they do in every other pair. */
export interface Pair {
  strikes: readonly [Strike, Strike];
  isAnswered: boolean;
}

export function pairsOf({ singles }: Singles): Pair[] {
  return singles.flatMap(({ strike, history: { calls } }) => {
    const first = isRead(strike.at) ? READS_IN_PAIRS : WRITES_IN_PAIRS;
    if (!first.includes(strike.fault)) return [];
    const after = calls.slice(calls.indexOf(strike.at) + 1);
    return after.flatMap((at) =>
      (isRead(at) ? READS_IN_PAIRS : WRITES_IN_PAIRS).map((fault) => ({
        strikes: [strike, { at, fault }] as const,
        isAnswered: new Chance(`${strike.at} ${strike.fault} ${at} ${fault} answered`).happens(0.5),
      })),
    );
  });
}

/** The same share of the pairs each time. */
export const chosen = (path: Path, pairs: readonly Pair[], share: number): Pair[] =>
  pairs.filter(({ strikes }) =>
    new Chance([path.name, ...strikes.flatMap(({ at, fault }) => [at, fault])].join()).happens(share),
  );
