import type { Twilio } from 'twilio';

import { findFirstMessage } from '../conversations/conversations';
import type { FunctionCall } from '../runtime/FunctionCall';
import type { FunctionError } from '../runtime/FunctionError';
import type { Result } from '../runtime/Result';
import { failure, success } from '../runtime/Result';
import { now } from '../runtime/Surroundings';
import { attempt, attemptTwice, twilioError } from '../runtime/twilioFailure';
import type { FlexConfiguration } from '../settings/flexConfiguration';
import { whileClaimed } from '../sync/claim';
import { markUnsent, releaseCustomer } from './releaseCustomer';
import type { ScheduleItem } from './scheduleItem';
import { putItem, putMessage } from './scheduleItem';
import { ask, keepScheduled } from './scheduleMessage';
import { untilAfter } from './sendTime';
import { callOff } from './twilioMessage';
import { withMessage } from './withMessage';
import { keepAct } from '../trace/acts';

/** An agent's scheduled message. */
export interface Scheduled {
  call: Pick<FunctionCall, 'twilio' | 'http' | 'context' | 'log'>;
  configuration: FlexConfiguration;
  workerSid: string;
  item: ScheduleItem;
}

type Acting = Pick<FunctionCall, 'twilio' | 'http' | 'log'>;

type Outcome = Result<ScheduleItem, FunctionError>;

/** Changes and cancels one message one after the other: two changes at once would both find it called off, and ask anew. */
export async function oneAtATime<T>(
  { call, workerSid }: { call: Acting; workerSid: string },
  requestId: string,
  work: () => Promise<Result<T, FunctionError>>,
): Promise<Result<T, FunctionError>> {
  const name = `messaging-controls-schedule-${workerSid}-${requestId}`;
  // Of a message that may still come: nobody may ask for another until then.
  const isUnderWay = (done: Result<T, FunctionError>): boolean => !done.ok && done.error.code === 'REQUEST_IN_PROGRESS';
  const done = await whileClaimed(call, name, work, (result) => !isUnderWay(result));
  if (!done.ok) return done;
  return done.value ?? failure({ code: 'REQUEST_IN_PROGRESS' });
}

/**
 * Calls the message off, and lets the customer go.
 * @param isOvertaken the customer has written before its time: the text stays for whoever answers them
 */
export async function cancelMessage(
  { call, configuration, workerSid, item }: Omit<Scheduled, 'call'> & { call: Acting },
  { isOvertaken = false } = {},
): Promise<Outcome> {
  const { twilio } = call;
  if (item.status === 'cancelled') return success(item);
  const known = await withMessage(twilio, workerSid, item);
  if (!known.ok) return known;
  const gone = await callOffWhereSent(twilio, known.value);
  if (!gone.ok) return gone;
  const cancelled: ScheduleItem = { ...known.value, status: 'cancelled', ...(isOvertaken ? { isOvertaken } : {}) };
  // Where the conversation stays, it goes on waiting with its webhook until it closes by itself.
  await Promise.all([
    putItem(twilio, workerSid, cancelled),
    keepAct(call, configuration, item.conversationSid, {
      by: isOvertaken ? 'twilio' : workerSid,
      act: 'scheduledCancelled',
      outcome: [isOvertaken ? 'customerWrote' : undefined, known.value.messageSid ?? 'neverMade']
        .filter((word) => word !== undefined)
        .join(' '),
    }),
    isOvertaken
      ? markUnsent(twilio, configuration, cancelled)
      : releaseCustomer(twilio, configuration, cancelled, { isCancelled: true }),
  ]);
  return success(cancelled);
}

/**
 * Twilio changes nothing of a scheduled message: it is called off, and only when that is certain another one is asked
 * for. Where that fails, no message goes, the reason is told, and the same change or another one may be tried; what is
 * not, is cancelled when the agent lists what is scheduled.
 */
export async function changeMessage(
  scheduled: Scheduled,
  change: { sendsAt: Date; timeZone: string; text: string; messagingServiceSid: string },
): Promise<Outcome> {
  const { call, workerSid } = scheduled;
  const { twilio } = call;
  const { timeZone, text, messagingServiceSid } = change;
  const sendsAt = change.sendsAt.toISOString();
  if (scheduled.item.status === 'cancelled') return failure({ code: 'NOT_SCHEDULED' });
  const known = await withMessage(twilio, workerSid, scheduled.item);
  if (!known.ok) return known;
  const item = known.value;
  // A repeat of what is done.
  if (item.messageSid && item.status === 'scheduled' && item.sendsAt === sendsAt && item.text === text) return known;
  const gone = await callOffWhereSent(twilio, item);
  if (!gone.ok) return gone;

  const anew: ScheduleItem = { ...item, sendsAt, timeZone, text, askedAt: now(call.twilio).toISOString() };
  delete anew.messageSid;
  // First, so that the message is found by what it is even where this function is ended half way.
  const written = await putItem(twilio, workerSid, anew);
  if (!written.ok) return failure(twilioError(written.error));
  const asked = await ask({ call, messagingServiceSid }, anew);
  if (asked.ok) {
    const changed = { ...anew, messageSid: asked.value.sid };
    await Promise.all([
      putMessage(twilio, workerSid, changed),
      changeConversation(scheduled, changed),
      keepScheduled(call, scheduled.configuration, workerSid, changed),
    ]);
    return success(changed);
  }
  const { cause, isCertain } = asked.error;
  return failure(isCertain ? cause : { code: 'REQUEST_IN_PROGRESS' });
}

async function callOffWhereSent(twilio: Twilio, { messageSid }: ScheduleItem): Promise<Result<true, FunctionError>> {
  const gone = messageSid === undefined ? success(true) : await callOff(twilio, messageSid);
  if (!gone.ok) return gone;
  return gone.value ? success(true) : failure({ code: 'NOT_SCHEDULED' });
}

/** The text that agents see, and the time until which the reply is waited for. Without them the reply comes all the same. */
async function changeConversation(
  { call, configuration }: Scheduled,
  { conversationSid, requestId, text, sendsAt }: ScheduleItem,
): Promise<void> {
  const { twilio } = call;
  const { chatServiceSid, settings } = configuration;
  const conversation = twilio.conversations.v1.services(chatServiceSid).conversations(conversationSid);
  const closed = untilAfter(new Date(sendsAt), settings.outreach.waitDays, now(twilio));
  const [note] = await Promise.all([
    findFirstMessage(twilio, chatServiceSid, conversationSid, requestId),
    attemptTwice(() => conversation.update({ 'timers.closed': closed })),
  ]);
  if (note.ok && note.value) {
    const { sid } = note.value;
    await attempt(() => conversation.messages(sid).update({ body: text }));
  }
}
