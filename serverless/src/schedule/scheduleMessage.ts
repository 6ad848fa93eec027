import type { Conversation } from '../conversations/conversations';
import { sendFirstMessage } from '../conversations/conversations';
import { readStartRecord } from '../conversations/startRecord';
import type { Reply, StartRecord } from '../conversations/startRecord';
import type { FirstMessage } from '../interactions/Start';
import { admitCustomer, claimEmptyConversation } from '../interactions/conversationWithNote';
import { aboutStart } from '../interactions/firstMessage';
import { inTurn } from '../interactions/inTurn';
import { insist } from '../interactions/insist';
import { remember } from '../interactions/remember';
import { clearAway, undo } from '../interactions/undo';
import { installReplyWebhook, replyTarget } from '../outreach/replyWebhook';
import type { FunctionError } from '../runtime/FunctionError';
import type { Result } from '../runtime/Result';
import { failure, success } from '../runtime/Result';
import type { FunctionCall } from '../runtime/FunctionCall';
import { functionUrl } from '../runtime/functionUrl';
import type { FlexConfiguration } from '../settings/flexConfiguration';
import { now } from '../runtime/Surroundings';
import { isOver } from '../runtime/isOver';
import { twilioError } from '../runtime/twilioFailure';
import type { ScheduleItem } from './scheduleItem';
import { findItem, putItem, putMessage, removeItem } from './scheduleItem';
import { untilAfter } from './sendTime';
import { keepAct } from '../trace/acts';
import { STATUS_ROUTE, askForMessage, findScheduled, refusalOf } from './twilioMessage';

/** A message for later, once it is known who asks for it and all of it is in order. */
export interface Schedule extends Omit<FirstMessage, 'message'> {
  record: StartRecord & { workerSid: string; reply: Reply };
  proxyAddress: string;
  messagingServiceSid: string;
  isNote: true;
  item: Omit<ScheduleItem, 'conversationSid'>;
}

export type ScheduleResult = Result<{ repeated: boolean; item: ScheduleItem }, FunctionError>;

/**
 * Conversation → in it the text, the webhook for the reply, and then the customer → message, in this order: what is
 * scheduled is found again by its agent, and its reply by an agent. Where no message is scheduled, all is undone.
 * @param own the conversation that holds this request's name, where it has come before
 * @param checked asked before anything is made; a repeat of what is done already is not checked again
 */
export async function scheduleMessage(
  schedule: Schedule,
  conversations: readonly Conversation[],
  checked: () => Promise<FunctionError | undefined>,
): Promise<ScheduleResult> {
  const { call, record, requestId } = schedule;
  const known = await findItem(call.twilio, record.workerSid, requestId);
  if (!known.ok) return known;
  if (known.value?.messageSid !== undefined) return success({ repeated: true, item: known.value });

  const { waitDays } = schedule.configuration.settings.outreach;
  const timers = { closed: untilAfter(new Date(schedule.item.sendsAt), waitDays, now(schedule.call.twilio)) };
  return inTurn(schedule, {
    known: conversations,
    checked,
    claim: (named) => claimEmptyConversation(named, timers),
    finish,
    repeat: (named, conversation) => repeat(named, conversation, known.value),
  });
}

