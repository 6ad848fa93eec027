import type { Conversation } from '../conversations/conversations';
import { findFirstMessage, writeStartRecord } from '../conversations/conversations';
import { readStartRecord } from '../conversations/startRecord';
import { failure, success } from '../runtime/Result';
import { isOver } from '../runtime/isOver';
import { twilioError } from '../runtime/twilioFailure';
import type { Start, StartResult } from './Start';
import { giveTask } from './giveTask';
import { delivered } from './deliverMessage';
import type { Delivered } from './deliverMessage';
import { closeInteraction, findInteraction, sidsOf } from './interactions';
import { clearAway } from './undo';
import { waitForReply } from './waitForReply';

/**
 * Answers a request that has come before, by the conversation that holds its name. Undefined where the earlier one
 * failed and nothing of it is left, so that it can be made anew.
 */
export async function repeat(start: Start, conversation: Conversation): Promise<StartResult | undefined> {
  const { call, configuration, requestId } = start;
  const { twilio } = call;
  const { chatServiceSid } = configuration;
  const { sid: conversationSid, attributes, state } = conversation;
  const [message, task] = await Promise.all([
    findFirstMessage(twilio, chatServiceSid, conversationSid, requestId),
    findInteraction(twilio, configuration, { conversationSid }),
  ]);
  if (!message.ok) return failure(twilioError(message.error));
  if (!task.ok) return failure(twilioError(task.error));

  const record = readStartRecord(attributes);
  const isMarked = record?.leftHalfDone === true;
  // Twilio closes a conversation by itself where it could not add the participant (50427).
  const hasEnded = isMarked || state === 'closed' || isOver(twilio, record?.startedAt);
  if (!message.value) {
    if (!hasEnded) return failure({ code: 'REQUEST_IN_PROGRESS' });
    const left = task.value && sidsOf(task.value);
    if (state === 'closed') {
      const closed = left ? await closeInteraction(twilio, left) : success(undefined);
      return closed.ok ? undefined : failure(twilioError(closed.error));
    }
    const obstacle = await clearAway(start, conversationSid, left);
    return obstacle && failure(obstacle);
  }

  // The customer has the message: it must not go again, and what there is must not be taken away.
  const sent = { conversationSid, ...delivered(start, message.value) };
  if (sent.textMissing && !hasEnded) return failure({ code: 'REQUEST_IN_PROGRESS' });
  const whole = async (started: Partial<typeof task.value>): Promise<StartResult> => {
    // Where the mark cannot be taken away, the next repeat does it.
    if (isMarked) await writeStartRecord(twilio, chatServiceSid, conversation, { ...record, leftHalfDone: undefined });
    return success({ repeated: true, started: { ...sent, ...started } });
  };
  if (task.value) return whole(sidsOf(task.value));
  // Twilio forgets a task some minutes after it is completed.
  if (state === 'closed') return whole({});
  if (record?.reply) {
    if (isMarked) return finishWaiting(start, sent);
    const waits = record.reply.repliedAt === undefined ? { waitsForReply: true } : {};
    return success({ repeated: true, started: { ...sent, ...waits } });
  }
  if (!hasEnded) return failure({ code: 'REQUEST_IN_PROGRESS' });
  const given = await giveTask(start, conversationSid);
  if (given.ok) return whole(given.value);
  // Its interaction rests without a task, and wakes when the customer writes.
  return given.error.isTaken ? whole({}) : finishWaiting(start, sent);
}

async function finishWaiting(start: Start, sent: Delivered & { conversationSid: string }): Promise<StartResult> {
  const waits = await waitForReply(start, sent.conversationSid, { code: 'TWILIO_UNAVAILABLE' });
  return waits.ok ? success({ repeated: true, started: { ...sent, waitsForReply: true } }) : waits;
}
