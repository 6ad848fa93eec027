import * as v from 'valibot';

/** What came of a start. */
export const startedConversation = v.object({
  conversationSid: v.string(),
  messageSid: v.string(),
  /** Absent where there is no task: before the reply (`waitsForReply`), or where it has been completed meanwhile. */
  interactionSid: v.optional(v.string()),
  interactionChannelSid: v.optional(v.string()),
  taskSid: v.optional(v.string()),
  /** The message went and no task is open: the customer's reply makes one. After `interactions`, its task had failed. */
  waitsForReply: v.optional(v.boolean()),
  /** The file went; the text with it was refused, or nobody can tell. It is not sent again. */
  textMissing: v.optional(v.boolean()),
});

/** 201 when started, 200 when repeated. */
export const startedResponse = v.object({ ok: v.literal(true), started: startedConversation });

export type StartedConversation = v.InferOutput<typeof startedConversation>;
