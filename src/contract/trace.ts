import * as v from 'valibot';

import { CHANNELS } from './Channel';
import { address, lines } from './text';
import { readSid } from './traceSid';
import { WAITS_FOR } from './waitsFor';

const invalid = 'REQUEST_INVALID';

/** The way of a message, from the customer's phone to an agent and back. */
export const TRACE_STEPS = [
  'message',
  'address',
  'conversation',
  'webhook',
  'flow',
  'interaction',
  'task',
  'queue',
  'offer',
  'agent',
  'answer',
] as const;
export type TraceStepName = (typeof TRACE_STEPS)[number];

/** `underWay` is younger than a minute; `unknown` is what Twilio does not tell, or has forgotten. */
export const TRACE_STATES = ['fine', 'broken', 'underWay', 'unknown'] as const;

/** Why it went no further. Each has its words: setup/src/trace/words.ts. */
export const TRACE_CAUSES = [
  'nothingReceived',
  'addressMissing',
  'addressNotOpen',
  'addressElsewhere',
  'serviceSwallows',
  'refused',
  'halfMade',
  'closedAtOnce',
  'undone',
  'closed',
  'customerOutside',
  'customerElsewhere',
  'sentElsewhere',
  'byRule',
  'webhookMissing',
  'webhookFailed',
  'webhookDeaf',
  'flowStuck',
  'flowFailed',
  'nothingMade',
  'interactionFailed',
  'waitsForReply',
  'left',
  'notWoken',
  'parked',
  'notBroughtBack',
  'taskTimedOut',
  'taskDeleted',
  'workflowTimedOut',
  'taskEnded',
  'joinFailed',
  'allLeft',
  'notQueued',
  'nobodyFits',
  'stepFitsNobody',
  'namedAway',
  'nobodyOnDuty',
  'allBusy',
  'offerTimedOut',
  'offerDeclined',
  'transferHangs',
  'agentOutside',
  'agentMuted',
  'agentSilent',
  'notDelivered',
  'noReceipt',
  'scheduled',
  'calledOff',
  'offersNotKept',
  'messageAlone',
  'channelAlone',
  'inviteAlone',
  'runAlone',
  'workerIdle',
  'forgotten',
  'notReached',
] as const;
export type TraceCause = (typeof TRACE_CAUSES)[number];

/** Nobody can tell from this what to look at: something else has to be traced, and the fix says what. */
export const ASK_ELSE: readonly TraceCause[] = [
  'messageAlone',
  'channelAlone',
  'inviteAlone',
  'runAlone',
  'workerIdle',
];

/**
 * What the backend can do about it: `answer` gives the waiting customer to a person; `giveBack` to the agent who had them;
 * `requeue` to a queue, in place of an agent who is not there; `close` ends a conversation that nobody waits in; `rest`
 * sees to one that a cut-off start has left behind, or that was not brought back in time; `endFlow` ends the Studio
 * execution that lets no other begin; `addWebhook` lets the backend hear of the conversation; `sendAnew` writes the
 * message that was lost into the panel, from where a person sends it; `openAddress` lets an address make conversations.
 */
export const TRACE_MENDS = [
  'answer',
  'giveBack',
  'requeue',
  'close',
  'rest',
  'endFlow',
  'addWebhook',
  'sendAnew',
  'openAddress',
] as const;
export type TraceMend = (typeof TRACE_MENDS)[number];

/** Of a customer: a phone number or another address, with its channel's prefix or without. */
const customer = v.pipe(address(invalid, 256), v.trim());

/** The same; or a SID of `TRACE_SIDS`, a Studio execution's with its flow's (`FW…/FN…`), or a link that has one. */
const what = v.pipe(
  address(invalid, 512),
  v.trim(),
  v.check((text) => !('problem' in (readSid(text) ?? {})), invalid),
);

/** `POST /trace`: where a customer's message went, or an agent's. Changes nothing. */
export const traceRequest = v.object(
  {
    what,
    /**
     * Where a message of Conversations (`IM`) is looked for, which Twilio finds within its conversation only: SIDs, with
     * blanks between them; three at most.
     */
    within: v.optional(
      v.pipe(
        v.string(invalid),
        v.regex(/^CH[0-9a-f]{32}( CH[0-9a-f]{32}){0,2}$/, invalid),
        v.transform((sids) => sids.split(' ')),
      ),
    ),
    /** `1` answers at once with what the conversation itself tells; `2`, or none, walks the whole way. */
    depth: v.optional(v.picklist(['1', '2'], invalid)),
  },
  invalid,
);

