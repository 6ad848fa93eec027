import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';

import { Backend } from './backend';
import type { Fault } from './FaultProxy';
import { PATHS } from './paths';
import type { Path, PathAnswer } from './paths/Path';

const MINUTE = 60_000;
jest.setTimeout(5 * MINUTE);

const DOCUMENT = path.resolve(__dirname, '../../docs/failures.md');
/** With `UPDATE_FAILURES=1` the document is written anew: the sections of the paths that run (`-t`), and the others stay. */
const isUpdate = process.env.UPDATE_FAILURES === '1';

/** So many worlds fail side by side: most of the time they wait. */
const WORLDS = 8;

const REFUSED = { status: 400, body: { code: 20001, message: 'no', status: 400 } };
const FAILURES: { name: string; fault: Pick<Fault, 'reaches' | 'answer'> }[] = [
  { name: 'refused', fault: { reaches: false, answer: REFUSED } },
  { name: '500, not done', fault: { reaches: false, answer: { status: 500 } } },
  { name: '500, done', fault: { reaches: true, answer: { status: 500 } } },
  { name: 'silent, not done', fault: { reaches: false, answer: 'silence' } },
  { name: 'silent, done', fault: { reaches: true, answer: 'silence' } },
];

let backends: Backend[] = [];
beforeAll(async () => {
  const settings = Object.assign({}, ...PATHS.map((one) => one.settings)) as Record<string, unknown>;
  const variables = Object.assign({ TWILIO_CALL_MILLISECONDS: '2000' }, ...PATHS.map((one) => one.variables)) as Record<
    string,
    string
  >;
  // One after the other: each builds the functions into the same folder.
  for (let world = 0; world < WORLDS; world += 1) {
    backends.push(await Backend.start({ isCold: false, settings, variables }));
  }
});
afterAll(async () => {
  await Promise.all(backends.map((backend) => backend.close()));
  backends = [];
});

/** One call of the path: `POST Conversations/Messages`, the second of its name where `before` is 1. */
interface Step {
  label: string;
  before: number;
}

const labelOf = (name: string): string => {
  const [method, address = ''] = name.split(' ');
  const resources = address.split('/').filter((part) => /^([A-Z][A-Za-z]+|validate)$/.test(part));
  const label = resources.filter((part) => !['Services', 'Accounts', 'Workspaces'].includes(part)).join('/');
  // One task, and not the search, which is limited.
  return `${method} ${label}${/\/Tasks\/WT\w+$/.test(address) ? '/WT' : ''}`;
};

/** Calls of one trip come in any order. */
async function stepsOf(backend: Backend, { prepare }: Path): Promise<Step[]> {
  backend.reset();
  const send = await prepare(backend);
  await backend.proxy.quiet();
  backend.proxy.reset();
  backend.proxy.latency = 100;
  expect(await send()).toMatchObject({ isDone: true });
  await backend.proxy.quiet();
  const calls = backend.proxy.calls.map(({ name, trip }) => ({ label: labelOf(name), trip }));
  const ordered = calls.sort((one, other) => one.trip - other.trip || one.label.localeCompare(other.label));
  return ordered.map(({ label }, index) => ({
    label,
    before: ordered.slice(0, index).filter((other) => other.label === label).length,
  }));
}

const stepName = ({ label, before }: Step): string => (before === 0 ? label : `${label} (${before + 1})`);

/** Customers who are left with nobody: in a conversation that none of ours sees. */
function stranded(backend: Backend): string[] {
  const { conversations, openTasks } = backend.state();
  const resting = [...backend.sandbox.world.interactions.values()].filter(({ channel }) =>
    ['inactive', 'pause'].includes(channel.status),
  );
  return conversations
    .filter(
      ({ state, participants }) => state !== 'closed' && [...participants.values()].some((one) => one.messagingBinding),
    )
    .filter(({ sid, webhooks, attributes }) => {
      const hasTask = openTasks.some((task) => task.attributes['conversationSid'] === sid);
      const isWaiting = [...webhooks.values()].some(({ configuration }) =>
        /\/(outreach-reply|conversation-events)$/.test(configuration.url ?? ''),
      );
      const isResting = resting.some(({ channel }) => channel.mediaSid === sid);
      return !hasTask && !isWaiting && !isResting && !attributes.includes('"leftHalfDone":true');
    })
    .map(({ sid }) => sid);
}

/** As if all that functions have begun, they had begun a minute ago. */
async function minuteLater(backend: Backend): Promise<void> {
  const { world, twilio } = backend.sandbox;
  const before = new Date(Date.now() - MINUTE).toISOString();
  for (const { sid, attributes } of backend.state().conversations) {
    const aged = attributes.replace(/"startedAt":"[^"]*"/, `"startedAt":"${before}"`);
    if (aged !== attributes) world.services.conversations.update(sid, { attributes: aged });
  }
  const { documents } = twilio.sync.v1.services('default');
  for (const { sid, data } of await documents.list()) {
    const { startedAt } = data as { startedAt?: string };
    if (startedAt !== undefined) await documents(sid).update({ data: { ...(data as object), startedAt: before } });
  }
}

