import { participantAddresses } from '../compliance/participantAddresses';
import type { MessagingEvent, OptOutChange } from '../compliance/optOutEvents';
import { messagingEvent, optOutChange } from '../compliance/optOutEvents';
import { keepOptOutEvent } from '../compliance/optOuts';
import { optOutChangeOf } from '../compliance/optOutWords';
import { bringToRest, isSaved } from '../janitor/bringToRest';
import { overdueLease } from '../janitor/overdueLease';
import type { Answer } from '../runtime/defineFunction';
import { defineFunction } from '../runtime/defineFunction';
import type { FunctionCall } from '../runtime/FunctionCall';
import type { FunctionError } from '../runtime/FunctionError';
import type { Result } from '../runtime/Result';
import { failure, success } from '../runtime/Result';
import { now } from '../runtime/Surroundings';
import { twilioError } from '../runtime/twilioFailure';
import { webhookSignature } from '../runtime/webhookSignature';
import { readFlexConfiguration } from '../settings/flexConfiguration';
import { keepAct, keepEvent } from '../trace/acts';

const ROUTE = 'messaging-events';
/** An answer to an incoming message would be read as TwiML (12300). */
const done = success({ status: 204 });

/**
 * `POST /messaging-events`: Twilio tells of messages and receipts, of which who opts out, and in again, is kept; and of a
 * conversation whose lease is over, so that nobody is left alone in it. States and failures are kept for the trace.
 */
export const handler = defineFunction({
  route: ROUTE,
  input: messagingEvent,
  guard: webhookSignature(ROUTE),

  // Most events are of no interest: nothing is looked up before it is known that one is.
  read: () => Promise.resolve(success(undefined)),

  async act(call, { input: event }) {
    const { log } = call;
    if (event.ConversationSid) log.about = event.ConversationSid;
    let configuration: ReturnType<typeof readFlexConfiguration> | undefined;
    const configured = () => (configuration ??= readFlexConfiguration(call.twilio));
    const [answer] = await Promise.all([follow(call, event, configured), keep(call, event, configured)]);
    return answer;
  },
});

/** A word of the customer's may be one of the settings', which are read for it; meanwhile it is seen to that they are not alone. */
async function follow(
  call: FunctionCall,
  event: MessagingEvent,
  configured: Configured,
): Promise<Result<Answer, FunctionError>> {
  const [change, looked] = await Promise.all([
    optOutChangeOf(call.twilio, event, configured),
    optOutChange(event) ? done : look(call, event, configured),
  ]);
  if (!change.ok) return change;
  const kept = change.value ? await keepOptOut(call, event, change.value) : done;
  return kept.ok ? looked : kept;
}

async function keepOptOut(
  { twilio }: FunctionCall,
  event: MessagingEvent,
  change: OptOutChange,
): Promise<Result<Answer, FunctionError>> {
  const found = await participantAddresses(twilio, event);
  if (!found.ok) return failure(twilioError(found.error));
  const pair = found.value;
  if (!pair) return done;
  const { DeliveryReceiptSid, MessageSid, DateCreated } = event;
  const at = new Date(DateCreated ?? NaN);
  const kept = await keepOptOutEvent(twilio, pair, {
    change,
    at: Number.isNaN(at.getTime()) ? now(twilio) : at,
    sid: DeliveryReceiptSid ?? MessageSid,
  });
  return kept.ok ? done : failure(twilioError(kept.error));
}

/** Read once, where it is needed. */
type Configured = () => ReturnType<typeof readFlexConfiguration>;

/** What the trace needs later, and Twilio does not keep. */
async function keep(call: FunctionCall, event: MessagingEvent, configured: Configured): Promise<void> {
  const { EventType, ConversationSid, MessageSid, StateTo, StateUpdated, Reason, Status, ErrorCode } = event;
  if (ConversationSid === undefined) return;
  if (EventType === 'onConversationStateUpdated' && StateTo !== undefined) {
    const outcome = Reason === undefined ? StateTo : `${StateTo} ${Reason}`;
    const at = new Date(StateUpdated ?? NaN);
    const when = Number.isNaN(at.getTime()) ? {} : { at: at.toISOString() };
    await keepEvent(call, ConversationSid, { act: 'state', outcome, ...when }, configured());
  }
  if (EventType === 'onDeliveryUpdated' && (Status === 'failed' || Status === 'undelivered')) {
    const outcome = [Number(ErrorCode) > 0 ? ErrorCode : undefined, MessageSid].filter(Boolean).join(' ');
    await keepEvent(call, ConversationSid, { act: 'notDelivered', outcome }, configured());
  }
}

/** Whether somebody may be left alone in a conversation: it is asked for at once, and seen to where that is so. */
async function look(
  call: FunctionCall,
  event: MessagingEvent,
  configured: Configured,
): Promise<Result<Answer, FunctionError>> {
  const { ConversationSid } = event;
  if (ConversationSid === undefined || !mayBeAlone(event)) return done;
  const overdue = await overdueLease(call.twilio, ConversationSid);
  if (!overdue.ok) return failure(twilioError(overdue.error));
  if (!overdue.value) return done;
  const configuration = await configured();
  if (!configuration.ok) return configuration;
  const rest = await bringToRest({ call, configuration: configuration.value }, ConversationSid);
  if (!rest.ok) return rest;
  // Who was put aside until now, or whose reply was awaited all along, had not been left alone.
  const { waitedFor } = overdue.value;
  const waited = waitedFor === 'date' || (waitedFor === 'reply' && rest.value === 'waits');
  if (isSaved(rest.value) && !waited) {
    const act = { by: 'net', act: 'halfMade', outcome: rest.value };
    await keepAct(call, configuration.value, ConversationSid, act);
  }
  return done;
}

/** A conversation's time is over, or somebody writes in it who may be its customer: agents and systems do by SDK and API. */
const mayBeAlone = ({ EventType, Reason, Source }: MessagingEvent): boolean =>
  EventType === 'onConversationStateUpdated'
    ? Reason === 'TIMER'
    : EventType === 'onMessageAdded' && Source !== 'SDK' && Source !== 'API';
