import * as v from 'valibot';

import { address } from './text';

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
  'closedAtOnce',
  'closed',
  'customerOutside',
  'webhookMissing',
  'webhookFailed',
  'flowStuck',
  'flowFailed',
  'interactionFailed',
  'waitsForReply',
  'left',
  'taskTimedOut',
  'taskDeleted',
  'workflowTimedOut',
  'taskEnded',
  'nobodyFits',
  'nobodyOnDuty',
  'allBusy',
  'offerTimedOut',
  'offerDeclined',
  'agentOutside',
  'agentSilent',
  'notDelivered',
  'noReceipt',
  'forgotten',
  'notReached',
] as const;
export type TraceCause = (typeof TRACE_CAUSES)[number];

/** `POST /trace`: where a customer's message went, or an agent's. Changes nothing. */
export const traceRequest = v.object(
  {
    /** A phone number or another address, with its channel's prefix or without; or a SID: `CH`, `SM`, `MM`, `WT`, `WR`. */
    what: v.pipe(address(invalid, 256), v.trim()),
    /** `1` answers at once with what the conversation itself tells; `2`, or none, walks the whole way. */
    depth: v.optional(v.picklist(['1', '2'], invalid)),
  },
  invalid,
);

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
  /** What it is about. */
  sids: v.array(v.string()),
});
export type TraceStep = v.InferOutput<typeof traceStep>;

export const traceResponse = v.object({
  ok: v.literal(true),
  trace: v.object({
    conversationSid: v.optional(v.string()),
    /** Other conversations with the same customer, the newest first. */
    otherConversations: v.array(v.string()),
    /** In the order of the way; what does not come into question is left out. */
    steps: v.array(traceStep),
    /** False where there was no time for all of it. */
    isComplete: v.boolean(),
  }),
});
export type Trace = v.InferOutput<typeof traceResponse>['trace'];
