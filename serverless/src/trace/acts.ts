import * as v from 'valibot';

import type { TraceAct } from '../../../src/contract/trace';
import { traceAct } from '../../../src/contract/trace';
import type { FunctionCall } from '../runtime/FunctionCall';
import type { Result } from '../runtime/Result';
import { success } from '../runtime/Result';
import { now } from '../runtime/Surroundings';
import type { TwilioFailure } from '../runtime/twilioFailure';
import type { FlexConfiguration } from '../settings/flexConfiguration';
import { appendToList, readList } from '../sync/syncStore';

const MOST_ACTS = 20;
const DAY_SECONDS = 86_400;

const nameOf = (conversationSid: string): string => `messaging-controls-trace-${conversationSid}`;

/** Keeps what was done about a conversation, by SIDs and outcomes alone. It is done, whether or not it can be kept. */
export async function keepAct(
  { twilio, http, log }: Pick<FunctionCall, 'twilio' | 'http' | 'log'>,
  { settings: { trace } }: FlexConfiguration,
  conversationSid: string,
  act: Omit<TraceAct, 'at'>,
): Promise<void> {
  const kept: TraceAct = { at: now(twilio).toISOString(), ...act };
  const written = await http.inReserve(() =>
    appendToList(twilio, nameOf(conversationSid), kept, trace.keepDays * DAY_SECONDS),
  );
  if (!written.ok) log.addWarning('what was done could not be kept for the trace');
}

/** The latest first. */
export async function readActs(
  { twilio }: Pick<FunctionCall, 'twilio'>,
  conversationSid: string,
): Promise<Result<TraceAct[], TwilioFailure>> {
  const listed = await readList(twilio, nameOf(conversationSid), MOST_ACTS);
  if (!listed.ok) return listed;
  return success(
    listed.value.flatMap(({ data }) => {
      const parsed = v.safeParse(traceAct, data);
      return parsed.success ? [parsed.output] : [];
    }),
  );
}
