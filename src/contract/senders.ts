import * as v from 'valibot';

/** `POST /senders`: the senders and queues that the agent who asks may write from. */
export const sendersRequest = v.object({});

export const sendersResponse = v.object({
  ok: v.literal(true),
  senders: v.array(
    v.object({
      channel: v.string(),
      address: v.string(),
      /** False where Twilio does not schedule messages from it, as the Messaging Service does not have it. */
      schedules: v.optional(v.boolean()),
    }),
  ),
  /** The queues that the worker belongs to, the settings' own first. */
  queues: v.array(v.object({ sid: v.string(), name: v.string() })),
  /** May write in quiet hours, with a reason. */
  mayOverride: v.boolean(),
  /** May start a conversation for a colleague. */
  mayStartFor: v.optional(v.boolean(), false),
});

export type AllowedSenders = Omit<v.InferOutput<typeof sendersResponse>, 'ok'>;
