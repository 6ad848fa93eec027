import { isExperimental } from '../../../src/contract/Channel';
import type { Conversation, CustomerConversation } from '../conversations/conversations';
import { findConversation, findFirstMessage, writeStartRecord } from '../conversations/conversations';
import { readParked } from '../conversations/parked';
import { awaitsReply, readStartRecord } from '../conversations/startRecord';
import { restClaim } from '../janitor/inClaim';
import { removeReplyWebhook } from '../outreach/replyWebhook';
import type { FunctionError } from '../runtime/FunctionError';
import type { Result } from '../runtime/Result';
import { failure, success } from '../runtime/Result';
import type { TwilioFailure } from '../runtime/twilioFailure';
import { twilioError } from '../runtime/twilioFailure';
import type { Claim } from '../sync/claim';
import { noteMessage, releaseClaim, takeClaim } from '../sync/claim';
import type { Start, StartResult } from './Start';
import { deliverMessage, delivered } from './deliverMessage';
import type { Delivered } from './deliverMessage';
import type { TaskFailure } from './giveTask';
import { giveTaskAgain } from './giveTask';
import type { Interaction, TaskOfConversation } from './interactions';
import { findInteraction, isLive, sidsOf } from './interactions';
import { endParked } from '../waiting/endParked';
import { remember } from './remember';
import { leftHalfDone } from './undo';
import { waitForReply } from './waitForReply';

/**
 * Goes on in an open conversation that has no agent. The message goes first, for a conversation that stands already
 * cannot be undone; then the task for the agent, or else the customer's reply makes one. On a channel that the account
 * may refuse, the task comes first.
 * @param conversation one with this customer and this sender
 * @param checked asked before anything is made; a repeat of what is done already is not checked again
 */
export async function reuseConversation(
  start: Start,
  conversation: CustomerConversation | undefined,
  checked: () => Promise<FunctionError | undefined>,
): Promise<StartResult> {
  if (!conversation) return failure({ code: 'CONVERSATION_CHANGED' });
  const { call, configuration, requestId } = start;
  const { twilio } = call;
  const { sid: conversationSid, attributes } = conversation;
  const [before, task, refusal] = await Promise.all([
    findFirstMessage(twilio, configuration.chatServiceSid, conversationSid, requestId),
    findInteraction(twilio, configuration, { conversationSid, attributes }),
    checked(),
  ]);
  if (!before.ok) return failure(twilioError(before.error));
  if (!task.ok) return failure(twilioError(task.error));
  const live = task.value && isLive(task.value) ? task.value : undefined;
  if (!before.value) {
    if (refusal) return failure(refusal);
    if (live || conversation.state === 'closed') return failure({ code: 'CONVERSATION_CHANGED' });
  }

  // Of two agents who go on in it one alone does, and none while its customer is being let go; the other is told that it
  // has changed.
  const claim = await takeClaim(call, restClaim(conversationSid), { holder: start.uniqueName });
  if (!claim.ok) return claim;
  const { isOurs, data } = claim.value;
  const sentBefore = await sentEarlier(start, conversationSid, before.value, claim.value);
  if (!sentBefore.ok) return failure(twilioError(sentBefore.error));
  const earlier = sentBefore.value;
  if (earlier !== undefined) {
    // The earlier function may be at work on its text.
    const isAtWork = !isOurs && claim.value.messageSid === undefined;
    if (earlier.textMissing && isAtWork) return failure({ code: 'REQUEST_IN_PROGRESS' });
    const sent = { conversationSid, ...earlier };
    if (live) return success({ repeated: true, started: { ...sent, ...sidsOf(live) } });
    if (conversation.state === 'closed') return success({ repeated: true, started: sent });
    if (waitsForReply(conversation)) return success({ repeated: true, started: { ...sent, waitsForReply: true } });
  }
  if (!isOurs) {
    const isAnothers = data?.holder !== start.uniqueName && earlier === undefined;
    return failure({ code: isAnothers ? 'CONVERSATION_CHANGED' : 'REQUEST_IN_PROGRESS' });
  }
  if (earlier !== undefined) return takeOn(start, conversation, task.value, earlier);

  const taken = isExperimental(start.channel) ? await giveTaskAgain(start, conversationSid, task.value) : undefined;
  if (taken && !taken.ok) {
    await releaseClaim(call, claim.value);
    return failure(taken.error.cause);
  }
  const [message] = await Promise.all([deliverMessage(start, conversationSid), remember(start)]);
  if (message.ok) {
    const [answer] = await Promise.all([
      takeOn(start, conversation, task.value, message.value, taken),
      noteMessage(call, claim.value, message.value.messageSid),
    ]);
    return answer.ok ? success({ ...answer.value, repeated: false }) : answer;
  }
  const { cause, isCertain } = message.error;
  if (!isCertain) return failure(await leftHalfDone(start, conversationSid, cause));
  await releaseClaim(call, claim.value);
  return failure(cause);
}

