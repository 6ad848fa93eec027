import { lacksText } from '../../../src/contract/lacksText';
import type { Daily, Eligibility, Trace, TraceStep } from '../../../src/contract/trace';
import { printLine } from '../report';
import { ACT_WORDS, CAUSE_WORDS, MEND_WORDS, OFFER_WORDS, STEP_WORDS, WHY_WORDS } from './words';

const MARKS = { fine: '✓', broken: '✗', underWay: '…', unknown: '?' } as const;

const errorPage = (code: number): string => `https://www.twilio.com/docs/api/errors/${code}`;

type Names = ReadonlyMap<string, string>;

/** What an agent who has put it aside waits for. */
const WAITS_WORDS = {
  reply: () => 'Until the customer replies',
  date: (until = '') => `Until ${until}`,
  either: (until = '') => `Until the customer replies, or until ${until}`,
};

function printStep(
  names: Names,
  {
    step,
    state,
    cause,
    isCertain,
    at,
    code,
    status,
    queue,
    filter,
    sids,
    waits,
    closesAt,
    eligibility,
    entered,
  }: TraceStep,
): void {
  const told = sids.map((sid) => named(names, sid));
  const worker = sids.find((sid) => sid.startsWith('WK'));
  const facts = [
    ...[status, at, queue === undefined ? undefined : `queue “${queue}”`],
    ...[filter === undefined ? undefined : `filter “${filter}”`, ...told],
  ]
    .filter((fact) => fact !== undefined)
    .join(', ');
  const [what, mend] = cause === undefined ? [] : CAUSE_WORDS[cause];
  const likely = isCertain === false ? 'Likely: ' : '';
  const lines = [
    ...(state === 'underWay' ? ['This is younger than a minute: it may still be under way.'] : []),
    ...(what === undefined ? [] : [`${likely}${what}`]),
    ...(waits && worker ? [`${WAITS_WORDS[waits.for](waits.until)}: ${named(names, worker)}.`] : []),
    ...(closesAt === undefined ? [] : [`It closes by itself at ${closesAt}, unless somebody writes before.`]),
    ...(entered
      ? [
          `When it came into the queue (${entered.at}), ${entered.available} of ${entered.fits} workers who fit were available.`,
        ]
      : []),
    ...(eligibility ? eligibilityLines(names, eligibility) : []),
    ...(code === undefined ? [] : [`Twilio’s error ${code}: ${errorPage(code)}`]),
    ...(mend === undefined || state === 'fine' ? [] : [mend]),
  ];
  printLine(MARKS[state], `${STEP_WORDS[step]}${facts === '' ? '' : ` (${facts})`}`, lines);
}

function eligibilityLines(names: Names, { fits, available, step, workers, others }: Eligibility): string[] {
  const told = workers.map(({ sid, why, activity, lacks = [], unread, notLists, offer }) => {
    const needs = lacks.length > 0 ? `, which needs: ${lacksText(lacks, { and: 'and', or: 'or' })}` : '';
    const more = [
      `${WHY_WORDS[why]}${activity === undefined ? '' : ` ${activity}`}${needs}`,
      notLists && `${notLists.join(', ')} is no list, so HAS finds nothing in it`,
      unread && `nobody can tell whether this holds: ${unread.join('; ')}`,
      offer && OFFER_WORDS[offer],
    ];
    return `- ${named(names, sid)}: ${more.filter(Boolean).join('; ')}`;
  });
  return [
    `Now ${available} of ${fits} workers who fit the queue are available.`,
    ...(step ? [`The workflow’s step takes ${step.fits} of them; ${step.available} of these are available.`] : []),
    ...told,
    ...others.map(({ why, count }) => `- ${count} more: ${WHY_WORDS[why]}`),
  ];
}

/** A worker's SID, and whom it is of where TaskRouter knows them. */
const named = (names: Names, sid: string): string => (names.has(sid) ? `${names.get(sid)} (${sid})` : sid);

/** @param names of workers, by their SIDs */
export function printTrace(
  { conversationSid, otherConversations, steps, acts = [], isComplete }: Trace,
  names: Names = new Map(),
): void {
  if (conversationSid !== undefined) console.log(conversationSid);
  for (const step of steps) printStep(names, step);
  if (otherConversations.length > 0) console.log(`Trace these too: ${otherConversations.join(', ')}`);
  if (acts.length > 0) console.log('History:');
  for (const { at, by, act, outcome } of acts) {
    const told = outcome.split(' ').map((word) => named(names, word));
    console.log(`  ${at}, ${named(names, by)}: ${ACT_WORDS[act] ?? act}, ${told.join(' ')}`);
  }
  if (!isComplete) console.log('Not everything could be asked in time. Run it again.');
}

export function printDaily(daily: Daily): void {
  const { started, answered, waiting, waitingConversations, failed, saved, scheduled, toMend, isComplete } = daily;
  const { waitSeconds, waitSecondsBefore } = daily;
  const seconds = (count: number | undefined): string => (count === undefined ? 'unknown' : `${count} s`);
  console.log(`Started ${started}, answered ${answered}, left waiting ${waiting}.`);
  console.log(
    `Median wait until an agent joined: ${seconds(waitSeconds)}; in the 7 days before: ${seconds(waitSecondsBefore)}.`,
  );
  for (const { what, code, count } of failed) {
    console.log(`Failed: ${count} ${what}${count === 1 ? '' : 's'}, Twilio’s error ${code ?? 'unknown'}.`);
  }
  console.log(
    `Scheduled messages: ${scheduled.sent} sent, ${scheduled.failed} failed, ${scheduled.cancelled} cancelled.`,
  );
  console.log(`Saved: ${saved.net} by the net, ${saved.janitor} by the janitor, ${saved.people} by people.`);
  console.log(toMend.length === 0 ? 'Nothing to mend.' : 'Mend first:');
  toMend.forEach(({ mend, code, count }, at) => {
    const [what, how] = MEND_WORDS[mend];
    printLine(`${at + 1}.`, `${what}: ${count}`, [how, ...(code === undefined ? [] : [errorPage(code)])]);
  });
  if (waitingConversations.length > 0) console.log(`Left waiting: ${waitingConversations.join(', ')}`);
  if (!isComplete) console.log('There is more than could be read.');
}
