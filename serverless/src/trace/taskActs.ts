import * as v from 'valibot';

import type { TraceAct } from '../../../src/contract/trace';
import { sid } from '../../../src/contract/sid';
import type { TaskEvidence } from './Evidence';

/** Of no interest where it is none, and no reason to refuse the event. */
const maybe = (prefix: string) => v.fallback(v.optional(sid(prefix)), undefined);

/** What TaskRouter posts of an event, as far as it matters: https://www.twilio.com/docs/taskrouter/api/event/reference */
export const taskEvent = v.object({
  EventType: v.string('REQUEST_INVALID'),
  /** Since 1970. */
  TimestampMs: v.optional(v.string()),
  TaskSid: maybe('WT'),
  /** JSON text. */
  TaskAttributes: v.optional(v.string()),
  TaskQueueSid: maybe('WQ'),
  WorkflowSid: maybe('WW'),
  ReservationSid: maybe('WR'),
  WorkerSid: maybe('WK'),
  TaskCanceledReason: v.optional(v.string()),
});
export type TaskEvent = v.InferOutput<typeof taskEvent>;

const OFFERS: Readonly<Record<string, TraceAct['act']>> = {
  'reservation.accepted': 'offerAccepted',
  'reservation.rejected': 'offerDeclined',
  'reservation.timeout': 'offerTimedOut',
  'reservation.canceled': 'offerWithdrawn',
  'reservation.rescinded': 'offerWithdrawn',
};

/** Twilio's own reasons and those of people's systems; of these no word is kept, for it may tell of a customer. */
type Reason = 'workflow' | 'timeout' | 'other';

export const reasonOf = (text: string | undefined): Reason =>
  /workflow/i.test(text ?? '') ? 'workflow' : /TTL|timeout|timed out/i.test(text ?? '') ? 'timeout' : 'other';

/** What is kept of an event, by SIDs alone; undefined for one that is not kept. */
export function actOf(event: TaskEvent): Pick<TraceAct, 'act' | 'outcome'> | undefined {
  const { EventType, TaskSid, TaskQueueSid, WorkflowSid, ReservationSid, WorkerSid, TaskCanceledReason } = event;
  if (TaskSid === undefined) return undefined;
  const of = (act: string, ...words: (string | undefined)[]) => ({
    act,
    outcome: [...words, TaskSid].filter((word) => word !== undefined).join(' '),
  });
  const offer = OFFERS[EventType];
  if (offer) return of(offer, WorkerSid, ReservationSid);
  if (EventType === 'task-queue.entered') return of('queued', TaskQueueSid, WorkflowSid);
  if (EventType === 'task.canceled') return of('taskCanceled', reasonOf(TaskCanceledReason));
  if (EventType === 'task.system-deleted') return of('taskDeleted');
  return undefined;
}

/** What the workspace is to tell of: the rest would be for nothing. */
export const TASK_EVENTS = [...Object.keys(OFFERS), 'task-queue.entered', 'task.canceled', 'task.system-deleted'];

const TYPES: Readonly<Record<string, string>> = {
  offerAccepted: 'reservation.accepted',
  offerDeclined: 'reservation.rejected',
  offerTimedOut: 'reservation.timeout',
  offerWithdrawn: 'reservation.canceled',
  queued: 'task-queue.entered',
  taskCanceled: 'task.canceled',
  taskDeleted: 'task.system-deleted',
};

const word = (outcome: string, prefix: string): string | undefined =>
  outcome.split(' ').find((one) => one.startsWith(prefix));

/** The task that an act is about. */
export const taskOf = ({ act, outcome }: TraceAct): string | undefined =>
  act in TYPES || act === 'agentJoined' ? word(outcome, 'WT') : undefined;

/** What the record has of a task's events, the latest first: TaskRouter itself forgets them after 30 days. */
export const eventsOf = (acts: readonly TraceAct[], taskSid: string): TaskEvidence['events'] =>
  acts.flatMap((act) => {
    const type = TYPES[act.act];
    if (type === undefined || taskOf(act) !== taskSid) return [];
    const { outcome } = act;
    const reason = REASONS[outcome.split(' ')[0] ?? ''];
    return {
      type,
      at: new Date(act.at),
      reason,
      workerSid: word(outcome, 'WK'),
      reservationSid: word(outcome, 'WR'),
      queueSid: word(outcome, 'WQ'),
      workflowSid: word(outcome, 'WW'),
      filter: undefined,
    };
  });

/** As TaskRouter puts them. */
const REASONS: Readonly<Record<string, string>> = { workflow: 'Workflow Timeout', timeout: 'Task TTL Exceeded' };