/** What an earlier arrival of the request has sent. Its text may have gone since `before` was read. */
async function sentEarlier(
  { call, configuration, requestId, caption }: Start,
  conversationSid: string,
  before: { sid: string; hasCaption: boolean } | undefined,
  { messageSid }: Claim,
): Promise<Result<Delivered | undefined, TwilioFailure>> {
  const isStale = caption !== undefined && messageSid !== undefined && before?.hasCaption !== true;
  const latest = isStale
    ? await findFirstMessage(call.twilio, configuration.chatServiceSid, conversationSid, requestId)
    : success(before);
  if (!latest.ok) return latest;
  if (latest.value) return success(delivered({ caption }, latest.value));
  return success(messageSid === undefined ? undefined : { messageSid });
}

const waitsForReply = ({ attributes }: Conversation): boolean => awaitsReply(readStartRecord(attributes));

/** The agent's task, after the message, unless it is `taken` already. */
async function takeOn(
  start: Start,
  conversation: CustomerConversation,
  ended: TaskOfConversation | undefined,
  sent: Delivered,
  taken?: Result<Interaction, TaskFailure>,
): Promise<StartResult> {
  const { sid: conversationSid } = conversation;
  const given = taken ?? (await giveTaskAgain(start, conversationSid, ended));
  if (!given.ok) {
    const waits = await waitForReply(start, conversationSid, given.error.cause);
    if (!waits.ok) return waits;
    return success({ repeated: true, started: { conversationSid, ...sent, waitsForReply: true } });
  }
  await tidy(start, conversation);
  return success({ repeated: true, started: { conversationSid, ...sent, ...given.value } });
}

/**
 * The reply is not waited for any more, and the agent's reason is written down. Where this fails it does no harm: the
 * webhook finds that there is a task.
 */
async function tidy({ call, configuration, record }: Start, conversation: CustomerConversation): Promise<void> {
  const { twilio } = call;
  const { chatServiceSid } = configuration;
  const { sid: conversationSid } = conversation;
  const { overrideReason } = record;
  const parked = readParked(conversation.attributes);
  if (parked) await endParked(call, configuration, conversationSid, parked);
  const before = readStartRecord(conversation.attributes);
  if (!before?.reply && !before?.leftHalfDone && overrideReason === undefined) return;
  const [current] = await Promise.all([
    findConversation(twilio, chatServiceSid, conversationSid),
    before?.reply ? removeReplyWebhook(twilio, chatServiceSid, conversationSid) : undefined,
  ]);
  if (!current.ok || !current.value) return;
  const standing = readStartRecord(current.value.attributes) ?? record;
  const reason = overrideReason === undefined ? {} : { overrideReason };
  const settled = { ...standing, ...reason, reply: undefined, leftHalfDone: undefined };
  await writeStartRecord(twilio, chatServiceSid, current.value, settled);
}
