import type { Conversation } from '../conversations/conversations';
import { findFirstMessage, writeStartRecord } from '../conversations/conversations';
import { readStartRecord } from '../conversations/startRecord';
import { failure, success } from '../runtime/Result';
import { twilioError } from '../runtime/twilioFailure';
import type { Start, StartResult } from './Start';
import { findInteraction } from './interactions';
import { leftHalfDone, undo } from './undo';

/** No function runs for longer than 10 seconds: one that began before has ended, whatever became of it. */
const OVER_AFTER_MILLISECONDS = 20_000;

/**
 * Answers a request that has come before, by the conversation that holds its name. Undefined where the earlier one
 * failed and nothing of it is left, so that it can be made anew.
 */
export async function repeat(start: Start, conversation: Conversation): Promise<StartResult | undefined> {
  const { call, configuration, requestId } = start;
  const { sid: conversationSid, attributes, state } = conversation;
  const record = readStartRecord(attributes);
  if (record?.started) return success({ repeated: true, started: { conversationSid, ...record.started } });

  const age = Date.now() - Date.parse(record?.startedAt ?? '');
  // Twilio closes a conversation by itself where it could not add the participant (50427).
  const over = record?.leftHalfDone === true || state === 'closed' || age > OVER_AFTER_MILLISECONDS;
  if (!over) return failure({ code: 'REQUEST_IN_PROGRESS' });

  const [interaction, message] = await Promise.all([
    findInteraction(call.twilio, configuration, conversationSid),
    findFirstMessage(call.twilio, configuration.chatServiceSid, conversationSid, requestId),
  ]);
  if (!interaction.ok) return failure(twilioError(interaction.error));
  if (!message.ok) return failure(twilioError(message.error));
  if (!message.value) {
    const undone = await undo(start, conversationSid, interaction.value, { code: 'TWILIO_UNAVAILABLE' });
    return undone.error.code === 'LEFT_HALF_DONE' ? undone : undefined;
  }
  // The customer has the message: it must not go again, and what there is must not be taken away.
  if (!interaction.value) return failure(await leftHalfDone(start, conversationSid, { code: 'LEFT_HALF_DONE' }));
  const started = { ...interaction.value, messageSid: message.value.sid };
  await writeStartRecord(call.twilio, configuration.chatServiceSid, conversation, { ...start.record, started });
  return success({ repeated: true, started: { conversationSid, ...started } });
}
