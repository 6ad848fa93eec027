import { findConversation, removeConversation, writeStartRecord } from '../conversations/conversations';
import { readStartRecord } from '../conversations/startRecord';
import type { FunctionError } from '../runtime/FunctionError';
import { failure, success } from '../runtime/Result';
import type { FirstMessage } from './Start';
import type { Interaction } from './interactions';
import { closeInteraction } from './interactions';

type Made = Pick<FirstMessage, 'call' | 'configuration' | 'record'>;

/**
 * Takes back what was made, so that the request can be made anew, and answers `cause`. Where that fails too, what is left
 * stays, marked, and the answer is LEFT_HALF_DONE.
 */
export async function undo(
  made: Made,
  conversationSid: string,
  interaction: Interaction | undefined,
  cause: FunctionError,
): Promise<{ ok: false; error: FunctionError }> {
  const { twilio, http } = made.call;
  const { chatServiceSid } = made.configuration;
  return http.inReserve(async () => {
    // The task first: without its conversation Flex could not close it.
    const closed = interaction ? await closeInteraction(twilio, interaction) : success(undefined);
    if (!closed.ok) return failure(await leftHalfDone(made, conversationSid, cause));
    const removed = await removeConversation(twilio, chatServiceSid, conversationSid);
    if (removed.ok) return failure(cause);
    // Closing the interaction has closed the conversation: it holds the customer no longer.
    const left = await findConversation(twilio, chatServiceSid, conversationSid);
    const isOver = left.ok && (left.value === undefined || left.value.state === 'closed');
    return failure(isOver ? cause : await leftHalfDone(made, conversationSid, cause));
  });
}

/** Marks a conversation that is neither whole nor undone, for whoever comes next: a repeat, or a clean-up. */
export async function leftHalfDone(made: Made, conversationSid: string, cause: FunctionError): Promise<FunctionError> {
  const { twilio, http } = made.call;
  const { chatServiceSid } = made.configuration;
  await http.inReserve(async () => {
    const conversation = await findConversation(twilio, chatServiceSid, conversationSid);
    if (!conversation.ok || !conversation.value) return;
    const reply = readStartRecord(conversation.value.attributes)?.reply;
    const record = { ...made.record, ...(reply ? { reply } : {}), leftHalfDone: true };
    await writeStartRecord(twilio, chatServiceSid, conversation.value, record);
  });
  return { code: 'LEFT_HALF_DONE', conversationSid, ...(cause.twilio ? { twilio: cause.twilio } : {}) };
}
