import type { Daily } from '../../contract/trace';
import type { TraceTranslate } from '../../strings/trace/loadTraceStrings';

/** What the view shows and the file has: each figure's name, and it. */
export function dailyFigures(tt: TraceTranslate, daily: Daily): [name: string, value: string][] {
  const { started, answered, waiting, failed, saved, scheduled, waitSeconds, waitSecondsBefore } = daily;
  const seconds = (count: number | undefined): string => (count === undefined ? '–' : tt('seconds', { count }));
  return [
    [tt('dailyStarted'), String(started)],
    [tt('dailyAnswered'), String(answered)],
    [tt('dailyWaiting'), String(waiting)],
    [tt('dailyWait'), seconds(waitSeconds)],
    [tt('dailyWaitBefore'), seconds(waitSecondsBefore)],
    ...failed.map(({ what, code, count }): [string, string] => [
      tt(what === 'message' ? 'dailyMessageFailed' : 'dailyInteractionFailed', { code: code ?? tt('dailyNoCode') }),
      String(count),
    ]),
    [tt('dailySavedNet'), String(saved.net)],
    [tt('dailySavedJanitor'), String(saved.janitor)],
    [tt('dailySavedPeople'), String(saved.people)],
    [tt('dailyScheduledSent'), String(scheduled.sent)],
    [tt('dailyScheduledFailed'), String(scheduled.failed)],
    [tt('dailyScheduledCancelled'), String(scheduled.cancelled)],
  ];
}

const cell = (text: string): string => `"${text.replaceAll('"', '""')}"`;

/** https://www.rfc-editor.org/rfc/rfc4180, with a mark by which Excel knows UTF-8. */
export const dailyCsv = (tt: TraceTranslate, daily: Daily): string =>
  `\uFEFF${[[tt('figure'), tt('value')], ...dailyFigures(tt, daily)].map((row) => `${row.map(cell).join(',')}\r\n`).join('')}`;
