import type { Reservation, Task, TaskQueue, Worker, WorkerChannel, Workflow } from '../../../model/taskrouter';
import type { World } from '../../../World';
import { assignedTasks, availableCapacity } from '../../taskrouter/capacity';
import { taskAge } from '../../taskrouter/eventBridgeResources';

/** Fields of events: https://www.twilio.com/docs/taskrouter/api/event/reference */
export type Parameters = Record<string, string>;

const json = (attributes: Record<string, unknown>): string => JSON.stringify(attributes);

export function taskParameters(world: World, task: Task): Parameters {
  const queue = world.taskQueues.get(task.taskQueueSid ?? '');
  return {
    TaskSid: task.sid,
    TaskAttributes: json(task.attributes),
    TaskAge: String(taskAge(world, task)),
    TaskPriority: String(task.priority),
    TaskAssignmentStatus: task.assignmentStatus,
    TaskChannelSid: task.taskChannelSid,
    TaskChannelUniqueName: task.taskChannelUniqueName,
    ...(queue && { TaskQueueSid: queue.sid, TaskQueueName: queue.friendlyName }),
    ...workflowParameters(world.workflows.get(task.workflowSid ?? '')),
    ...(task.assignmentStatus === 'canceled' && { TaskCanceledReason: task.reason ?? '' }),
    ...(task.assignmentStatus === 'completed' && { TaskCompletedReason: task.reason ?? '' }),
  };
}

export const workflowParameters = (workflow: Workflow | undefined): Parameters =>
  workflow ? { WorkflowSid: workflow.sid, WorkflowName: workflow.friendlyName } : {};

export const workerParameters = (world: World, worker: Worker): Parameters => ({
  WorkerSid: worker.sid,
  WorkerName: worker.friendlyName,
  WorkerAttributes: json(worker.attributes),
  WorkerActivitySid: worker.activitySid,
  WorkerActivityName: world.activities.get(worker.activitySid)?.friendlyName ?? '',
  WorkerVersion: String(worker.version),
});

export function reservationParameters(world: World, reservation: Reservation, task: Task): Parameters {
  const worker = world.workers.get(reservation.workerSid);
  return {
    ...taskParameters(world, task),
    ...(worker && workerParameters(world, worker)),
    ReservationSid: reservation.sid,
  };
}

export const workerChannelParameters = (
  world: World,
  worker: Worker,
  channel: WorkerChannel,
  previousCapacity: number,
): Parameters => ({
  ...workerParameters(world, worker),
  WorkerChannelAvailable: String(channel.available),
  WorkerChannelAvailableCapacity: String(availableCapacity(world, worker, channel)),
  WorkerChannelPreviousCapacity: String(previousCapacity),
  TaskChannelSid: channel.taskChannelSid,
  TaskChannelUniqueName: channel.taskChannelUniqueName,
  WorkerChannelTaskCount: String(assignedTasks(world, worker, channel.taskChannelSid)),
});

export const taskQueueParameters = (queue: TaskQueue): Parameters => ({
  TaskQueueSid: queue.sid,
  TaskQueueName: queue.friendlyName,
  TaskQueueTargetExpression: queue.targetWorkers,
});
