import { findConversation, hasMessageOf, writeStartRecord } from '../conversations/conversations';
import type { Reply, StartRecord } from '../conversations/startRecord';
import { installReplyWebhook, replyTarget } from '../outreach/replyWebhook';
import { takeReply } from '../outreach/takeReply';
import type { FunctionError } from '../runtime/FunctionError';
import type { Result } from '../runtime/Result';
import { failure, success } from '../runtime/Result';
import type { FirstMessage, Start } from './Start';
import { replyOf } from './firstMessage';
import { leftHalfDone } from './undo';

/**
 * For a customer who has, or may have, the message while no task could be made: the reply makes one, for the same
 * agent. Where that cannot be had either, the conversation is marked.
 */
export const waitForReply = (
  start: Start,
  conversationSid: string,
  cause: FunctionError,
): Promise<Result<undefined, FunctionError>> =>
  awaitReply(
    { ...start, record: { ...start.record, reply: replyOf(start, { to: 'agent', queueSid: start.queueSid }) } },
    conversationSid,
    cause,
  );

/** A message of ours whose reply is to make a task. */
interface Waiting extends Pick<FirstMessage, 'call' | 'configuration' | 'requestId'> {
  record: StartRecord & { reply: Reply };
}

export function awaitReply(
  waiting: Waiting,
  conversationSid: string,
  cause: FunctionError,
): Promise<Result<undefined, FunctionError>> {
  const { call, configuration, record } = waiting;
  const { twilio, http, context } = call;
  const { chatServiceSid } = configuration;
  const { channel, address } = record.reply;
  return http.inReserve(async () => {
    const target = replyTarget(context, configuration.settings, channel);
    const [installed, conversation] = await Promise.all([
      installReplyWebhook(twilio, chatServiceSid, conversationSid, target),
      findConversation(twilio, chatServiceSid, conversationSid),
    ]);
    if (installed.ok && conversation.ok && conversation.value) {
      const written = await writeStartRecord(twilio, chatServiceSid, conversation.value, record);
      if (written.ok) {
        // The message went before the webhook stood: a quick customer may have answered in between.
        const answered = await hasMessageOf(twilio, chatServiceSid, conversationSid, address);
        const marked = answered ? await findConversation(twilio, chatServiceSid, conversationSid) : conversation;
        if (answered && marked.ok && marked.value) await takeReply(call, configuration, marked.value, address);
        return success(undefined);
      }
    }
    // Nothing waits: the next try gives the agent the task.
    const marked = { ...waiting, record: { ...record, reply: undefined } };
    return failure(await leftHalfDone(marked, conversationSid, cause));
  });
}
