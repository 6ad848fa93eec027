import { findConversation, hasMessageOf, writeStartRecord } from '../conversations/conversations';
import { installReplyWebhook, replyTarget } from '../outreach/replyWebhook';
import { takeReply } from '../outreach/takeReply';
import type { FunctionError } from '../runtime/FunctionError';
import type { Result } from '../runtime/Result';
import { failure, success } from '../runtime/Result';
import type { Start } from './Start';
import { replyOf } from './firstMessage';
import { leftHalfDone } from './undo';

/**
 * For a customer who has, or may have, the message while no task could be made: the reply makes one, for the same
 * agent. Where that cannot be had either, the conversation is marked.
 */
export function waitForReply(
  start: Start,
  conversationSid: string,
  cause: FunctionError,
): Promise<Result<undefined, FunctionError>> {
  const { call, configuration, record, queueSid, address } = start;
  const { twilio, http, context } = call;
  const { chatServiceSid } = configuration;
  const reply = replyOf(start, { to: 'agent', queueSid });
  return http.inReserve(async () => {
    const [installed, conversation] = await Promise.all([
      installReplyWebhook(twilio, chatServiceSid, conversationSid, replyTarget(context, configuration.settings)),
      findConversation(twilio, chatServiceSid, conversationSid),
    ]);
    if (installed.ok && conversation.ok && conversation.value) {
      const written = await writeStartRecord(twilio, chatServiceSid, conversation.value, { ...record, reply });
      if (written.ok) {
        // The message went before the webhook stood: a quick customer may have answered in between.
        const answered = await hasMessageOf(twilio, chatServiceSid, conversationSid, address);
        const marked = answered ? await findConversation(twilio, chatServiceSid, conversationSid) : conversation;
        if (answered && marked.ok && marked.value) await takeReply(call, configuration, marked.value, address);
        return success(undefined);
      }
    }
    return failure(await leftHalfDone(start, conversationSid, cause));
  });
}
