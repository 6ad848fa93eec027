// docs/failures.md, from what came of every single fault of each path.
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';

import { en } from '../../src/strings/en';
import type { Fault } from './Faults';
import type { Single, Singles } from './faultsOfPath';
import type { Path } from './paths/Path';
import { PATHS } from './paths';
import { WITHOUT_TEXT } from './paths/Path';

const DOCUMENT = path.resolve(__dirname, '../../docs/failures.md');

const INTRODUCTION = `# What happens when Twilio fails

For administrators: what an agent sees when a call of Twilio's API fails, what the customer gets, and who mends it, and when. \`UPDATE_FAILURES=1 npx jest tests/simulation/failures\` writes this file: it lets each call of each path fail alone, in each of these ways, and looks at what comes of it. The same tests strike pairs of calls, also in the repeat, the webhook or the sweep that mends the first fault. In none of these cases does a customer get a message twice, stay in a conversation where nobody would read them, or lose a word.

- **refused**: Twilio answers 400, and has done nothing.
- **broken**: Twilio answers 500, and has done nothing; **broken, but done**: it has done what was asked.
- **silent**: no answer comes, and nothing is done; **silent, but done**; **silent, done late**: some seconds after the function has given it up.
- **cut off before**, **cut off after**: the function ends before the call is sent, or when its answer comes, as when Twilio ends it after ten seconds.

A call that only reads, as that which checks a token, comes to the same whether it was done or not, so it fails in four ways. It is asked again at once where it breaks or is silent.

Who mends it:

- **the same request**: the agent presses the button again, or the system or the website sends the same request again. What is done already is not done twice. _After 20 seconds_: a function may still be at work before that, and the agent reads that the message is being sent.
- **lease**: Twilio tells our functions of a conversation in which it has been quiet for a minute, and they see to it that nobody is alone in it.
- **sweep**: every five minutes, for whoever is signed in, our functions look for customers who are alone. One who has written waits 10 minutes until then.

What the agent reads:
`;

const HOW: Partial<Record<Fault, string>> = {
  denied: 'refused',
  refused: 'broken',
  broken: 'broken, but done',
  silent: 'silent',
  'done, silent': 'silent, but done',
  late: 'silent, done late',
  'killed before': 'cut off before',
  'killed after': 'cut off after',
};

const sentences = en as Readonly<Record<string, string>>;

const isCode = (outcome: string): boolean => /^[A-Z_]+$/.test(outcome);

/** Of each error code in these sections, its sentence as the panel shows it. */
function legend(sections: readonly string[]): string {
  const codes = new Set(sections.flatMap((section) => [...section.matchAll(/`([A-Z_]+)`/g)].map(([, code]) => code!)));
  const known = [...codes].sort().filter((code) => sentences[`error_${code}`] !== undefined);
  return table([
    ['code', 'sentence'],
    ...known.map((code) => [`\`${code}\``, sentences[`error_${code}`]!.replace(/\{\{\w+\}\}/g, '…')]),
  ]);
}

/** Padded as oxfmt does it. */
function table(rows: string[][]): string {
  const widths = rows[0]!.map((_, column) => Math.max(3, ...rows.map((row) => row[column]!.length)));
  const line = (row: string[]): string => `| ${row.map((cell, column) => cell.padEnd(widths[column]!)).join(' | ')} |`;
  const [head, ...body] = rows.map(line);
  return [head, line(widths.map((width) => '-'.repeat(width))), ...body].join('\n');
}

const quoted = (outcome: string): string => (isCode(outcome) ? `\`${outcome}\`` : outcome);

/** What comes of one fault: what is read, what the customer has then, and who mends it. */
function comesTo(of: Path, usual: string, { history, alone }: Single): string[] {
  const [first, second] = history.answers;
  const { rest } = alone ?? history;
  const byItself = rest.minutes > 0 ? `by itself within ${rest.minutes} minutes (${rest.by})` : '';
  const reads = quoted(first!.outcome);
  const isPart = of.messages !== undefined && history.sent.first < of.messages;
  const all = isPart ? 'the file alone' : of.message;
  const gets = all === undefined ? [] : [history.sent.first > 0 ? all : 'nothing'];
  if (first!.isDone) {
    const isUsual = first!.outcome === usual;
    if (first!.outcome.endsWith(WITHOUT_TEXT)) return [reads, ...gets, 'the agent, who is told'];
    return [reads, ...gets, byItself || (isUsual ? 'nothing to mend' : 'the customer’s reply makes the task')];
  }
  const again = of.run === undefined ? 'the same request' : 'the customer’s next message';
  const when = second?.isDone === true ? again : `${again}, after 20 seconds`;
  return [reads, ...gets, byItself === '' ? when : `${when}; else ${byItself}`];
}

/** Calls that come to the same in the same ways are one row. */
export function sectionOf(of: Path, { calls, singles }: Singles): string {
  const usual = singles.find(({ history }) => history.answers[0]?.isDone === true)!.history.answers[0]!.outcome;
  const outcomes = new Map<string, Map<string, string[]>>();
  for (const single of singles) {
    const outcome = JSON.stringify(comesTo(of, usual, single));
    const ways = outcomes.get(outcome) ?? new Map<string, string[]>();
    outcomes.set(outcome, ways.set(single.call, [...(ways.get(single.call) ?? []), HOW[single.strike.fault]!]));
  }
  const most = [...outcomes].sort(([, a], [, b]) => [...b.values()].flat().length - [...a.values()].flat().length)[0]!;
  const rows = [...outcomes].flatMap(([outcome, byCall]) => {
    if (outcome === most[0]) return [];
    const byWays = new Map<string, string[]>();
    for (const [call, ways] of byCall) byWays.set(ways.join('; '), [...(byWays.get(ways.join('; ')) ?? []), call]);
    return [...byWays].map(([ways, of]) => [of.join(', '), ways, ...(JSON.parse(outcome) as string[])]);
  });
  const head = ['what fails', 'how', 'who asked reads', ...(of.message === undefined ? [] : ['the customer gets'])];
  return [
    `## ${of.name}`,
    `Calls: ${calls.map((call) => `\`${call}\``).join(', ')}`,
    table([[...head, 'who mends it, and when'], ...rows, ['all else', '', ...(JSON.parse(most[0]) as string[])]]),
  ].join('\n\n');
}

const SECTION = /^(?=## )/m;

const sectionsNow = (): string[] =>
  readFileSync(DOCUMENT, 'utf8')
    .split(SECTION)
    .slice(1)
    .map((section) => section.trimEnd());

const isOf = (section: string, { name }: Path): boolean => section.startsWith(`## ${name}\n`);

/** What the document says of a path now. */
export const written = (of: Path): string | undefined => sectionsNow().find((section) => isOf(section, of));

/** Writes one section, and leaves the others as they are. */
export function write(of: Path, section: string): void {
  const now = sectionsNow();
  const sections = PATHS.flatMap((one) => (one === of ? [section] : now.filter((other) => isOf(other, one))));
  writeFileSync(DOCUMENT, [INTRODUCTION + '\n' + legend(sections), ...sections].join('\n\n') + '\n');
}
