import type { Participant } from './conversations';
import type { Sid } from './sid';

export type InteractionChannelStatus = 'setup' | 'active' | 'failed' | 'closed' | 'inactive' | 'pause' | 'transfer';
export type InitiatedBy = 'customer' | 'agent' | 'api';

export interface InteractionParticipant {
  sid: Sid;
  type: 'customer' | 'agent' | 'supervisor' | 'external' | 'unknown';
  status: 'active' | 'closed' | 'wrapup';
  routingProperties: { taskSid: Sid; workerSid: Sid; reservationSid: Sid } | null;
  /** Who this is in the conversation; once gone from there, as they were last. */
  member: Participant;
  dateCreated: Date;
}

/** Asks a worker into a channel; it has a task of its own. */
export interface Invite {
  sid: Sid;
  status: 'pending' | 'accepted' | 'declined' | 'canceled';
  taskSid: Sid;
  routing: Record<string, unknown>;
  dateCreated: Date;
}

export interface Transfer {
  sid: Sid;
  type: 'cold' | 'warm' | 'external';
  from: string;
  to: string;
  status: 'active' | 'failed' | 'completed';
  /** The invite that brings the next agent in. */
  inviteSid: Sid;
  noteSid: string | null;
  summarySid: string | null;
  dateCreated: Date;
  dateUpdated: Date;
}

export interface InteractionChannel {
  sid: Sid;
  interactionSid: Sid;
  type: string;
  status: InteractionChannelStatus;
  /** The conversation's SID. */
  mediaSid: Sid | null;
  errorCode: number;
  errorMessage: string | null;
  participants: InteractionParticipant[];
  invites: Map<Sid, Invite>;
  transfers: Transfer[];
  /** The worker who paused it. */
  pausedBy: Sid | null;
  /** What every task of this channel carries. */
  attributes: Record<string, unknown>;
  dateCreated: Date;
  dateUpdated: Date;
}

export interface Interaction {
  sid: Sid;
  initiatedBy: InitiatedBy;
  channel: InteractionChannel;
  routing: Record<string, unknown>;
  interactionContextSid: Sid | null;
  webhookTtid: string | null;
  dateCreated: Date;
}

/** In what accounts differ, or of what no document says how Twilio does it. */
export interface InteractionRules {
  /** Channel types that the account refuses, such as `rcs`. */
  refusedTypes: readonly string[];
  /** `conversations` of a request's attributes: put into what Twilio writes there, or in the place of it. */
  conversations: 'merge' | 'replace';
  /** Whether a `queue_sid` without a `worker_sid` is left alone, so that the workflow decides. */
  ignoresQueueWithoutWorker: boolean;
}

export const USUAL_RULES: InteractionRules = {
  refusedTypes: [],
  conversations: 'merge',
  ignoresQueueWithoutWorker: false,
};
