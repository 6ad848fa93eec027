import { findConversation, hasOtherMessages, writeStartRecord } from '../conversations/conversations';
import { letGo } from '../conversations/letGo';
import { isFirstMessage, readStartRecord, withStartRecord } from '../conversations/startRecord';
import type { FunctionError } from '../runtime/FunctionError';
import { failure, success } from '../runtime/Result';
import { twilioError } from '../runtime/twilioFailure';
import type { FirstMessage } from './Start';
import type { Interaction } from './interactions';
import { closeInteraction } from './interactions';

type Made = Pick<FirstMessage, 'call' | 'configuration' | 'requestId' | 'record'> & {
  /** Whether its first message is a text for agents alone, which may be there though nothing has been sent. */
  isNote?: boolean;
};

/** Takes back what was made, and answers `cause`, or why it could not be taken back. */
export const undo = async (
  made: Made,
  conversationSid: string,
  interaction: Interaction | undefined,
  cause: FunctionError,
): Promise<{ ok: false; error: FunctionError }> =>
  failure((await clearAway(made, conversationSid, interaction, cause)) ?? cause);

/**
 * Takes back what was made, so that the request can be made anew. Answers what stands in the way: CONVERSATION_OPEN
 * where somebody has written there meanwhile, which must not be lost; LEFT_HALF_DONE where taking it back fails too, and
 * what is left stays, until its lease ends.
 */
export async function clearAway(
  made: Made,
  conversationSid: string,
  interaction: Interaction | undefined,
  cause: FunctionError = { code: 'TWILIO_UNAVAILABLE' },
): Promise<FunctionError | undefined> {
  const { call, configuration, requestId, record } = made;
  const { twilio, http } = call;
  const { chatServiceSid } = configuration;
  const { customer } = record;
  return http.inReserve(async () => {
    const written = await hasOtherMessages(twilio, chatServiceSid, conversationSid, requestId);
    if (!written.ok) return leftHalfDone(made, conversationSid, twilioError(written.error));
    if (written.value) return { code: 'CONVERSATION_OPEN', conversationSid };
    const gone = await letGo(twilio, chatServiceSid, conversationSid, {
      chatIdentity: customer?.channel === 'chat' ? customer.address : undefined,
      // One that was sent, and not seen until now, has gone to the customer.
      isExpected: ({ attributes }) => made.isNote === true && isFirstMessage(attributes, requestId),
      attributes: withStartRecord('{}', { ...record, isUndone: true }),
      // Without its conversation Flex could not close the task.
      beforeClosing: async () => (interaction ? closeInteraction(twilio, interaction) : success(undefined)),
    });
    if (!gone.ok) return leftHalfDone(made, conversationSid, cause);
    if (!gone.value.hasWritten) return undefined;
    const others = await hasOtherMessages(twilio, chatServiceSid, conversationSid, requestId);
    if (others.ok && !others.value) return leftHalfDone(made, conversationSid, cause);
    return { code: 'CONVERSATION_OPEN', conversationSid };
  });
}

/** Marks a conversation that is neither whole nor undone, so that a repeat need not wait until its attempt is over. */
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