export type TraceRequest = v.InferInput<typeof traceRequest>;

/**
 * Why a worker does not have the task that waits: their activity; their channel is off, or full; they lack what the queue
 * demands (`lacks`), or the step of the workflow in which the task waits (`lacksStep`); the step is for another worker
 * alone (`notNamed`); `free` has room, so that it rings soon; `notAsked` is available, and no more is known.
 */
export const WORKER_WHYS = [
  'activity',
  'channelOff',
  'full',
  'lacks',
  'lacksStep',
  'notNamed',
  'free',
  'notAsked',
] as const;
export type WorkerWhy = (typeof WORKER_WHYS)[number];

const eligibility = v.object({
  /** Workers who match the queue's expression, and of these those whose activity is available. */
  fits: v.number(),
  available: v.number(),
  /** The same of those who match the step of the workflow too; absent where it demands nothing, or is not known. */
  step: v.optional(
    v.object({
      fits: v.number(),
      available: v.number(),
      /** It is for one worker alone. */
      isNamed: v.boolean(),
    }),
  ),
  /** At most ten; of a queue whom nobody matches, those outside. */
  workers: v.array(
    v.object({
      sid: v.string(),
      why: v.picklist(WORKER_WHYS),
      /** The name of their activity. */
      activity: v.optional(v.string()),
      /**
       * What they do not meet. Each is a list of alternatives, of which one would do, and each of these a list of parts
       * that would all have to hold: a skill by its name, anything else as the expression writes it.
       */
      lacks: v.optional(v.array(v.array(v.array(v.string())))),
      /** Parts of the expression of which nobody can tell whether they hold for them. */
      unread: v.optional(v.array(v.string())),
      /** Attributes of theirs that are no lists, so that `HAS` finds nothing in them. */
      notLists: v.optional(v.array(v.string())),
      /** How the last offer of this task to them ended; `rings` where it has not. */
      offer: v.optional(v.picklist(['declined', 'timedOut', 'rings'])),
    }),
  ),
  /** How many more there are. */
  others: v.array(v.object({ why: v.picklist(WORKER_WHYS), count: v.number() })),
});
export type Eligibility = v.InferOutput<typeof eligibility>;

export const traceStep = v.object({
  step: v.picklist(TRACE_STEPS),
  state: v.picklist(TRACE_STATES),
  cause: v.optional(v.picklist(TRACE_CAUSES)),
  /** False where the cause is only likely. */
  isCertain: v.optional(v.boolean()),
  /** ISO 8601. */
  at: v.optional(v.string()),
  /** Twilio's own error: https://www.twilio.com/docs/api/errors */
  code: v.optional(v.number()),
  /** Twilio's word for how it stands, such as `assigned`. */
  status: v.optional(v.string()),
  /** The name of the queue in which the task waits, or through which it went. */
  queue: v.optional(v.string()),
  /** The name of the workflow's filter that led the task into the queue, as long as TaskRouter tells it. */
  filter: v.optional(v.string()),
  /** What it is about. */
  sids: v.array(v.string()),
  /** When the conversation closes by itself, unless somebody writes before; ISO 8601. */
  closesAt: v.optional(v.string()),
  /** What an agent who has put it aside waits for; at the date, ISO 8601, it comes back. */
  waits: v.optional(v.object({ for: v.picklist(WAITS_FOR), until: v.optional(v.string()) })),
  /** Of a task that waits in its queue, or did until it was canceled: who could have it, as it is now. */
  eligibility: v.optional(eligibility),
  /** How the queue stood when the task entered it; ISO 8601. Absent where it was not kept. */
  entered: v.optional(v.object({ at: v.string(), fits: v.number(), available: v.number() })),
  /** What mends it, the best first; only for whom the settings let do it. */
  mends: v.optional(v.array(v.picklist(TRACE_MENDS))),
});
export type TraceStep = v.InferOutput<typeof traceStep>;

