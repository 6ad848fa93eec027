import type { Eligibility, TraceAct } from '../../../src/contract/trace';
import type { Parked } from '../conversations/parked';
import type { StartRecord } from '../conversations/startRecord';

/** What Twilio tells of one way. Of each thing only what is judged: no text, no name, no number. */
export interface Evidence {
  /** Now. */
  at: Date;
  conversation: {
    sid: string;
    state: string;
    createdAt: Date;
    /** ISO 8601. */
    closesAt: string | undefined;
    record: StartRecord | undefined;
    /** A start of ours has begun it, and has not come to an end. */
    isUnsettled: boolean;
    /** An agent has put it aside. */
    parked: Parked | undefined;
  };
  /** The customer's participant; undefined where they are not inside. */
  customer: { address: string; proxyAddress: string | undefined } | undefined;
  /** Those who are inside. */
  agents: { identity: string; roleSid: string }[];
  /** None of these may write, by their roles. */
  isMuted?: boolean;
  /** The newest first. */
  messages: {
    sid: string;
    at: Date;
    by: 'customer' | 'agent';
    delivery: 'failed' | 'undelivered' | 'sent' | 'delivered' | 'read' | 'none';
  }[];
  webhooks: { sid: string; isStudio: boolean; flowSid: string | undefined; hearsMessages: boolean }[];
  /** The settings leave what the customer wrote last without a task. */
  isLeftByRule: boolean;
  /** Twilio has left the customer out: they are in another open conversation (80102). */
  isElsewhere?: boolean;
  /** What is kept of it, the latest first. */
  acts: TraceAct[];
  interaction?: { interactionSid: string; interactionChannelSid: string };
  channel?: { status: string; code: number | undefined } | 'gone';
  /** The newest first. */
  tasks?: TaskEvidence[];
  /** Failures of webhooks, the newest first. */
  alerts?: { sid: string; code: number; at: Date }[];
  executions?: { sid: string; flowSid: string; status: string; startedAt: Date }[];
  receipt?: { code: number | undefined };
}

export interface TaskEvidence {
  sid: string;
  /** Undefined where TaskRouter has forgotten it. */
  status: string | undefined;
  createdAt: Date | undefined;
  queueSid: string | undefined;
  queueName: string | undefined;
  /** The newest first: https://www.twilio.com/docs/taskrouter/api/event/reference */
  events: {
    type: string;
    at: Date;
    reason: string | undefined;
    workerSid: string | undefined;
    reservationSid: string | undefined;
    queueSid: string | undefined;
    workflowSid: string | undefined;
    /** The name of the filter that matched. */
    filter: string | undefined;
  }[];
  /** The unique name of its task channel. */
  channel: string | undefined;
  workflowSid: string | undefined;
  /** When it came into its queue. */
  enteredAt: Date | undefined;
  /** For the workflow's expressions alone: nobody is told of them. Undefined where TaskRouter has forgotten them. */
  attributes: unknown;
  /** Who of its queue could have it. */
  eligibility?: Eligibility;
  worker?: { sid: string; isAvailable: boolean };
}
