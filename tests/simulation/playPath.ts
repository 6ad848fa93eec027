// Plays one path under given faults: the same request again until it is done, and then up to 25 minutes without faults, in which the
// account's webhooks and the sweep of a signed-in plugin see to what is left.
import { CARE } from './account';
import { givenFaults } from './Faults';
import type { Faults, Strike } from './Faults';
import { INVARIANTS, LIVE, noWordIsLost, nobodyIsAlone } from './invariants';
import type { Invariant } from './invariants';
import { Ledger } from './Ledger';
import { Simulation } from './Simulation';
import type { Functions } from './functions';
import type { Path, PathAnswer, Send } from './paths/Path';
import { SAM, WITHOUT_TEXT, ask } from './paths/Path';

const MINUTE = 60_000;
/** Longer than a path takes to where it begins. */
const PREPARE_MILLISECONDS = 30_000;
/** Longer than a function runs. */
const LATER_MILLISECONDS = 25_000;
const CALM_MINUTES = 25;
const SWEEP_MINUTES = 5;
/** Longer than a sweep takes. */
const SWEEP_MILLISECONDS = 12_000;

export interface PathOptions {
  functions: Functions;
  strikes?: readonly Strike[];
  /** Whether the request is sent again, at once and later; it is where this is left out. */
  isRepeated?: boolean;
  /** Whether the customer answers each message at once. */
  isAnswered?: boolean;
}

export interface PathHistory {
  /** Of the first time that the request was sent, and of the others. */
  answers: PathAnswer[];
  /** Each call that a function made from the first request on, as a strike names it. */
  calls: string[];
  /** Messages to the customer when the first answer had come, and in the end. */
  sent: { first: number; last: number };
  /** Minutes after the first answer until nobody was alone any more, and the run that saw to it. */
  rest: { minutes: number; by: 'nobody' | 'lease' | 'sweep' | 'webhook' };
  /** Sentences; none is to be here. */
  failures: string[];
  trace: string;
}

export async function playPath(path: Path, options: PathOptions): Promise<PathHistory> {
  const { functions, strikes = [], isRepeated = true, isAnswered = false } = options;
  const calls: string[] = [];
  const given = givenFaults(strikes);
  let isBegun = false;
  const faults: Faults = {
    befall(subject, at) {
      if (isBegun && subject === 'call') calls.push(at);
      return given.befall(subject, at);
    },
  };
  const simulation = new Simulation({ seed: 1, functions, faults });
  const ledger = new Ledger();
  const { world } = simulation;
  Object.assign(world.uiAttributes['messaging_controls'] as object, path.settings);
  Object.assign(simulation.context, path.variables);
  try {
    const send = await begin(path, simulation, ledger);
    isBegun = true;
    const messages = () => world.messageLog.filter(({ direction, to }) => direction === 'outbound-api' && to === SAM);
    const before = messages().length;
    const answers: PathAnswer[] = [];
    const sent = { first: 0, last: 0 };
    if (isAnswered) answerAtOnce(simulation);
    simulation.act('caller', async () => {
      answers.push(await send(1));
      sent.first = messages().length - before;
      if (!isRepeated) return;
      const isDone = answers[0]?.isDone === true;
      answers.push(await send(2));
      // Who has been told so twice does not ask a third time.
      if (isDone) return;
      // A second fault may strike what mends the first one: then once more.
      for (let count = 3; count <= 4 && !answers.some((answer) => answer.isDone); count += 1) {
        await simulation.sleep(LATER_MILLISECONDS);
        answers.push(await send(count));
      }
    });
    const rest = await comeToRest(simulation, ledger);
    sent.last = messages().length - before;
    for (const holds of [...INVARIANTS, ofPath(path, { answers, sent: sent.last, isRepeated, isAnswered })]) {
      for (const sentence of holds(simulation, ledger)) simulation.fail(sentence);
    }
    const { failures, trace } = simulation;
    return { answers, calls, sent, rest, failures, trace: trace.toString() };
  } finally {
    simulation.dispose();
  }
}