/**
 * How an offer of a task to an agent ended, as TaskRouter tells: taken back is one whose task was cancelled, or taken by
 * another agent.
 */
export const OFFER_EVENTS = ['offerAccepted', 'offerDeclined', 'offerTimedOut', 'offerWithdrawn'] as const;

/** What becomes of a message for later. */
export const SCHEDULE_EVENTS = ['scheduled', 'scheduledSent', 'scheduledFailed', 'scheduledCancelled'] as const;

/** What agents and supervisors say to each other about the customer. */
export const NOTE_EVENTS = ['note', 'askForHelp', 'withdrawHelp', 'answerHelp'] as const;

/** What befell a conversation, as Twilio told of it, or was done about it, by the backend or by a person's button. */
export const traceAct = v.object({
  /** ISO 8601. */
  at: v.string(),
  /** `twilio`; `net`, which sees to a start that was cut off; `janitor`; or the worker's SID. */
  by: v.string(),
  /**
   * Of `TRACE_MENDS`; the janitor's finding; of `SCHEDULE_EVENTS`; of `NOTE_EVENTS`; or what Twilio tells: `interaction`
   * was made or `interactionFailed`; an agent came in, `agentJoined`; another `state`; a message that was
   * `notDelivered`; a task that was `queued`, with its queue's `queueState`, of `OFFER_EVENTS`, `taskCanceled` or
   * `taskDeleted`.
   */
  act: v.string(),
  /** What came of it, words with blanks between them: of an event its code or reason, its SIDs, or the new state. */
  outcome: v.string(),
});
export type TraceAct = v.InferOutput<typeof traceAct>;

export const traceResponse = v.object({
  ok: v.literal(true),
  trace: v.object({
    conversationSid: v.optional(v.string()),
    /** Other conversations with the same customer, the newest first. */
    otherConversations: v.array(v.string()),
    /** In the order of the way; what does not come into question is left out. */
    steps: v.array(traceStep),
    /** What befell it and was done about it, the latest first; only with the whole way. */
    acts: v.optional(v.array(traceAct)),
    /** False where there was no time for all of it. */
    isComplete: v.boolean(),
  }),
});
export type Trace = v.InferOutput<typeof traceResponse>['trace'];

const conversationSid = v.pipe(v.string(invalid), v.regex(/^CH[0-9a-f]{32}$/, invalid));

/** `POST /mend`: does what a step of the trace offers, where it still does. Safe to repeat. */
export const mendRequest = v.variant(
  'mend',
  [
    v.object(
      {
        mend: v.picklist(['answer', 'giveBack', 'close', 'rest', 'endFlow', 'addWebhook', 'sendAnew'], invalid),
        conversationSid,
      },
      invalid,
    ),
    v.object(
      {
        mend: v.literal('requeue', invalid),
        conversationSid,
        /** For the agent whose conversation it was. */
        reason: v.pipe(lines('MESSAGE_TOO_LONG', 500), v.trim()),
      },
      invalid,
    ),
    v.object(
      {
        mend: v.literal('openAddress', invalid),
        /** What the trace began with: which address of ours the customer wrote to, Twilio tells. */
        what,
      },
      invalid,
    ),
  ],
  invalid,
);
export type MendRequest = v.InferInput<typeof mendRequest>;

export const mendResponse = v.object({
  ok: v.literal(true),
  /**
   * `handedOver`: there is a new task; `closed`; `waits`: the customer’s reply becomes a task; `freed`: a start that never
   * reached the customer is undone; `givenBack`: the agent is in the conversation again; `opened`: what customers write to
   * the address becomes a conversation from now on; `toSend`: the message stands in `message`, and nothing is sent;
   * `served`: it is well already, or somebody sees to it.
   */
  outcome: v.picklist(['handedOver', 'closed', 'waits', 'freed', 'givenBack', 'opened', 'toSend', 'served']),
  /** What was lost, to whom, and from which address of ours. */
  message: v.optional(
    v.object({ channel: v.picklist(CHANNELS), to: v.string(), from: v.optional(v.string()), body: v.string() }),
  ),
});
export type Mended = v.InferOutput<typeof mendResponse>;
export type MendOutcome = v.InferOutput<typeof mendResponse>['outcome'];

