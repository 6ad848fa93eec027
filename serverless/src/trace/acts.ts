import { NOTE_EVENTS } from '../../../src/contract/trace';
import type { TraceAct } from '../../../src/contract/trace';
import { changeRecord, withAct } from '../interactions/interactionDocument';
import type { FunctionCall } from '../runtime/FunctionCall';
import { now } from '../runtime/Surroundings';
import type { FlexConfiguration } from '../settings/flexConfiguration';
import { readFlexConfiguration } from '../settings/flexConfiguration';
import { keepOfDay } from './dayActs';

const DAY_MILLISECONDS = 86_400_000;

type Call = Pick<FunctionCall, 'twilio' | 'http' | 'log'>;
type Act = Omit<TraceAct, 'at'> & Partial<Pick<TraceAct, 'at'>>;

/** Of no day: what a message for later comes to counts, and not that there is one; nor what agents say to each other. */
const UNCOUNTED: readonly string[] = ['state', 'scheduled', ...NOTE_EVENTS];

const NOT_KEPT = 'what happened could not be kept for the trace';

/**
 * Keeps what befell a conversation, or was done about it, by SIDs, codes and outcomes alone: in the conversation's record,
 * and where the daily view counts it among the day's. It has happened, whether or not it can be kept.
 */
export async function keepAct(
  call: Call,
  { settings: { trace } }: Pick<FlexConfiguration, 'settings'>,
  conversationSid: string,
  given: Act,
): Promise<void> {
  const { twilio, http, log } = call;
  const at = now(twilio);
  const act: TraceAct = { at: at.toISOString(), ...given };
  const oldest = new Date(at.getTime() - trace.keepDays * DAY_MILLISECONDS).toISOString();
  const written = await http.inReserve(() =>
    Promise.all([
      changeRecord(
        twilio,
        conversationSid,
        (record) => ({ ...record, acts: withAct(record.acts, act).filter((one) => one.at >= oldest) }),
        trace.keepDays,
      ),
      UNCOUNTED.includes(act.act) ? undefined : keepOfDay(twilio, conversationSid, act, trace.keepDays),
    ]),
  );
  if (written.some((one) => one?.ok === false)) log.addWarning(NOT_KEPT);
}

/** The same of an event, whose function needs no settings otherwise. */
export async function keepEvent(
  call: Call,
  conversationSid: string,
  given: Omit<Act, 'by'>,
  configured = readFlexConfiguration(call.twilio),
): Promise<void> {
  const configuration = await configured;
  if (!configuration.ok) call.log.addWarning(NOT_KEPT);
  else await keepAct(call, configuration.value, conversationSid, { by: 'twilio', ...given });
}

/** Of an act that is in the record already. */
export async function keepEventOfDay({ twilio, log }: Call, conversationSid: string, act: TraceAct): Promise<void> {
  const configuration = await readFlexConfiguration(twilio);
  const kept =
    configuration.ok && (await keepOfDay(twilio, conversationSid, act, configuration.value.settings.trace.keepDays));
  if (!kept || !kept.ok) log.addWarning(NOT_KEPT);
}