async function finish(schedule: Schedule, conversationSid: string): Promise<ScheduleResult> {
  const { call, configuration, record, requestId, author } = schedule;
  const { twilio, context } = call;
  const { chatServiceSid } = configuration;
  const item: ScheduleItem = { ...schedule.item, conversationSid, askedAt: now(twilio).toISOString() };
  const note = { author, message: { body: item.text }, requestId, about: aboutStart(record) };
  const made = await Promise.all([
    sendFirstMessage(twilio, chatServiceSid, conversationSid, note),
    installReplyWebhook(
      twilio,
      chatServiceSid,
      conversationSid,
      replyTarget(context, configuration.settings, schedule.channel),
    ),
    putItem(twilio, record.workerSid, item),
  ]);
  const failed = made.find((one) => !one.ok);
  if (failed && !failed.ok) return takeBack(schedule, conversationSid, twilioError(failed.error));
  const admitted = await admitCustomer(schedule, conversationSid);
  if (!admitted.ok) return takeBack(schedule, conversationSid, admitted.error);

  const asked = await ask(schedule, item);
  if (asked.ok) {
    const whole = { ...item, messageSid: asked.value.sid };
    await Promise.all([
      putMessage(twilio, record.workerSid, whole),
      remember(schedule),
      keepScheduled(call, configuration, record.workerSid, whole),
    ]);
    return success({ repeated: false, item: whole });
  }
  const { cause, isCertain } = asked.error;
  // The same request again looks for it when it has come, or never will.
  if (!isCertain) return failure({ code: 'REQUEST_IN_PROGRESS' });
  return takeBack(schedule, conversationSid, cause);
}

/**
 * Asks Twilio for the message, once: where it is not certain what came of it, it is looked for. Where Twilio has not
 * answered, it may come after that too.
 */
export async function ask(
  { call, messagingServiceSid }: Pick<Schedule, 'call' | 'messagingServiceSid'>,
  item: ScheduleItem,
): Promise<Result<{ sid: string }, { cause: FunctionError; isCertain: boolean }>> {
  const { twilio, http, context } = call;
  const statusCallback = functionUrl(context, STATUS_ROUTE);
  const asked = await askForMessage(twilio, item, { messagingServiceSid, statusCallback });
  if (asked.ok) return asked;
  const cause = refusalOf(asked.error);
  if (!asked.error.uncertain) return failure({ cause, isCertain: true });
  const found = await insist(http, () => findScheduled(twilio, item));
  if (!found.ok) return failure({ cause, isCertain: false });
  return found.value ? success(found.value) : failure({ cause, isCertain: asked.error.status !== undefined });
}

/** For the trace: until when it waits, and who wants it so. */
export const keepScheduled = (
  call: Pick<FunctionCall, 'twilio' | 'http' | 'log'>,
  configuration: FlexConfiguration,
  by: string,
  { conversationSid, sendsAt, messageSid }: ScheduleItem,
): Promise<void> =>
  keepAct(call, configuration, conversationSid, { by, act: 'scheduled', outcome: `${sendsAt} ${messageSid}` });

async function takeBack(
  schedule: Schedule,
  conversationSid: string,
  cause: FunctionError,
): Promise<{ ok: false; error: FunctionError }> {
  const [undone] = await Promise.all([undo(schedule, conversationSid, undefined, cause), forget(schedule)]);
  return undone;
}

/** Where the item stays, it is shown as cancelled: there is no message of it. */
const forget = ({ call, record, requestId }: Schedule): Promise<unknown> =>
  call.http.inReserve(() => removeItem(call.twilio, record.workerSid, requestId));

/** Answers a request that has come before; undefined where it failed and nothing of it is left. */
async function repeat(
  schedule: Schedule,
  conversation: Conversation,
  known: ScheduleItem | undefined,
): Promise<ScheduleResult | undefined> {
  const { call, record } = schedule;
  const { sid: conversationSid, attributes, state } = conversation;
  const earlier = readStartRecord(attributes);
  const item = known ?? { ...schedule.item, conversationSid, askedAt: earlier?.startedAt ?? schedule.item.askedAt };
  const found = await findScheduled(call.twilio, item);
  if (!found.ok) return failure(twilioError(found.error));
  if (found.value) {
    const whole = { ...item, messageSid: found.value.sid };
    await putMessage(call.twilio, record.workerSid, whole);
    return success({ repeated: true, item: whole });
  }
  const hasEnded = earlier?.leftHalfDone === true || state === 'closed' || isOver(call.twilio, earlier?.startedAt);
  if (!hasEnded) return failure({ code: 'REQUEST_IN_PROGRESS' });
  const [obstacle] = await Promise.all([
    state === 'closed' ? undefined : clearAway(schedule, conversationSid, undefined),
    forget(schedule),
  ]);
  return obstacle && failure(obstacle);
}
