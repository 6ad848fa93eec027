import type { Twilio } from 'twilio';

import type { Conversation } from '../conversations/conversations';
import { findConversation, findFirstMessage, sendFirstMessage, writeStartRecord } from '../conversations/conversations';
import type { PressedButton } from '../conversations/pressedButton';
import { readStartRecord } from '../conversations/startRecord';
import type { Reply, StartRecord } from '../conversations/startRecord';
import { readParked } from '../conversations/parked';
import type { Timers } from '../conversations/usualTimers';
import { usualTimers } from '../conversations/usualTimers';
import { claimCustomerTask } from '../interactions/claimCustomerTask';
import { findLiveTask } from '../interactions/openCustomerTask';
import type { FunctionCall } from '../runtime/FunctionCall';
import type { FunctionError } from '../runtime/FunctionError';
import type { Result } from '../runtime/Result';
import { failure, success } from '../runtime/Result';
import { now } from '../runtime/Surroundings';
import type { TwilioFailure } from '../runtime/twilioFailure';
import { twilioError } from '../runtime/twilioFailure';
import type { FlexConfiguration } from '../settings/flexConfiguration';
import { releaseClaim } from '../sync/claim';
import { OPTED_OUT, openReply } from './openReply';
import { removeReplyWebhook } from './replyWebhook';
import { senderName } from './senderName';
import { overtake } from '../schedule/overtake';
import { replyToParked } from '../waiting/replyToParked';
import { removeEntry } from '../waiting/waitingIndex';

type Call = Pick<FunctionCall, 'twilio' | 'http' | 'log'>;
/** `standing` where another task is on the conversation, so that `instead` is in none. */
type Taken = 'opened' | 'standing';
type Outcome = Result<Taken | undefined, FunctionError>;
type Waiting = StartRecord & { reply: Reply };

/** What is special about a reply. */
interface About {
  /**
   * What the task says under `messagingControls`, where a website's form takes the reply's place: then the customer is
   * sent nothing, for it may be somebody else who has filled it in.
   */
  instead?: object;
  /** It opts out: they are sent nothing, and the task says so. */
  optsOut?: boolean;
  /** It was pressed, not typed: the task names the button. */
  button?: PressedButton | undefined;
}

/**
 * A message in a conversation that waits for the customer's reply: the customer's becomes a task, once. Where that
 * fails, the webhook stays, so that the customer's next message tries again.
 */
export async function takeReply(
  call: Call,
  configuration: FlexConfiguration,
  conversation: Conversation,
  author: string,
  { instead, optsOut = false, button }: About = {},
): Promise<Outcome> {
  const parked = readParked(conversation.attributes);
  if (parked) return replyToParked(call, configuration, { conversation, parked, author, instead });
  const record = readStartRecord(conversation.attributes);
  if (!record?.reply || conversation.state === 'closed' || author !== record.reply.address) return success(undefined);
  const waiting = { ...record, reply: record.reply };
  const { twilio } = call;
  const { sid: conversationSid } = conversation;
  if (waiting.reply.repliedAt !== undefined) return endWaiting(twilio, configuration, conversationSid);

  const claim = await claimCustomerTask(call, 'reply', conversationSid);
  if (!claim.ok) return claim;
  // The form is sent again, and finds the task that is being made.
  if (!claim.value.isOurs) return instead ? failure({ code: 'REQUEST_IN_PROGRESS' }) : success(undefined);
  const { isTakenOver } = claim.value;

  const attributes = { ...(optsOut ? OPTED_OUT : instead), ...(button ? { button } : {}) };
  const [timers, , opened] = await Promise.all([
    usualTimers(twilio),
    overtake(call, configuration, waiting),
    openOnce(call, configuration, conversationSid, waiting, isTakenOver, attributes),
  ]);
  if (!opened.ok) {
    // A claim that cannot be given back is taken over when it is old.
    await releaseClaim(call, claim.value);
    return failure(twilioError(opened.error));
  }
  const [marked] = await Promise.all([
    markReplied(twilio, configuration, conversationSid, timers),
    instead || optsOut ? undefined : sendAutomaticAnswer(twilio, configuration, conversationSid, waiting, isTakenOver),
    record.workerSid === undefined ? undefined : removeEntry(twilio, record.workerSid, conversationSid),
  ]);
  if (!marked.ok) return failure(twilioError(marked.error));
  const ended = await endWaiting(twilio, configuration, conversationSid);
  return ended.ok ? opened : ended;
}

async function openOnce(
  call: Call,
  configuration: FlexConfiguration,
  conversationSid: string,
  waiting: Waiting,
  isTakenOver: boolean,
  attributes: object,
): Promise<Result<Taken, TwilioFailure>> {
  const found = isTakenOver
    ? await findLiveTask(call.twilio, configuration, { conversationSid, isUncertain: true })
    : success(undefined);
  if (!found.ok) return found;
  if (found.value) return success('standing');
  const opened = await openReply(call, configuration, conversationSid, waiting, { attributes });
  if (!opened.ok) return opened;
  return success(opened.value === undefined ? 'standing' : 'opened');
}

/** Into the attributes as they are now: others may have written there since. */
async function markReplied(
  twilio: Twilio,
  { chatServiceSid }: FlexConfiguration,
  conversationSid: string,
  timers: Timers,
): Promise<Result<unknown, TwilioFailure>> {
  const found = await findConversation(twilio, chatServiceSid, conversationSid);
  const record = found.ok && found.value ? readStartRecord(found.value.attributes) : undefined;
  if (!found.ok || !found.value || !record?.reply) return found;
  const replied = {
    ...record,
    leftHalfDone: undefined,
    settledAt: record.settledAt ?? now(twilio).toISOString(),
    reply: { ...record.reply, repliedAt: now(twilio).toISOString() },
  };
  return writeStartRecord(twilio, chatServiceSid, found.value, replied, timers);
}

/** Whatever becomes of it, the agent has the task: its failure is in the log alone. */
async function sendAutomaticAnswer(
  twilio: Twilio,
  { chatServiceSid, settings }: FlexConfiguration,
  conversationSid: string,
  { requestId, reply }: Waiting,
  isTakenOver: boolean,
): Promise<void> {
  const { automaticAnswer: body } = settings.outreach;
  if (body === undefined) return;
  const answerId = `${requestId}-answer`;
  if (isTakenOver) {
    const sent = await findFirstMessage(twilio, chatServiceSid, conversationSid, answerId);
    if (!sent.ok || sent.value) return;
  }
  const author = senderName(settings.senders, reply.channel, reply.proxyAddress);
  await sendFirstMessage(twilio, chatServiceSid, conversationSid, { author, message: { body }, requestId: answerId });
}

async function endWaiting(
  twilio: Twilio,
  { chatServiceSid }: FlexConfiguration,
  conversationSid: string,
): Promise<Outcome> {
  const removed = await removeReplyWebhook(twilio, chatServiceSid, conversationSid);
  return removed.ok ? success(undefined) : failure(twilioError(removed.error));
}
