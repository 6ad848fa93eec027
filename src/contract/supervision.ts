import * as v from 'valibot';

import { CHANNELS } from './Channel';
import { janitorFinding } from './janitor';
import { sid } from './sid';
import type { TraceMend } from './trace';

const invalid = 'REQUEST_INVALID';

/** Asked about in one request. */
export const MOST_WAITS = 25;

/**
 * The conversation that supervisors' browsers are in so that they hear of calls: nobody writes in it, and its attributes are
 * changed whenever there is something new to ask for.
 */
export const SUPERVISORS_BELL = 'messaging-controls-supervisors';

/**
 * `POST /supervision`, for supervisors: `waits` tells since when the customers of some conversations wait; `unread`, which of
 * the customer's words the agents of one have not read; `unowned`, which
 * open conversations no agent has, and what the janitor did last; `calls`, which agents ask for help or are silent.
 */
export const supervisionRequest = v.variant(
  'act',
  [
    v.object(
      {
        act: v.literal('waits', invalid),
        /** SIDs, with blanks between them; 25 at most. */
        conversationSids: v.pipe(
          v.string(invalid),
          v.regex(/^CH[0-9a-f]{32}( CH[0-9a-f]{32}){0,24}$/, invalid),
          v.transform((sids) => [...new Set(sids.split(' '))]),
        ),
      },
      invalid,
    ),
    /** Of one conversation, how much its agent has not read: it takes calls of its own, so that no list asks for it. */
    v.object({ act: v.literal('unread', invalid), conversationSid: sid('CH') }, invalid),
    v.object({ act: v.literal('unowned', invalid) }, invalid),
    /** `listens` once for each page: from then on its browser hears the bell. */
    v.object({ act: v.literal('calls', invalid), listens: v.optional(v.literal('yes', invalid)) }, invalid),
  ],
  invalid,
);

export type SupervisionRequest = v.InferInput<typeof supervisionRequest>;

export const wait = v.object({
  conversationSid: v.string(),
  /** Since the customer's first message that no agent has answered. Absent where nobody waits. */
  seconds: v.optional(v.number()),
  /** How many messages they have written since, of the last 20 in the conversation. Absent where nobody waits. */
  unanswered: v.optional(v.number()),
});

export type SupervisionWait = v.InferOutput<typeof wait>;

/** What is shown of a customer's address where the settings hide it. */
export const masked = (address: string): string => `•••• ${address.slice(-4)}`;

/**
 * Why no agent has it: a start that was cut off; the customer wrote last and nobody sees it; our message waits for their
 * reply; it rests until they write; it is answered, and nobody has ended it.
 */
export const UNOWNED = ['halfMade', 'unanswered', 'awaitsReply', 'parked', 'answered'] as const;
export type Unowned = (typeof UNOWNED)[number];

export const unownedConversation = v.object({
  conversationSid: v.string(),
  why: v.picklist(UNOWNED),
  /** ISO 8601: when it was begun, last written in, or last changed; whichever is known. */
  since: v.string(),
  /** The worker (`WK…`) or the system that began it. */
  owner: v.optional(v.string()),
  channel: v.optional(v.picklist(CHANNELS)),
  /** Masked where the settings say so. */
  customer: v.optional(v.string()),
  /** What `POST /mend` may do about it; only for whom the settings let do it. */
  mend: v.optional(v.picklist(['answer', 'close', 'rest'] satisfies TraceMend[])),
});
export type UnownedConversation = v.InferOutput<typeof unownedConversation>;

export const janitorReport = v.object({
  /** ISO 8601. */
  at: v.string(),
  findings: v.array(janitorFinding),
  isComplete: v.boolean(),
});

/** An agent asks for help, or leaves a customer waiting. */
export const supervisorCall = v.object({
  conversationSid: v.string(),
  /** The agent's. */
  taskSid: v.string(),
  workerSid: v.string(),
  /** The agent's. */
  name: v.string(),
  /** What the agent wrote, if anything. */
  why: v.string(),
  /** ISO 8601: since when they ask, or the customer waits. */
  at: v.string(),
  /** Nobody has asked: the agent neither answers nor shows any activity. */
  isSilent: v.optional(v.literal(true)),
});
export type SupervisorCall = v.InferOutput<typeof supervisorCall>;

export const supervisionResponse = v.object({
  ok: v.literal(true),
  waits: v.optional(v.array(wait)),
  /** How many of the unanswered messages no agent inside has read. Absent where nobody waits, or no agent is inside. */
  unread: v.optional(v.number()),
  /** The oldest first. */
  calls: v.optional(v.array(supervisorCall)),
  unowned: v.optional(
    v.object({
      /** Those that need somebody first, then the oldest first. */
      conversations: v.array(unownedConversation),
      /** False where there was no time, or no room, for all. */
      isComplete: v.boolean(),
      /** When the janitor looked last, ISO 8601; absent where it has not within a week. */
      sweptAt: v.optional(v.string()),
      /** Its sweeps that found something, the latest first; at most 20. */
      reports: v.array(janitorReport),
    }),
  ),
});
export type UnownedList = NonNullable<v.InferOutput<typeof supervisionResponse>['unowned']>;
