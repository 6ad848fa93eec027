import * as v from 'valibot';

import { REASON_CODES } from './reasonCode';
import { sid } from './sid';
import { lines } from './text';

const invalid = 'REQUEST_INVALID';

/** The task of the agent who asks, in the conversation that it is about. */
const taskSid = sid('WT');

/** What becomes of the inviting agent: they stay; they leave when the newcomer is inside; they leave at once. */
export const HAND_OVERS = ['stay', 'whenJoined', 'now'] as const;
export type HandOver = (typeof HAND_OVERS)[number];

/** What the last agent chooses: a queue, the customer's reply, or the end. */
export const LAST_CHOICES = ['queue', 'wait', 'close'] as const;
export type LastChoice = (typeof LAST_CHOICES)[number];

/** Why somebody else's work is taken away or ended. They are told. */
const reason = v.pipe(lines('MESSAGE_TOO_LONG', 500), v.trim());
/** The same for the audit, which keeps no words. */
const reasonCode = v.optional(v.picklist(REASON_CODES, invalid), 'other');

/**
 * `POST /people`: who is in a conversation, and who comes and goes. `list` is for those who are invited too; `queues`
 * are those that can be invited. Supervisors name the task of an agent, and have to say why they change anything.
 */
export const peopleRequest = v.variant(
  'act',
  [
    v.object({ act: v.picklist(['list', 'queues', 'join'], invalid), taskSid }, invalid),
    v.object({ act: v.literal('end', invalid), taskSid, reason: v.optional(reason, ''), reasonCode }, invalid),
    v.object(
      {
        act: v.literal('invite', invalid),
        taskSid,
        /** The colleague, or the queue. */
        invitee: v.union([sid('WK'), sid('WQ')], invalid),
        handOver: v.optional(v.picklist(HAND_OVERS, invalid), 'stay'),
        /** For agents alone. */
        note: v.optional(v.pipe(lines('MESSAGE_TOO_LONG', 500), v.trim()), ''),
      },
      invalid,
    ),
    v.object(
      { act: v.literal('withdraw', invalid), taskSid, inviteId: v.pipe(v.string(invalid), v.uuid(invalid)) },
      invalid,
    ),
    v.object(
      { act: v.literal('leave', invalid), taskSid, then: v.optional(v.picklist(LAST_CHOICES, invalid)) },
      invalid,
    ),
    v.object(
      { act: v.literal('remove', invalid), taskSid, workerSid: sid('WK'), reason: v.optional(reason, ''), reasonCode },
      invalid,
    ),
    v.object(
      {
        act: v.literal('reassign', invalid),
        taskSid,
        /** The colleague, the queue, or the supervisor who asks: everyone who is inside goes as they come in. */
        invitee: v.union([sid('WK'), sid('WQ')], invalid),
        reason,
        reasonCode,
      },
      invalid,
    ),
  ],
  invalid,
);

/** `waiting` in a queue, `ringing` at somebody, or how it ended. */
export const INVITE_STATES = ['waiting', 'ringing', 'joined', 'declined', 'timedOut', 'withdrawn', 'ended'] as const;

export const invite = v.object({
  id: v.string(),
  /** Of the colleague or the queue. */
  name: v.string(),
  isQueue: v.boolean(),
  byName: v.string(),
  /** ISO 8601. */
  at: v.string(),
  handOver: v.picklist(HAND_OVERS),
  note: v.string(),
  state: v.picklist(INVITE_STATES),
});

export const people = v.object({
  conversationSid: v.string(),
  /** Those at work in it. */
  agents: v.array(
    v.object({
      workerSid: v.string(),
      name: v.string(),
      isYou: v.boolean(),
      isAvailable: v.boolean(),
      /** ISO 8601. */
      since: v.string(),
    }),
  ),
  /** Who have joined openly, without a task. */
  supervisors: v.array(v.object({ name: v.string(), isYou: v.boolean(), since: v.string() })),
  customers: v.array(v.object({ address: v.string(), channel: v.string(), since: v.string() })),
  /** Pending ones, and those that ended within the last ten minutes. */
  invites: v.array(invite),
  /** What the settings let the one who asks do. */
  may: v.object({ remove: v.boolean(), end: v.boolean() }),
  /** The invite that the agent who asks has not accepted yet, and the customer's last words. */
  invitation: v.optional(v.object({ byName: v.string(), note: v.string(), lastMessage: v.string() })),
});

export const peopleResponse = v.object({
  ok: v.literal(true),
  /** As it is now; absent where the agent is no longer inside. */
  people: v.optional(people),
  queues: v.optional(v.array(v.object({ sid: v.string(), name: v.string() }))),
});

export type PeopleRequest = v.InferInput<typeof peopleRequest>;
export type People = v.InferOutput<typeof people>;
export type PeopleInvite = v.InferOutput<typeof invite>;
