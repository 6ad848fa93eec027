import { findConversation } from '../conversations/conversations';
import type { Conversation } from '../conversations/conversations';
import { letGo } from '../conversations/letGo';
import { settle } from '../conversations/liftLease';
import { readParked } from '../conversations/parked';
import { isFirstMessage, readStartRecord } from '../conversations/startRecord';
import type { StartRecord } from '../conversations/startRecord';
import type { FirstMessage } from '../interactions/Start';
import { awaitReplyInstead } from '../interactions/awaitReplyInstead';
import { findLiveTask } from '../interactions/openCustomerTask';
import { revive } from '../interactions/reviveConversation';
import { installReplyWebhook, removeReplyWebhook, replyTarget } from '../outreach/replyWebhook';
import { takeReply } from '../outreach/takeReply';
import type { FunctionError } from '../runtime/FunctionError';
import type { Result } from '../runtime/Result';
import { failure, success } from '../runtime/Result';
import { isOver } from '../runtime/isOver';
import { attempt, attemptTwice, twilioError } from '../runtime/twilioFailure';
import { lookAtParked } from '../waiting/lookAtParked';
import { waitInClaim } from '../waiting/waitInstead';
import { inClaim } from './inClaim';

type Call = Pick<FirstMessage, 'call' | 'configuration'>;
type Customer = NonNullable<StartRecord['customer']>;

/**
 * What became of a conversation: `atWork` – a function may still be; `served` – there is a task; `waits` – the customer's
 * reply makes one; `handedOver` – it has been made into a task; `freed` – nobody had written, and the customer has been let
 * go; `none` – it is closed, or none that we have begun.
 */
export type Rest = 'atWork' | 'served' | 'waits' | 'handedOver' | 'freed' | 'none';

const SAVED: readonly Rest[] = ['waits', 'handedOver', 'freed'];

/** A customer who had been left alone is not any more: what was closed because it was over had nobody in it. */
export const isSaved = (outcome: string): boolean =>
  outcome === 'givenBack' || SAVED.some((saved) => saved === outcome);

type Outcome = Promise<Result<Rest, FunctionError>>;

const LATEST_MESSAGES = 100;
const MOST_PARTICIPANTS = 50;

/**
 * Sees to it that the customer in a conversation that we have begun is not left alone, whatever failed and wherever it was
 * cut off: they have a task, or their reply makes one, or they are free. Then the lease is lifted. Safe to repeat, and side
 * by side.
 * @param isUnanswered whether the customer wrote last, a while ago, though their task had ended
 */
export async function bringToRest(
  { call, configuration }: Call,
  conversationSid: string,
  { isUnanswered = false } = {},
): Outcome {
  const { twilio } = call;
  const { chatServiceSid } = configuration;
  const found = await findConversation(twilio, chatServiceSid, conversationSid);
  if (!found.ok) return failure(twilioError(found.error));
  const parked = found.value && readParked(found.value.attributes);
  if (found.value && parked && found.value.state !== 'closed') {
    const waiting = { conversation: found.value, parked };
    return inClaim({ call, configuration }, conversationSid, () => lookAtParked({ call, configuration }, waiting));
  }
  const record = found.value && readStartRecord(found.value.attributes);
  if (!found.value || !record || found.value.state === 'closed') return success('none');
  if (!isOver(twilio, record.startedAt)) return success('atWork');

  // By now another may have brought it to rest.
  const conversation = found.value;
  return inClaim({ call, configuration }, conversationSid, () =>
    see({ call, configuration }, conversation, record, isUnanswered),
  );
}