/** `POST /customer-timeline`: what went on with one customer. */
export const customerTimelineRequest = v.object(
  {
    what: customer,
  },
  invalid,
);

export const customerTimelineResponse = v.object({
  ok: v.literal(true),
  timeline: v.object({
    /** The newest first, at most 20; the newest five in detail. */
    conversations: v.array(
      v.object({
        sid: v.string(),
        channel: v.picklist(CHANNELS),
        state: v.string(),
        /** ISO 8601, as all times here. */
        createdAt: v.string(),
        updatedAt: v.string(),
        lastMessage: v.optional(
          v.object({
            at: v.string(),
            by: v.picklist(['customer', 'agent']),
            delivery: v.picklist(['failed', 'undelivered', 'sent', 'delivered', 'read', 'none']),
          }),
        ),
        /** How many agents are inside. */
        agents: v.optional(v.number()),
        /** To whom its tasks were offered and what came of that, and of messages for later; the latest first. */
        acts: v.optional(v.array(traceAct)),
      }),
    ),
    /** From which of our senders they want nothing; absent where it is not known. */
    optOuts: v.optional(v.array(v.object({ channel: v.picklist(CHANNELS), sender: v.string() }))),
    /** How many messages to them wait for their time; absent where it is not known. */
    scheduled: v.optional(v.number()),
  }),
});
export type CustomerTimeline = v.InferOutput<typeof customerTimelineResponse>['timeline'];

const moment = v.pipe(
  v.string(invalid),
  v.regex(/^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:\d\d)$/, invalid),
);

const MOST_DAYS = 31;

/** `POST /daily`: how a day went, or several, by what is kept of it. */
export const dailyRequest = v.pipe(
  v.object(
    {
      /** ISO 8601: the midnight where the person is. */
      from: moment,
      /** Likewise; it is not part of it. At most 31 days later. */
      until: moment,
    },
    invalid,
  ),
  v.check(({ from, until }) => {
    const milliseconds = Date.parse(until) - Date.parse(from);
    // A day has an hour more where the clocks are put back.
    return milliseconds > 0 && milliseconds <= MOST_DAYS * 86_400_000 + 3_600_000;
  }, invalid),
);
export type DailyRequest = v.InferInput<typeof dailyRequest>;

/** What is worth mending first. Each has its words: setup/src/trace/words.ts. */
export const DAILY_MENDS = ['waiting', 'interactionFailed', 'messageFailed', 'saved', 'slower'] as const;
export type DailyMend = (typeof DAILY_MENDS)[number];

const count = v.number();
const ofCode = {
  /** Twilio's own; absent where it told none. */
  code: v.optional(v.number()),
  count,
};

export const dailyResponse = v.object({
  ok: v.literal(true),
  daily: v.object({
    /** Interactions that were made: each is to bring a conversation to an agent. */
    started: count,
    /** To how many of these an agent came. */
    answered: count,
    /** To how many nobody has come after ten minutes. */
    waiting: count,
    /** Their conversations, the latest first; at most 20. */
    waitingConversations: v.array(v.string()),
    /** Messages that were not delivered, and interactions that failed; the most frequent first. */
    failed: v.array(v.object({ what: v.picklist(['message', 'interaction']), ...ofCode })),
    /** Customers who were left alone and seen to: by the net at once, by the janitor, by people's buttons. */
    saved: v.object({ net: count, janitor: count, people: count }),
    /** What became of messages for later. Those that failed are among `failed` too. */
    scheduled: v.object({ sent: count, failed: count, cancelled: count }),
    /** Until an agent came in: the median, in seconds. Absent where none did. */
    waitSeconds: v.optional(v.number()),
    /** Likewise, of the seven days before. */
    waitSecondsBefore: v.optional(v.number()),
    /** At most three; `count`: how many customers it concerns. */
    toMend: v.array(v.object({ mend: v.picklist(DAILY_MENDS), ...ofCode })),
    /** False where there was no time for all that is kept of it. */
    isComplete: v.boolean(),
  }),
});
export type Daily = v.InferOutput<typeof dailyResponse>['daily'];
