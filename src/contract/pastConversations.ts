import * as v from 'valibot';

import { CHANNELS } from './Channel';
import { messageEntries } from './startConversation';

const { channel, to, from } = messageEntries;

/** How much of each message is told. */
export const PAST_LINE_CHARACTERS = 160;

/** `POST /past-conversations`: what was said lately with a customer whom the agent may write to from this sender. */
export const pastConversationsRequest = v.object({ channel, to, from }, 'REQUEST_INVALID');

export const pastConversation = v.object({
  conversationSid: v.string(),
  channel: v.picklist(CHANNELS),
  /** ISO 8601, as all times here. */
  startedAt: v.string(),
  /** `active`, `inactive` or `closed`. */
  state: v.string(),
  /** The last three at most, the oldest first. */
  lines: v.array(
    v.object({
      at: v.string(),
      by: v.picklist(['customer', 'agent', 'system']),
      /** The agent's identity. */
      agent: v.optional(v.string()),
      isYou: v.optional(v.boolean()),
      /** Its first 160 characters; empty for a file. */
      text: v.string(),
    }),
  ),
});
export type PastConversation = v.InferOutput<typeof pastConversation>;

export const pastConversationsResponse = v.object({
  ok: v.literal(true),
  /** The latest first, at most five. */
  conversations: v.array(pastConversation),
});
