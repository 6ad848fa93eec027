import type { Sid } from './sid';

export interface Activity {
  sid: Sid;
  friendlyName: string;
  available: boolean;
  dateCreated: Date;
  dateUpdated: Date;
}

export interface TaskChannel {
  sid: Sid;
  uniqueName: string;
  friendlyName: string;
  channelOptimizedRouting: boolean;
  dateCreated: Date;
  dateUpdated: Date;
}

/** Capacity of one worker on one task channel. */
export interface WorkerChannel {
  sid: Sid;
  taskChannelSid: Sid;
  taskChannelUniqueName: string;
  configuredCapacity: number;
  available: boolean;
  lastReservedTime: Date | null;
  dateCreated: Date;
  dateUpdated: Date;
}

export interface Worker {
  sid: Sid;
  friendlyName: string;
  activitySid: Sid;
  attributes: Record<string, unknown>;
  channels: WorkerChannel[];
  dateCreated: Date;
  dateUpdated: Date;
  dateStatusChanged: Date;
  version: number;
}

export interface TaskQueue {
  sid: Sid;
  friendlyName: string;
  targetWorkers: string;
  maxReservedWorkers: number;
  taskOrder: 'FIFO' | 'LIFO';
  reservationActivitySid: Sid | null;
  assignmentActivitySid: Sid | null;
  dateCreated: Date;
  dateUpdated: Date;
}

export interface Workflow {
  sid: Sid;
  friendlyName: string;
  /** Workflow configuration as Twilio documents it: https://www.twilio.com/docs/taskrouter/workflow-configuration */
  configuration: string;
  assignmentCallbackUrl: string | null;
  fallbackAssignmentCallbackUrl: string | null;
  /** Seconds that a reservation may stay pending. */
  taskReservationTimeout: number;
  dateCreated: Date;
  dateUpdated: Date;
}

export interface Workspace {
  sid: Sid;
  friendlyName: string;
  eventCallbackUrl: string | null;
  eventsFilter: string | null;
  multiTaskEnabled: boolean;
  defaultActivitySid: Sid;
  timeoutActivitySid: Sid;
  prioritizeQueueOrder: 'FIFO' | 'LIFO';
  dateCreated: Date;
  dateUpdated: Date;
}

export type AssignmentStatus = 'pending' | 'reserved' | 'assigned' | 'wrapping' | 'completed' | 'canceled';

export interface Task {
  sid: Sid;
  attributes: Record<string, unknown>;
  assignmentStatus: AssignmentStatus;
  priority: number;
  reason: string | null;
  workflowSid: Sid | null;
  taskQueueSid: Sid | null;
  taskQueueEnteredDate: Date | null;
  taskChannelSid: Sid;
  taskChannelUniqueName: string;
  /** Seconds until the task is cancelled. */
  timeout: number;
  /** A worker's or queue's SID; Flex accepts an outbound task only where this is set. */
  routingTarget: string | null;
  ignoreCapacity: boolean;
  virtualStartTime: Date | null;
  dateCreated: Date;
  dateUpdated: Date;
  version: number;
}

export type ReservationStatus =
  | 'pending'
  | 'accepted'
  | 'rejected'
  | 'timeout'
  | 'canceled'
  | 'rescinded'
  | 'wrapping'
  | 'completed';

export interface Reservation {
  sid: Sid;
  taskSid: Sid;
  workerSid: Sid;
  status: ReservationStatus;
  canceledReasonCode: number | null;
  dateCreated: Date;
  dateUpdated: Date;
  version: number;
}

/** Something that happened in the workspace. https://www.twilio.com/docs/taskrouter/api/event */
export interface TaskRouterEvent {
  sid: Sid;
  /** Such as `task.created`; all are in https://www.twilio.com/docs/taskrouter/api/event/reference */
  eventType: string;
  description: string;
  resourceType: string;
  resourceSid: Sid;
  date: Date;
  /** As an event callback sends them: `TaskSid`, `WorkerName` … */
  parameters: Record<string, string>;
}
