import * as v from 'valibot';

import { REASON_CODES } from './reasonCode';
import { sid } from './sid';
import { messageEntries as entries } from './startConversation';
import { wordedLines } from './text';

const invalid = 'REQUEST_INVALID';
const conversationSid = sid('CH');

/** `POST /open-conversations`: the conversation that `CONVERSATION_OPEN` names, with its owner and what can be done. */
export const openConversationsRequest = v.object(
  { channel: entries.channel, to: entries.to, from: entries.from, otherAddresses: entries.otherAddresses },
  invalid,
);

export const REMEDIES = ['open', 'join', 'takeOver', 'reuse', 'messageOwner'] as const;
export type Remedy = (typeof REMEDIES)[number];

export const openConversation = v.object({
  conversationSid: v.string(),
  /** ISO 8601. */
  startedAt: v.string(),
  lastMessage: v.optional(
    v.object({
      /** ISO 8601. */
      at: v.string(),
      by: v.picklist(['customer', 'agent', 'system']),
      /** Its first 160 characters; empty for a file. */
      text: v.string(),
    }),
  ),
  /** The agent whose task it is; absent where it has none. */
  owner: v.optional(
    v.object({ workerSid: v.string(), name: v.string(), isYou: v.boolean(), isAvailable: v.boolean() }),
  ),
  /** It rings at somebody, or waits in a queue. */
  isQueued: v.boolean(),
  /** It waits for the customer's reply, with no task. */
  waitsForReply: v.boolean(),
  /** The task's SID, for `open`. */
  taskSid: v.optional(v.string()),
  /** What applies, best first: `open` mine; `join` or `takeOver` another's; `reuse` one that has no agent. */
  remedies: v.array(v.picklist(REMEDIES)),
});

export const openConversationsResponse = v.object({
  ok: v.literal(true),
  conversations: v.array(openConversation),
});

/**
 * `POST /remedies`: `askOwner` asks the owner's browser whether they are writing, which answers the agent's within Flex;
 * joins or takes over a conversation (a task for the agent who asks; after `takeOver`, once it is
 * accepted, `finishTakeOver` removes the former agent), or writes to its owner within Flex.
 */
export const remediesRequest = v.variant(
  'remedy',
  [
    v.object({ remedy: v.picklist(['join', 'finishTakeOver'], invalid), conversationSid }, invalid),
    v.object(
      {
        remedy: v.literal('takeOver', invalid),
        conversationSid,
        /** The owner reads it before they lose the conversation. */
        reason: wordedLines(500),
        reasonCode: v.optional(v.picklist(REASON_CODES, invalid), 'other'),
      },
      invalid,
    ),
    v.object(
      { remedy: v.literal('askOwner', invalid), conversationSid, askId: v.pipe(v.string(invalid), v.uuid(invalid)) },
      invalid,
    ),
    v.object(
      {
        remedy: v.literal('messageOwner', invalid),
        conversationSid,
        text: wordedLines(500),
      },
      invalid,
    ),
  ],
  invalid,
);

export const remediesResponse = v.object({
  ok: v.literal(true),
  /** The task that the agent gets, after `join` and `takeOver`. */
  taskSid: v.optional(v.string()),
});

export type OpenConversation = v.InferOutput<typeof openConversation>;
export type RemediesRequest = v.InferInput<typeof remediesRequest>;
