import { plainAddress } from '../../../src/contract/address/messagingAddress';
import { LONGEST_WAIT_DAYS, SHORTEST_WAIT_MINUTES } from '../../../src/contract/people';
import type { WaitsFor } from '../../../src/contract/waitsFor';
import type { Conversation } from '../conversations/conversations';
import { findConversation } from '../conversations/conversations';
import type { Parked } from '../conversations/parked';
import { timersUntil, writeParked } from '../conversations/parked';
import type { Customer } from '../inbound/conversationCustomer';
import { conversationCustomer } from '../inbound/conversationCustomer';
import { customerTaskClaim } from '../interactions/claimCustomerTask';
import { REPLY_ROUTE, installReplyWebhook } from '../outreach/replyWebhook';
import { copiedAttributes, ourCopiedAttributes } from '../people/copiedAttributes';
import type { ActFailure } from '../people/inConversationClaim';
import { refuse } from '../people/inConversationClaim';
import type { InsideAgent } from '../people/inside';
import type { Act } from '../people/inviteSomebody';
import { removeSupervisors } from '../people/removeSupervisors';
import { closeParticipant } from '../people/settleInvites';
import { functionUrl } from '../runtime/functionUrl';
import type { Result } from '../runtime/Result';
import { failure, success } from '../runtime/Result';
import { now, randomUuid } from '../runtime/Surroundings';
import type { TwilioFailure } from '../runtime/twilioFailure';
import { attempt, twilioError } from '../runtime/twilioFailure';
import { removeDocument } from '../sync/syncStore';
import { bringBack } from './bringBack';
import { putEntry } from './waitingIndex';

export interface Wait {
  waitsFor: WaitsFor;
  /** ISO 8601. */
  until?: string | undefined;
  note: string;
  /** The index of the last message that the agent has seen. */
  seen?: number | undefined;
}

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;

/** Whether the date, where it waits for one, is neither over nor too far away. */
export function isPossible({ call: { twilio } }: Pick<Act, 'call'>, { waitsFor, until }: Wait): boolean {
  if (waitsFor === 'reply') return true;
  const left = Date.parse(until ?? '') - now(twilio).getTime();
  // A minute for the way from the browser.
  return left >= (SHORTEST_WAIT_MINUTES - 1) * MINUTE && left <= LONGEST_WAIT_DAYS * DAY;
}

/**
 * The last agent goes, and the conversation waits, open and without a task. What wakes it stands before they go: the
 * webhook for the reply, the date as the conversation's timer, and what it waits for in its attributes. Not Flex's own
 * leave, whose next task Twilio routes to anybody: of two that wake it there would be two tasks.
 * https://www.twilio.com/docs/flex/developer/conversations/interactions-api/interaction-channel-participants
 */
export async function park(act: Act, own: InsideAgent, wait: Wait): Promise<Result<undefined, ActFailure>> {
  if (!isPossible(act, wait)) return refuse({ code: 'WAIT_TIME_INVALID' });
  const { call, configuration, inside } = act;
  const { twilio } = call;
  const { chatServiceSid } = configuration;
  const { conversationSid } = inside;
  const [found, customer, latest] = await Promise.all([
    findConversation(twilio, chatServiceSid, conversationSid),
    conversationCustomer(twilio, chatServiceSid, conversationSid),
    latestMessages(act),
  ]);
  for (const read of [found, customer, latest]) if (!read.ok) return refuse(twilioError(read.error));
  if (!found.ok || !customer.ok || !latest.ok || !found.value || !customer.value || found.value.state === 'closed') {
    return refuse({ code: 'CONVERSATION_CHANGED' });
  }
  const parked: Parked = {
    id: randomUuid(twilio),
    workerSid: own.workerSid,
    waitsFor: wait.waitsFor,
    ...(wait.waitsFor === 'reply' ? {} : { until: wait.until }),
    at: now(twilio).toISOString(),
    lastIndex: Math.min(latest.value[0]?.index ?? -1, wait.seen ?? Infinity),
    interactionSid: inside.interactionSid,
    interactionChannelSid: inside.interactionChannelSid,
  };
  const standing = await prepare(act, own, { conversation: found.value, customer: customer.value, parked, wait });
  if (!standing.ok) return refuse(twilioError(standing.error));

  // Somebody who only reads along would be taken for one who has the customer.
  const removed = await removeSupervisors(act, inside.supervisors);
  if (!removed.ok) return removed;
  const closed = await closeParticipant(call, inside, own.participantSid);
  if (!closed.ok) return refuse(twilioError(closed.error));
  return lookAgain(act, parked, customer.value);
}

const latestMessages = ({ call: { twilio }, configuration: { chatServiceSid }, inside }: Act) =>
  attempt(() =>
    twilio.conversations.v1
      .services(chatServiceSid)
      .conversations(inside.conversationSid)
      .messages.list({ order: 'desc', limit: 20 }),
  );

interface Preparation {
  conversation: Conversation;
  customer: Customer;
  parked: Parked;
  wait: Wait;
}

async function prepare(
  { call, configuration, task }: Act,
  own: InsideAgent,
  { conversation, customer, parked, wait }: Preparation,
): Promise<Result<unknown, TwilioFailure>> {
  const { twilio, context } = call;
  const { chatServiceSid } = configuration;
  const { sid: conversationSid } = conversation;
  const name = task.attributes['customerName'] ?? task.attributes['name'];
  const address = plainAddress(customer.address);
  const [forgotten, installed, kept] = await Promise.all([
    // Of an earlier reply in this conversation, which the next one would be taken for.
    removeDocument(twilio, customerTaskClaim('reply', conversationSid)),
    installReplyWebhook(twilio, chatServiceSid, conversationSid, { url: functionUrl(context, REPLY_ROUTE) }),
    putEntry(twilio, own.workerSid, {
      conversationSid,
      kind: 'parked',
      channel: customer.channel,
      address,
      ...(typeof name === 'string' && name !== address ? { customerName: name } : {}),
      waitsFor: wait.waitsFor,
      ...(parked.until === undefined ? {} : { until: parked.until }),
      since: parked.at,
      note: wait.note,
      hasWritten: false,
      byName: own.name,
      queueSid: task.queueSid,
      attributes: {
        ...copiedAttributes(task.attributes),
        messagingControls: ourCopiedAttributes(task.attributes),
      },
    }),
  ]);
  for (const one of [forgotten, installed, kept]) if (!one.ok) return failure(one.error);
  return writeParked(twilio, chatServiceSid, conversation, parked, timersUntil(twilio, parked));
}

/** The customer may have written while the agent was going: before the webhook stood, or while the agent was inside. */
async function lookAgain(act: Act, parked: Parked, customer: Customer): Promise<Result<undefined, ActFailure>> {
  if (parked.waitsFor === 'date') return success(undefined);
  const { call, configuration, inside } = act;
  const latest = await latestMessages(act);
  const hasWritten =
    !latest.ok || latest.value.some(({ index, author }) => index > parked.lastIndex && author === customer.address);
  if (!hasWritten) return success(undefined);
  const { conversationSid } = inside;
  const back = await bringBack(call, configuration, { conversationSid, id: parked.id, backFor: 'reply' });
  // The agent is out, and what wakes it stands: the customer's next message tries again.
  if (!back.ok) call.log.addWarning(`a reply in a conversation just put aside was not taken (${back.error.code})`);
  return success(undefined);
}
