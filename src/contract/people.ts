import * as v from 'valibot';

import { REASON_CODES } from './reasonCode';
import { sid } from './sid';
import { lines } from './text';
import { WAITS_FOR } from './waitsFor';

const invalid = 'REQUEST_INVALID';

/** The task of the agent who asks, in the conversation that it is about. */
const taskSid = sid('WT');

/** What becomes of the inviting agent: they stay; they leave when the newcomer is inside; they leave at once. */
export const HAND_OVERS = ['stay', 'whenJoined', 'now'] as const;
export type HandOver = (typeof HAND_OVERS)[number];

/** What the last agent chooses: a queue, the customer's reply, or the end. */
export const LAST_CHOICES = ['queue', 'wait', 'close'] as const;
export type LastChoice = (typeof LAST_CHOICES)[number];

/**
 * The date of a waiting conversation. An interaction's channel ends 180 days after its last change.
 * https://www.twilio.com/docs/flex/developer/conversations/interactions-api/channels-subresource
 */
export const SHORTEST_WAIT_MINUTES = 5;
export const LONGEST_WAIT_DAYS = 180;

/** Why a conversation that was put aside has come back; `silence`: its agent, who still has it, does not answer. */
export const BACK_FOR = ['reply', 'date', 'takenBack', 'handedOver', 'silence'] as const;
export type BackFor = (typeof BACK_FOR)[number];

const note = v.optional(v.pipe(lines('MESSAGE_TOO_LONG', 500), v.trim()), '');

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
        note,
      },
      invalid,
    ),
    v.pipe(
      v.object(
        {
          act: v.literal('wait', invalid),
          taskSid,
          waitsFor: v.picklist(WAITS_FOR, invalid),
          /** ISO 8601, where it waits for a date. */
          until: v.optional(v.pipe(v.string('WAIT_TIME_INVALID'), v.isoTimestamp('WAIT_TIME_INVALID'))),
          /** For whoever gets it then, the agent or another one. */
          note,
          /** The index of the last message that the agent has seen: a later one is a reply already. */
          seen: v.optional(v.pipe(v.string(invalid), v.digits(invalid), v.transform(Number))),
        },
        invalid,
      ),
      v.check(({ waitsFor, until }) => waitsFor === 'reply' || until !== undefined, 'WAIT_TIME_INVALID'),
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
  /** No colleague has invited: the agent of that name had put the conversation aside. */
  backFor: v.optional(v.picklist(BACK_FOR)),
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
  invitation: v.optional(
    v.object({
      byName: v.string(),
      note: v.string(),
      lastMessage: v.string(),
      backFor: v.optional(v.picklist(BACK_FOR)),
    }),
  ),
});

export const peopleResponse = v.object({
  ok: v.literal(true),
  /** As it is now; absent where the agent is no longer inside. */
  people: v.optional(people),
  queues: v.optional(v.array(v.object({ sid: v.string(), name: v.string() }))),
});

export type PeopleRequest = v.InferInput<typeof peopleRequest>;
export type People = v.InferOutput<typeof people>;