interface Outcome {
  /** What the table says. */
  cell: string;
  /** What must never happen, and did. */
  harm: string[];
}

async function failOnce(backend: Backend, { prepare, messages }: Path, step: Step, fault: Fault): Promise<Outcome> {
  backend.reset();
  const send = await prepare(backend);
  await backend.proxy.quiet();
  const sentBefore = backend.state().messagesSent.length;
  const sent = () => backend.state().messagesSent.length - sentBefore;
  const harm: string[] = [];
  const look = (when: string): void => {
    if (sent() > messages) harm.push(`${when}: ${sent()} messages`);
    if (stranded(backend).length > 0) harm.push(`${when}: a customer is left with nobody`);
  };

  backend.proxy.reset();
  backend.proxy.fail(fault);
  let answer: PathAnswer = await send();
  await backend.proxy.quiet();
  let cell = answer.outcome;
  look('after the failure');

  for (const pause of [false, true]) {
    if (answer.isDone) break;
    if (pause) await minuteLater(backend);
    answer = await send();
    await backend.proxy.quiet();
    cell += ` → ${pause ? 'later: ' : ''}${answer.outcome}`;
    look('after the same request again');
  }
  if (!answer.isDone) harm.push('the same request again does not end well');
  if (sent() !== messages) harm.push(`at the end: ${sent()} messages`);
  return { cell, harm: harm.map((what) => `${stepName(step)}: ${what} (${cell})`) };
}

/** Runs all of them, each in the next world that is free. */
async function inWorlds<T>(jobs: ((backend: Backend) => Promise<T>)[]): Promise<T[]> {
  const results: T[] = [];
  const queue = jobs.map((job, index) => ({ job, index }));
  const ended = await Promise.allSettled(
    backends.map(async (backend) => {
      for (let next = queue.shift(); next; next = queue.shift()) results[next.index] = await next.job(backend);
    }),
  );
  // Not before the others have ended too: the worlds are the next test's.
  for (const one of ended) if (one.status === 'rejected') throw one.reason;
  return results;
}

/** Padded as Prettier does it. */
function table(rows: string[][]): string {
  const widths = rows[0]!.map((_, column) => Math.max(3, ...rows.map((row) => row[column]!.length)));
  const line = (row: string[]): string => `| ${row.map((cell, column) => cell.padEnd(widths[column]!)).join(' | ')} |`;
  const [head, ...body] = rows.map(line);
  return [head, line(widths.map((width) => '-'.repeat(width))), ...body].join('\n');
}

const INTRODUCTION = `# What happens when Twilio fails

Written by \`tests/serverless/failures.test.ts\`, which lets each call of Twilio's API fail once on each path: refused (400); broken (500) and silent (no answer in time), each before and after Twilio has done what was asked. After \`→\` stands what the same request came to when it was sent again, \`later\` more than 20 seconds after. In none of these cases does a customer get a message twice, or stay in a conversation that has neither a task, nor a webhook for the reply, nor our mark for the clean-up. \`UPDATE_FAILURES=1 npx jest tests/serverless/failures.test.ts\` writes this file.
`;

/** What the document says of a path now. */
const written = (name: string): string =>
  readFileSync(DOCUMENT, 'utf8')
    .split(/^(?=## )/m)
    .find((section) => section.startsWith(`## ${name}\n`)) ?? '';

/**
 * The calls that a section tells of, in any order. What comes of each is asserted as harm or none, not by the document:
 * whether a repeat finds the first request at work or done is a matter of milliseconds.
 */
const callsOf = (section: string): string[] => (section.match(/^\| [A-Z]+ \S.*?(?= +\|)/gm) ?? []).sort();

const sections = new Map<string, string>();

describe.each(PATHS.map((one) => [one.name, one] as const))('%s', (name, one) => {
  it('does no harm, whichever call fails, and ends well when it is asked for again', async () => {
    const steps = await stepsOf(backends[0]!, one);
    const outcomes = await inWorlds(
      steps.flatMap((step) =>
        FAILURES.map(({ fault }) => (backend: Backend) => {
          const request = { test: (call: string) => labelOf(call) === step.label };
          return failOnce(backend, one, step, { ...fault, request, skip: step.before });
        }),
      ),
    );
    const rows = steps.map((step, row) => [
      stepName(step),
      ...FAILURES.map((_, column) => outcomes[row * FAILURES.length + column]!.cell),
    ]);
    const section = `## ${name}\n\n${table([['call', ...FAILURES.map((failure) => failure.name)], ...rows])}\n`;
    sections.set(name, section);
    expect(outcomes.flatMap(({ harm }) => harm)).toEqual([]);
    if (!isUpdate) expect(callsOf(written(name))).toEqual(callsOf(section));
  });
});

afterAll(() => {
  if (isUpdate) {
    const all = PATHS.map(({ name }) => sections.get(name) ?? `${written(name).trimEnd()}\n`);
    writeFileSync(DOCUMENT, [INTRODUCTION, ...all].join('\n'));
  }
});
