import type { World } from '../../World';
import type { Activity, Reservation, Task, TaskQueue, Worker, WorkerChannel } from '../../model/taskrouter';
import { reservationTimeout } from './Reservations';
import { assignedTasks, availableCapacity } from './capacity';

// The worker SDK builds an object only where every property is there; times are epoch seconds, attributes JSON text,
// versions numbers in text.
const seconds = (date: Date | null): number | null => date && Math.floor(date.getTime() / 1000);

const owner = (world: World): Record<string, unknown> => ({
  account_sid: world.account.sid,
  workspace_sid: world.workspace.sid,
});

const dates = ({ dateCreated, dateUpdated }: { dateCreated: Date; dateUpdated: Date }): Record<string, unknown> => ({
  date_created: seconds(dateCreated),
  date_updated: seconds(dateUpdated),
});

export const activityResource = (world: World, activity: Activity): Record<string, unknown> => ({
  ...owner(world),
  ...dates(activity),
  sid: activity.sid,
  friendly_name: activity.friendlyName,
  available: activity.available,
});

export const workerChannelResource = (
  world: World,
  worker: Worker,
  channel: WorkerChannel,
): Record<string, unknown> => ({
  ...owner(world),
  ...dates(channel),
  sid: channel.sid,
  worker_sid: worker.sid,
  task_channel_sid: channel.taskChannelSid,
  task_channel_unique_name: channel.taskChannelUniqueName,
  configured_capacity: channel.configuredCapacity,
  available: channel.available,
  assigned_tasks: assignedTasks(world, worker, channel.taskChannelSid),
  available_capacity_percentage: availableCapacity(world, worker, channel),
  // The one time that the SDK takes in milliseconds.
  last_reserved_time: (channel.lastReservedTime ?? channel.dateCreated).getTime(),
});

export function workerResource(world: World, worker: Worker): Record<string, unknown> {
  const activity = world.activities.get(worker.activitySid);
  return {
    ...owner(world),
    ...dates(worker),
    sid: worker.sid,
    friendly_name: worker.friendlyName,
    activity_sid: worker.activitySid,
    activity_name: activity?.friendlyName ?? '',
    available: activity?.available ?? false,
    attributes: JSON.stringify(worker.attributes),
    date_status_changed: seconds(worker.dateStatusChanged),
    version: String(worker.version),
  };
}

export const taskAge = (world: World, task: Task): number =>
  Math.floor((world.clock.now().getTime() - task.dateCreated.getTime()) / 1000);

export const taskResource = (world: World, task: Task): Record<string, unknown> => ({
  ...owner(world),
  ...dates(task),
  sid: task.sid,
  addons: '{}',
  age: taskAge(world, task),
  attributes: JSON.stringify(task.attributes),
  assignment_status: task.assignmentStatus,
  priority: task.priority,
  reason: task.reason,
  queue_sid: task.taskQueueSid,
  queue_name: world.taskQueues.get(task.taskQueueSid ?? '')?.friendlyName ?? null,
  workflow_sid: task.workflowSid,
  workflow_name: world.workflows.get(task.workflowSid ?? '')?.friendlyName ?? null,
  task_channel_sid: task.taskChannelSid,
  task_channel_unique_name: task.taskChannelUniqueName,
  routing_target: task.routingTarget,
  timeout: task.timeout,
  virtual_start_time: seconds(task.virtualStartTime),
  version: String(task.version),
});

export function reservationResource(world: World, reservation: Reservation, task: Task): Record<string, unknown> {
  const worker = world.workers.get(reservation.workerSid);
  return {
    ...owner(world),
    ...dates(reservation),
    sid: reservation.sid,
    reservation_status: reservation.status,
    reservation_timeout: reservationTimeout(world, task),
    worker_sid: reservation.workerSid,
    worker_name: worker?.friendlyName ?? null,
    task_sid: task.sid,
    task: taskResource(world, task),
    version: String(reservation.version),
    ...(reservation.canceledReasonCode === null ? {} : { canceled_reason_code: reservation.canceledReasonCode }),
  };
}

export function taskQueueResource(world: World, taskQueue: TaskQueue): Record<string, unknown> {
  const nameOf = (sid: string | null): string => world.activities.get(sid ?? '')?.friendlyName ?? '';
  return {
    ...owner(world),
    ...dates(taskQueue),
    sid: taskQueue.sid,
    friendly_name: taskQueue.friendlyName,
    target_workers: taskQueue.targetWorkers,
    max_reserved_workers: taskQueue.maxReservedWorkers,
    task_order: taskQueue.taskOrder,
    lifo_queue: taskQueue.taskOrder === 'LIFO',
    reservation_activity_sid: taskQueue.reservationActivitySid,
    reservation_activity_name: nameOf(taskQueue.reservationActivitySid),
    assignment_activity_sid: taskQueue.assignmentActivitySid,
    assignment_activity_name: nameOf(taskQueue.assignmentActivitySid),
  };
}
