// `npm run soak -- [--minutes 3] [--seed 1]`: plays a soak, writes what came of it into docs/reliability.md, and fails where
// anything is lost, doubled or unexplained.
import { execFileSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';

import { table, writeSection } from '../../scripts/reliabilityDocument';
import { Soak } from './Soak';
import type { SoakOptions, SoakReport } from './Soak';
import type { Outcome } from './SoakLedger';

const ROOT = path.join(__dirname, '../..');
const LOG = path.join(ROOT, 'test-results/soak.log');
const OUTCOMES: readonly Outcome[] = ['ok', 'recovered', 'not done', 'lost', 'doubled'];

function wanted(): { minutes: number; seed: number } {
  const options = { minutes: { type: 'string', default: '3' }, seed: { type: 'string', default: '1' } } as const;
  const { values } = parseArgs({ options });
  const minutes = Number(values.minutes);
  const seed = Number(values.seed);
  if (!(minutes > 0)) throw new Error(`--minutes takes a number above 0, not "${values.minutes}".`);
  if (!Number.isInteger(seed)) throw new Error(`--seed takes a whole number, not "${values.seed}".`);
  return { minutes, seed };
}

const ends = ({ left }: SoakReport): string =>
  left.length === 0
    ? 'The last sweep found nothing more to see to.'
    : `The last sweep still found ${left.map(({ finding, rest, error }) => `${finding} (${rest ?? error})`).join(', ')}.`;

const sum = (report: SoakReport, outcome: Outcome): number =>
  Object.values(report.rows).reduce((all, row) => all + row[outcome], 0);

function text({ agents, withSdk, customers, seed }: SoakOptions, minutes: number, report: SoakReport): string {
  const { rows, faults, requests, unexplained } = report;
  const struck = Object.entries(faults).sort(([a], [b]) => a.localeCompare(b));
  return [
    '`npm run soak` wrote this. The built functions run in the real Functions runtime and are asked over HTTP, in real time; the sandbox stands for Twilio, with its faults and its websockets.',
    `${agents} agents (${withSdk} of them with the real Conversations SDK), ${customers} customers, a system and a website's visitors, for ${minutes === 1 ? 'a minute' : `${minutes} minutes`} with faults, seed ${seed}; then ${report.minutes} minutes of the sandbox's time without, with a sweep every five. ${ends(report)} The functions answered ${requests} requests and webhooks.`,
    table([
      ['what', ...OUTCOMES],
      ...Object.entries(rows).map(([what, row]) => [what, ...OUTCOMES.map((outcome) => row[outcome])]),
      ['all', ...OUTCOMES.map((outcome) => sum(report, outcome))],
    ]),
    `Unexplained: ${unexplained.length}.`,
    [
      '- **ok**: whoever asked was told that it is done, and it is there, once. Of a customer’s message: it has become a task, or came into one.',
      '- **recovered**: nobody was told, as where the answer got lost, and it is there, once. Of a customer’s message: a lease or a sweep brought it to a person.',
      '- **not done**: whoever asked was told so, or gave up, and nothing is there.',
      '- **lost**: told that it is done, and it is not there; or a customer’s message that nobody had.',
      '- **doubled**: there more than once.',
      '- **unexplained**: all else that must not be, such as somebody alone in an open conversation, an answer that is not true, or a function that broke down.',
    ].join('\n'),
    `What went wrong on purpose: ${struck.map(([what, times]) => `${what} (${times})`).join(', ')}.`,
    '```sh\nnpm run soak -- --minutes 10 --seed 7\n```\n\nThe seed decides who does what and which request fails; when each thing happens is up to the computer, so that a soak with the same seed is a similar one, and not the same. What is not as it must be is in `test-results/soak.log`.',
  ].join('\n\n');
}

async function main(): Promise<void> {
  const { minutes, seed } = wanted();
  execFileSync(process.execPath, [path.join(ROOT, 'scripts/build-functions.cjs')]);
  const options = {
    seed,
    milliseconds: minutes * 60_000,
    agents: 20,
    withSdk: 4,
    customers: 200,
    kills: Math.ceil(2 * minutes),
  };
  console.log(`${minutes} min with faults, seed ${seed}; then about a minute without.`);
  const report = await Soak.run(options);
  console.table(report.rows);
  const { unexplained, log } = report;
  const wrong = sum(report, 'lost') + sum(report, 'doubled') + unexplained.length;
  if (wrong > 0) {
    mkdirSync(path.dirname(LOG), { recursive: true });
    writeFileSync(LOG, [...unexplained, ...log].join('\n'));
    console.error(unexplained.join('\n'));
    console.error(
      `${wrong} things are not as they must be: "npm run soak -- --minutes ${minutes} --seed ${seed}" plays a similar one again. ${LOG} tells more.`,
    );
    process.exitCode = 1;
    return;
  }
  await writeSection('What a soak came to', text(options, minutes, report));
  console.log('Nothing is lost, doubled or unexplained. The figures are in docs/reliability.md.');
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});
