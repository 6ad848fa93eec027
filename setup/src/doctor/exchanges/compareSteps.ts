import type { RecordedExchange, RecordedStep } from './recording';
import { shapeOf } from './shapeOf';
import type { Place, Shape } from './shapeOf';

/** Exchanges that ask the same again, as pages and repeated looks do, or a single one. */
interface Run {
  /** `POST conversations.twilio.com/v1/Services/{IS}/Conversations`. */
  name: string;
  exchanges: RecordedExchange[];
}

const nameOf = ({ method, host, path }: RecordedExchange): string =>
  `${method} ${host}${path.replace(/<([A-Za-z]+)\d*>/g, '{$1}')}`;

function runsOf({ exchanges }: RecordedStep): Run[] {
  const runs: Run[] = [];
  for (const exchange of exchanges) {
    const name = nameOf(exchange);
    const last = runs.at(-1);
    if (last?.name === name && exchange.method === 'GET') last.exchanges.push(exchange);
    else runs.push({ name, exchanges: [exchange] });
  }
  return runs;
}

/**
 * Where a step was answered differently, a sentence each: statuses and error codes, fields that are missing or of
 * another type and, in a probe, what Twilio's words say and in what order. What only one of the two was asked is left
 * out.
 * @param here what to call where `step` was recorded, such as `the account`; `other` is the sandbox's
 */
export function compareSteps(step: RecordedStep, other: RecordedStep, here: string): string[] {
  const left = runsOf(other);
  return runsOf(step).flatMap((run) => {
    const index = left.findIndex(({ name }) => name === run.name);
    const [match] = index === -1 ? [] : left.splice(index, 1);
    return match ? compareRuns(run, match, here, step.kind === 'probe').map((said) => `${run.name}: ${said}`) : [];
  });
}

function compareRuns(run: Run, other: Run, here: string, isProbe: boolean): string[] {
  const [outcome, expected] = [outcomeOf(run), outcomeOf(other)];
  if (outcome !== expected) return [`${outcome} from ${here}, and ${expected} from the sandbox`];
  const shape = shapeOf(bodiesOf(run));
  const sandbox = shapeOf(bodiesOf(other));
  return [
    ...missing(sandbox, shape, here),
    ...missing(shape, sandbox, 'the sandbox'),
    ...otherKinds(shape, sandbox, here, isProbe),
    ...(isProbe ? otherWords(lastOf(run), lastOf(other), here) : []),
  ];
}

/** The status of what was asked last, with Twilio's error code. */
function outcomeOf({ exchanges }: Run): string {
  const answer = exchanges.at(-1)?.answer;
  if (!answer) return 'no answer';
  const { code } = (answer.body ?? {}) as { code?: unknown };
  return answer.status >= 400 && typeof code === 'number' ? `${answer.status} (error ${code})` : String(answer.status);
}

const bodiesOf = ({ exchanges }: Run): unknown[] => exchanges.map(({ answer }) => answer?.body ?? null);
const lastOf = (run: Run): Shape => shapeOf(bodiesOf(run).slice(-1));

const isFilled = (kind: string): boolean => kind !== 'null';
const isObject = (place: Place | undefined): boolean =>
  [...(place?.kinds ?? [])].some((kind) => kind.endsWith('an object'));
/** An item of a list is no field of it: where there is none, nothing can be said. */
const parentOf = (path: string): string | undefined =>
  path.endsWith('[]') ? undefined : path.slice(0, Math.max(path.lastIndexOf('.'), 0));

/** Fields of `from` that `shape` lacks, though it has what they belong to. */
function missing(from: Shape, shape: Shape, where: string): string[] {
  return [...from.keys()].flatMap((path) => {
    const parent = parentOf(path);
    if (path === '' || parent === undefined || shape.has(path) || !isObject(shape.get(parent))) return [];
    return [`${path} is missing from ${where}`];
  });
}

function otherKinds(shape: Shape, sandbox: Shape, here: string, isProbe: boolean): string[] {
  return [...shape].flatMap(([path, { kinds }]) => {
    const expected = sandbox.get(path)?.kinds;
    if (!expected) return [];
    const [ours, theirs] = [kinds, expected].map((all) => [...all].filter(isFilled).map(coarse(isProbe)));
    // What a check finds may be empty in one account and filled in another.
    if (ours!.length === 0 || theirs!.length === 0) {
      if (!isProbe || ours!.length === theirs!.length) return [];
    } else if (ours!.some((kind) => theirs!.includes(kind))) return [];
    return [`${path || 'the body'} is ${list(ours!)} from ${here}, and ${list(theirs!)} from the sandbox`];
  });
}

/** What a check reads is made by people: any text may be an address or a number there. */
const coarse =
  (isProbe: boolean) =>
  (kind: string): string =>
    isProbe || /^(a list|an object|a number|true or false|JSON text)/.test(kind) ? kind : 'text';

const list = (kinds: string[]): string => kinds.join(' or ') || 'null';

function otherWords(shape: Shape, sandbox: Shape, here: string): string[] {
  return [...shape].flatMap(([path, { words }]) => {
    const expected = sandbox.get(path)?.words ?? [];
    if (words.length === 0 || expected.length === 0 || words.join() === expected.join()) return [];
    return [`${path} is ${words.join(', ')} from ${here}, and ${expected.join(', ')} from the sandbox`];
  });
}