async function see(
  { call, configuration }: Call,
  conversation: Conversation,
  record: StartRecord,
  isUnanswered: boolean,
): Outcome {
  const { twilio } = call;
  const { chatServiceSid } = configuration;
  const { sid } = conversation;
  const resource = twilio.conversations.v1.services(chatServiceSid).conversations(sid);
  const [task, participants, messages] = await Promise.all([
    findLiveTask(twilio, configuration, { conversationSid: sid, isUncertain: true }),
    attempt(() => resource.participants.list({ limit: MOST_PARTICIPANTS })),
    attempt(() => resource.messages.list({ order: 'desc', limit: LATEST_MESSAGES })),
  ]);
  if (!task.ok) return failure(twilioError(task.error));
  if (!participants.ok) return failure(twilioError(participants.error));
  if (!messages.ok) return failure(twilioError(messages.error));
  if (task.value) return settled({ call, configuration }, sid, 'served');

  const { customer } = record;
  if (!customer) return success('none');
  const isInside = participants.value.some(({ messagingBinding, identity }) =>
    customer.proxyAddress === undefined ? identity === customer.address : messagingBinding !== null,
  );
  const hasWritten = messages.value.some(({ author }) => author === customer.address);
  const isOurs = ({ attributes }: { attributes: string }) => isFirstMessage(attributes, record.requestId);
  if (!hasWritten && !(isInside && messages.value.some(isOurs))) {
    const gone = await letGo(twilio, chatServiceSid, sid, {
      chatIdentity: customer.proxyAddress === undefined ? customer.address : undefined,
      isExpected: ({ author }) => author !== customer.address,
    });
    if (!gone.ok) return failure(twilioError(gone.error));
    if (!gone.value.hasWritten) return success('freed');
  }
  // They had been taken out while they were writing. Refused where they are in another conversation, or inside again.
  if (hasWritten && !isInside) await attemptTwice(() => resource.participants.create(participantOf(customer)));
  return answerFor({ call, configuration }, conversation, { record, customer, isUnanswered });
}

const participantOf = ({ address, proxyAddress }: Customer) =>
  proxyAddress === undefined
    ? { identity: address }
    : { 'messagingBinding.address': address, 'messagingBinding.proxyAddress': proxyAddress };

/** Somebody has written, and there is no task: whatever the customer has written or writes becomes one. */
async function answerFor(
  { call, configuration }: Call,
  conversation: Conversation,
  { record, customer, isUnanswered }: { record: StartRecord; customer: Customer; isUnanswered: boolean },
): Outcome {
  const { twilio, context } = call;
  const { chatServiceSid, settings } = configuration;
  const { sid } = conversation;
  const who = { ...customer, proxyAddress: customer.proxyAddress };
  if (record.reply?.repliedAt !== undefined) {
    // Their reply had been made into a task, and that is over.
    if (!isUnanswered) return settled({ call, configuration }, sid, 'served');
    const opened = await revive({ call, configuration }, conversation, who);
    return opened.ok ? settled({ call, configuration }, sid, 'handedOver') : opened;
  }
  if (record.reply) {
    const target = replyTarget(context, settings, customer.channel);
    // One alone, wherever the earlier one may lead.
    const removed = await removeReplyWebhook(twilio, chatServiceSid, sid);
    const installed = removed.ok ? await installReplyWebhook(twilio, chatServiceSid, sid, target) : removed;
    if (!installed.ok) return failure(twilioError(installed.error));
    return replied({ call, configuration }, conversation, customer);
  }
  if (record.system === undefined) {
    const { requestId, workerSid } = record;
    if (workerSid === undefined) return success('none');
    // Its task is gone, and its interaction stands, beside which the reply would be refused another.
    const parked = await waitInClaim({ call, configuration }, sid);
    if (!parked.ok) return parked;
    if (parked.value !== 'none') return settled({ call, configuration }, sid, parked.value);
    const waits = await awaitReplyInstead({ call, configuration }, conversation, {
      customer: who,
      requestId,
      workerSid,
    });
    return waits.ok ? settled({ call, configuration }, sid, 'waits') : waits;
  }
  const opened = await revive({ call, configuration }, conversation, who);
  return opened.ok ? settled({ call, configuration }, sid, 'handedOver') : opened;
}

/** Looked for after the webhook stands: from then on it hears of them. */
async function replied({ call, configuration }: Call, conversation: Conversation, { address }: Customer): Outcome {
  const { twilio } = call;
  const { sid } = conversation;
  const messages = await attempt(() =>
    twilio.conversations.v1
      .services(configuration.chatServiceSid)
      .conversations(sid)
      .messages.list({ order: 'desc', limit: LATEST_MESSAGES }),
  );
  if (!messages.ok) return failure(twilioError(messages.error));
  if (!messages.value.some(({ author }) => author === address)) return settled({ call, configuration }, sid, 'waits');
  const taken = await takeReply(call, configuration, conversation, address);
  return taken.ok ? settled({ call, configuration }, sid, 'handedOver') : taken;
}

async function settled({ call, configuration }: Call, conversationSid: string, rest: Rest): Outcome {
  const lifted = await settle(call.twilio, configuration.chatServiceSid, conversationSid);
  return lifted.ok ? success(rest) : failure(twilioError(lifted.error));
}
