import type { TraceStep } from '../../contract/trace';
import type { TraceTranslate } from '../../strings/trace/loadTraceStrings';

/** Why a step is as it is, in words, and whether that is only likely or not known. */
export function causeOf(tt: TraceTranslate, { cause, state, isCertain }: TraceStep): string | undefined {
  if (cause === undefined) return undefined;
  const words = tt(`cause_${cause}`);
  if (state === 'unknown') return tt('whyUnknown', { cause: words });
  return state === 'broken' && isCertain === false ? tt('likely', { cause: words }) : words;
}

/** Of a message it is who wrote it, else Twilio's own word. */
export const statusOf = (tt: TraceTranslate, status: string): string =>
  status === 'customer' || status === 'agent' ? tt(`by_${status}`) : tt('twilioStatus', { status });
