import { plainAddress } from '../../../src/contract/address/messagingAddress';
import type { Conversation } from '../conversations/conversations';
import { findFirstMessage, writeStartRecord } from '../conversations/conversations';
import { awaitsReply, readStartRecord } from '../conversations/startRecord';
import type { Reply, StartRecord } from '../conversations/startRecord';
import type { FirstMessage, StartResult } from '../interactions/Start';
import { claimConversation } from '../interactions/claimConversation';
import { deliverMessage, delivered } from '../interactions/deliverMessage';
import { inTurn } from '../interactions/inTurn';
import { remember } from '../interactions/remember';
import { clearAway, leftHalfDone, undo } from '../interactions/undo';
import type { FunctionError } from '../runtime/FunctionError';
import { failure, success } from '../runtime/Result';
import { isOver } from '../runtime/isOver';
import { now } from '../runtime/Surroundings';
import { twilioError } from '../runtime/twilioFailure';
import type { WaitingEntry } from '../waiting/waitingIndex';
import { putEntry } from '../waiting/waitingIndex';
import { installReplyWebhook, replyTarget } from './replyWebhook';

/** A first message whose reply becomes a task: the record says whose. */
export interface Outreach extends FirstMessage {
  record: StartRecord & { reply: Reply };
}

/**
 * Conversation with the customer → webhook for the reply → message, in this order: a reply can come within a second of
 * the message. There is no task, so it takes nobody's capacity. Where no message went, all is undone.
 * @param known the customer's conversations, closed ones too
 * @param checked asked before anything is made; a repeat of what is done already is not checked again
 */
export function startOutreach(
  outreach: Outreach,
  known: readonly Conversation[],
  checked: () => Promise<FunctionError | undefined>,
): Promise<StartResult> {
  const timers = { closed: `P${outreach.configuration.settings.outreach.waitDays}D` };
  const claim = (named: Outreach) => claimConversation(named, timers);
  return inTurn(outreach, { known, checked, claim, finish, repeat });
}

async function finish(outreach: Outreach, conversationSid: string): Promise<StartResult> {
  const { call, configuration } = outreach;
  const { twilio, context } = call;
  const target = replyTarget(context, configuration.settings, outreach.channel);
  const installed = await installReplyWebhook(twilio, configuration.chatServiceSid, conversationSid, target);
  if (!installed.ok) return undo(outreach, conversationSid, undefined, twilioError(installed.error));

  const [message] = await Promise.all([
    deliverMessage(outreach, conversationSid),
    remember(outreach),
    keepWaiting(outreach, conversationSid),
  ]);
  if (message.ok) {
    return success({
      repeated: false,
      started: { conversationSid, ...message.value, waitsForReply: true },
    });
  }
  const { cause, isCertain } = message.error;
  // Where the customer may have the message, the webhook has to stay for the reply.
  if (!isCertain) return failure(await leftHalfDone(outreach, conversationSid, cause));
  return undo(outreach, conversationSid, undefined, cause);
}

/** In the list of what its agent waits for; of a message that did not go, the list finds that it waits for nothing. */
async function keepWaiting(
  { call: { twilio, log }, configuration, record, channel, customerName, address }: Outreach,
  conversationSid: string,
): Promise<void> {
  if (record.workerSid === undefined) return;
  const entry: WaitingEntry = {
    conversationSid,
    kind: 'outreach',
    channel,
    address: plainAddress(address),
    customerName,
    waitsFor: 'reply',
    since: now(twilio).toISOString(),
    note: '',
    hasWritten: false,
  };
  const kept = await putEntry(twilio, record.workerSid, entry, configuration.settings.outreach.waitDays + 1);
  if (!kept.ok) log.addWarning('a message is not in the list of what its agent waits for');
}

/** As the interactions' repeat, for conversations that began without a task. */
async function repeat(outreach: Outreach, conversation: Conversation): Promise<StartResult | undefined> {
  const { call, configuration, requestId } = outreach;
  const { twilio } = call;
  const { chatServiceSid } = configuration;
  const { sid: conversationSid, attributes, state } = conversation;
  const record = readStartRecord(attributes);
  const message = await findFirstMessage(twilio, chatServiceSid, conversationSid, requestId);
  if (!message.ok) return failure(twilioError(message.error));
  // Twilio closes a conversation by itself where it could not add the participant (50427).
  const over = record?.leftHalfDone === true || state === 'closed' || isOver(twilio, record?.startedAt);
  if (message.value) {
    const sent = delivered(outreach, message.value);
    if (sent.textMissing && !over) return failure({ code: 'REQUEST_IN_PROGRESS' });
    if (record?.leftHalfDone) {
      // Where the mark cannot be taken away, the next repeat does it.
      await writeStartRecord(twilio, chatServiceSid, conversation, { ...record, leftHalfDone: undefined });
    }
    const waits = awaitsReply(record);
    const started = { conversationSid, ...sent, ...(waits ? { waitsForReply: true } : {}) };
    return success({ repeated: true, started });
  }
  if (!over) return failure({ code: 'REQUEST_IN_PROGRESS' });
  if (state === 'closed') return undefined;
  const obstacle = await clearAway(outreach, conversationSid, undefined);
  return obstacle && failure(obstacle);
}