async function begin(path: Path, simulation: Simulation, ledger: Ledger): Promise<Send> {
  let send: Send | undefined;
  simulation.act('before', async () => {
    send = await path.prepare(simulation, ledger);
  });
  await simulation.pass(PREPARE_MILLISECONDS);
  if (!send) throw new Error(`${path.name} does not begin:\n${simulation.trace.toString()}`);
  return send;
}

/** Until nobody is alone any more, and a sweep has gone over it. */
async function comeToRest(simulation: Simulation, ledger: Ledger): Promise<PathHistory['rest']> {
  const rest: PathHistory['rest'] = { minutes: 0, by: 'nobody' };
  const isAtRest = () => [nobodyIsAlone, noWordIsLost].every((holds) => holds(simulation, ledger).length === 0);
  for (let minute = 1; minute <= CALM_MINUTES; minute += 1) {
    const seen = simulation.trace.toString().length;
    await simulation.pass(MINUTE - SWEEP_MILLISECONDS);
    if (minute % SWEEP_MINUTES === 0) {
      const name = `sweep ${minute / SWEEP_MINUTES}`;
      simulation.act(name, async () => void (await ask(simulation, name, 'sue', ['janitor', {}])));
    }
    await simulation.pass(SWEEP_MILLISECONDS);
    if (!isAtRest()) rest.minutes = minute + 1;
    else if (rest.minutes === minute) rest.by = whoActed(simulation.trace.toString().slice(seen));
    const isOver = minute > SWEEP_MINUTES && isAtRest() && simulation.busy.length === 0;
    if (isOver) return rest;
  }
  return rest;
}

/** A call that makes something, by the run of one who sees to the customer. */
function whoActed(trace: string): PathHistory['rest']['by'] {
  if (/ sweep \d+ +POST (Conv|Inter)/.test(trace)) return 'sweep';
  if (/ webhook onConversationStateUpdated to \S+ \d+ +POST/.test(trace)) return 'lease';
  return 'webhook';
}

/** What must hold of each path beside the invariants of every history. */
const ofPath =
  (
    path: Path,
    {
      answers,
      sent,
      isRepeated,
      isAnswered,
    }: { answers: PathAnswer[]; sent: number; isRepeated: boolean; isAnswered: boolean },
  ): Invariant =>
  ({ world }) => {
    const wanted = path.message === undefined ? 0 : (path.messages ?? 1);
    const isTextMissing = answers.some(({ outcome }) => outcome.endsWith(WITHOUT_TEXT));
    const live = [...world.tasks.values()].filter(({ assignmentStatus }) => LIVE.includes(assignmentStatus));
    const tasks = [...world.conversations.keys()].map(
      (sid) => live.filter(({ attributes }) => attributes['conversationSid'] === sid).length,
    );
    const isDone = answers.some((answer) => answer.isDone);
    // Their answer has begun a conversation of its own, in which they have an agent.
    const isElsewhere = sent === wanted && answers.at(-1)?.outcome === 'CONVERSATION_OPEN';
    const most = Math.max(0, ...tasks);
    return [
      ...(isRepeated && !isDone && !isElsewhere
        ? [`it never ends well: ${answers.map(({ outcome }) => outcome).join(', ')}`]
        : []),
      ...(sent > wanted ? [`${sent} messages are sent, and ${wanted} were to be`] : []),
      ...(isDone && sent < wanted - Number(isTextMissing)
        ? ['the caller was told that it is done, and nothing is sent']
        : []),
      ...(most > path.tasks + (isAnswered && path.isResting ? 1 : 0) ? [`a conversation has ${most} tasks`] : []),
    ];
  };

function answerAtOnce(simulation: Simulation): void {
  const { world } = simulation;
  let count = 0;
  world.events.on('messaging.logged', ({ message }) => {
    if (message.direction !== 'outbound-api' || message.to !== SAM) return;
    count += 1;
    const body = `Answer ${count}`;
    simulation.act(`customer ${count}`, async () => {
      await simulation.sleep(200);
      world.services.messaging.receive({ channel: 'sms', from: SAM, to: CARE, body });
    });
  });
}
