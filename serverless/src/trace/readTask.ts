import type { Twilio } from 'twilio';
import * as v from 'valibot';

import type { TraceAct } from '../../../src/contract/trace';
import { findColleague } from '../remedies/colleague';
import { attempt } from '../runtime/twilioFailure';
import type { FlexConfiguration } from '../settings/flexConfiguration';
import type { TaskEvidence } from './Evidence';
import { eventsOf } from './taskActs';

/** TaskRouter keeps its events for 30 days. */
const THIRTY_DAYS_MINUTES = 43_200;
const MOST_EVENTS = 100;

const eventData = v.object({
  task_canceled_reason: v.optional(v.string()),
  task_completed_reason: v.optional(v.string()),
  worker_sid: v.optional(v.string()),
  reservation_sid: v.optional(v.string()),
  task_queue_sid: v.optional(v.string()),
  task_queue_name: v.optional(v.string()),
  workflow_sid: v.optional(v.string()),
  task_channel_unique_name: v.optional(v.string()),
  workflow_filter_name: v.optional(v.string()),
  task_attributes: v.optional(v.string()),
});

/** Of JSON that is none, nothing. */
export function attributesOf(text: string | undefined): unknown {
  try {
    return JSON.parse(text ?? '') as unknown;
  } catch {
    return undefined;
  }
}

/**
 * A task as it stands and what befell it; undefined where Twilio did not tell.
 * @param acts what is kept of its conversation: TaskRouter's events are there for 30 days
 */
export async function readTask(
  twilio: Twilio,
  configuration: FlexConfiguration,
  taskSid: string,
  acts: readonly TraceAct[],
): Promise<TaskEvidence | undefined> {
  const workspace = twilio.taskrouter.v1.workspaces(configuration.workspaceSid);
  const [fetched, listed] = await Promise.all([
    attempt(() => workspace.tasks(taskSid).fetch()),
    attempt(() => workspace.events.list({ taskSid, minutes: THIRTY_DAYS_MINUTES, limit: MOST_EVENTS })),
  ]);
  if (!fetched.ok && fetched.error.status !== 404) return undefined;
  if (!listed.ok) return undefined;
  const told = listed.value
    .map(({ eventType, eventDate, eventData: data }) => {
      const parsed = v.safeParse(eventData, data);
      const of = parsed.success ? parsed.output : {};
      return {
        type: eventType,
        at: eventDate,
        reason: of.task_canceled_reason ?? of.task_completed_reason,
        workerSid: of.worker_sid,
        reservationSid: of.reservation_sid,
        queueSid: of.task_queue_sid,
        workflowSid: of.workflow_sid,
        filter: of.workflow_filter_name,
        channel: of.task_channel_unique_name,
        attributes: of.task_attributes,
        queueName: of.task_queue_name,
      };
    })
    .sort((one, other) => other.at.getTime() - one.at.getTime());
  const events = told.length > 0 ? told : eventsOf(acts, taskSid);
  const task = fetched.ok ? fetched.value : undefined;
  const queueSid = task?.taskQueueSid ?? events.find((one) => one.queueSid)?.queueSid;
  const evidence: TaskEvidence = {
    sid: taskSid,
    status: task?.assignmentStatus,
    createdAt: task?.dateCreated ?? events.at(-1)?.at,
    queueSid,
    queueName: task?.taskQueueFriendlyName ?? told.find(({ queueName }) => queueName)?.queueName,
    channel: task?.taskChannelUniqueName ?? told.find(({ channel }) => channel)?.channel,
    workflowSid: task?.workflowSid ?? events.find((one) => one.workflowSid)?.workflowSid,
    enteredAt: task?.taskQueueEnteredDate ?? events.find(({ type }) => type === 'task-queue.entered')?.at,
    attributes: attributesOf(task?.attributes ?? told.find(({ attributes }) => attributes)?.attributes),
    events,
  };
  const acceptedBy = events.find(({ type }) => type === 'reservation.accepted')?.workerSid;
  const worker =
    task?.assignmentStatus === 'assigned' && acceptedBy
      ? await findColleague(twilio, configuration, acceptedBy)
      : undefined;
  if (worker?.ok) evidence.worker = { sid: worker.value.workerSid, isAvailable: worker.value.isAvailable };
  return evidence;
}
