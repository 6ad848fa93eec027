import type { Eligibility, Trace } from '../../contract/trace';
import type { TraceTranslate } from '../../strings/trace/loadTraceStrings';
import { errorPage } from './consoleLink';
import { isSid } from './readWhat';
import { causeOf, statusOf } from './causeOf';
import { countsOf, enteredOf, whyOf } from './EligibilityList';

/** An expression may name an agent: of its texts only skills are told. */
const withoutTexts = (told: string): string => told.replace(/"[^"]*"|'[^']*'/g, '"…"');

const reportEligibility = (tt: TraceTranslate, eligibility: Eligibility): string[] => [
  ...countsOf(tt, eligibility),
  ...eligibility.workers.map((worker) => `${worker.sid}: ${withoutTexts(whyOf(tt, worker))}`),
  ...eligibility.others.map(({ why, count }) => tt(`others_${why}`, { count })),
];

/** For support: SIDs, times, states and codes. An address that was asked for is not named. */
export function traceReport(tt: TraceTranslate, what: string, { conversationSid, steps, isComplete }: Trace): string {
  const asked = isSid(what) ? what : tt('reportAddress');
  const told = steps.flatMap((step) => [
    `- ${tt(`step_${step.step}`)}: ${tt(`state_${step.state}`)}`,
    ...[
      step.cause === undefined ? undefined : `${causeOf(tt, step)} (${step.cause})`,
      step.status === undefined ? undefined : statusOf(tt, step.status),
      step.code === undefined ? undefined : `${tt('twilioError', { code: step.code })}: ${errorPage(step.code)}`,
      step.queue === undefined ? undefined : tt('inQueue', { queue: step.queue }),
      step.filter === undefined ? undefined : tt('byFilter', { filter: step.filter }),
      step.closesAt && tt('closesAt', { at: step.closesAt }),
      step.entered && enteredOf(tt, step.entered, step.entered.at),
      ...(step.eligibility ? reportEligibility(tt, step.eligibility) : []),
      step.at,
      step.sids.length === 0 ? undefined : step.sids.join(', '),
    ].flatMap((line) => (line === undefined ? [] : [`  ${line}`])),
  ]);
  return [
    `Messaging Controls, ${new Date().toISOString()}`,
    [asked, conversationSid].filter((part) => part !== undefined && part !== '').join(' → '),
    ...told,
    ...(isComplete ? [] : [tt('notComplete')]),
  ].join('\n');
}
