import type { World } from '../../../World';
import type {
  Activity,
  Reservation,
  Task,
  TaskChannel,
  TaskQueue,
  Worker,
  WorkerChannel,
  Workflow,
} from '../../../model/taskrouter';
import { assignedTasks, availableCapacity } from '../capacity';
import { taskAge } from '../eventBridgeResources';

export type Resource = Record<string, unknown>;

interface Dated {
  dateCreated: Date;
  dateUpdated: Date;
}

const BASE = 'https://taskrouter.twilio.com/v1/Workspaces';

/** What every resource of a workspace has; `links` are names of what lies under its address. */
function common(world: World, path: string, item: Dated & { sid: string }, links?: Record<string, string>): Resource {
  const url = `${BASE}/${world.workspace.sid}${path}`;
  return {
    account_sid: world.account.sid,
    workspace_sid: world.workspace.sid,
    sid: item.sid,
    date_created: item.dateCreated.toISOString(),
    date_updated: item.dateUpdated.toISOString(),
    url,
    links: Object.fromEntries([
      ['workspace', `${BASE}/${world.workspace.sid}`],
      ...Object.entries(links ?? {}).map(([name, tail]) => [name, `${url}/${tail}`]),
    ]) as Record<string, string>,
  };
}

const activityName = (world: World, sid: string | null): string | null =>
  world.activities.get(sid ?? '')?.friendlyName ?? null;

export function workspaceJson(world: World): Resource {
  const { workspace } = world;
  const links = {
    activities: 'Activities',
    workers: 'Workers',
    task_queues: 'TaskQueues',
    workflows: 'Workflows',
    tasks: 'Tasks',
    task_channels: 'TaskChannels',
    real_time_statistics: 'RealTimeStatistics',
  };
  return {
    ...common(world, '', workspace, links),
    friendly_name: workspace.friendlyName,
    default_activity_sid: workspace.defaultActivitySid,
    default_activity_name: activityName(world, workspace.defaultActivitySid),
    timeout_activity_sid: workspace.timeoutActivitySid,
    timeout_activity_name: activityName(world, workspace.timeoutActivitySid),
    event_callback_url: workspace.eventCallbackUrl,
    events_filter: workspace.eventsFilter,
    multi_task_enabled: workspace.multiTaskEnabled,
    prioritize_queue_order: workspace.prioritizeQueueOrder,
  };
}

export const activityJson = (world: World, activity: Activity): Resource => ({
  ...common(world, `/Activities/${activity.sid}`, activity),
  friendly_name: activity.friendlyName,
  available: activity.available,
});

export const taskChannelJson = (world: World, channel: TaskChannel): Resource => ({
  ...common(world, `/TaskChannels/${channel.sid}`, channel),
  friendly_name: channel.friendlyName,
  unique_name: channel.uniqueName,
  channel_optimized_routing: channel.channelOptimizedRouting,
});

export const taskQueueJson = (world: World, queue: TaskQueue): Resource => ({
  ...common(world, `/TaskQueues/${queue.sid}`, queue, { real_time_statistics: 'RealTimeStatistics' }),
  friendly_name: queue.friendlyName,
  target_workers: queue.targetWorkers,
  max_reserved_workers: queue.maxReservedWorkers,
  task_order: queue.taskOrder,
  reservation_activity_sid: queue.reservationActivitySid,
  reservation_activity_name: activityName(world, queue.reservationActivitySid),
  assignment_activity_sid: queue.assignmentActivitySid,
  assignment_activity_name: activityName(world, queue.assignmentActivitySid),
});

export const workflowJson = (world: World, workflow: Workflow): Resource => ({
  ...common(world, `/Workflows/${workflow.sid}`, workflow),
  friendly_name: workflow.friendlyName,
  configuration: workflow.configuration,
  document_content_type: 'application/json',
  assignment_callback_url: workflow.assignmentCallbackUrl,
  fallback_assignment_callback_url: workflow.fallbackAssignmentCallbackUrl,
  task_reservation_timeout: workflow.taskReservationTimeout,
});

export function workerJson(world: World, worker: Worker): Resource {
  const links = { worker_channels: 'Channels', reservations: 'Reservations' };
  return {
    ...common(world, `/Workers/${worker.sid}`, worker, links),
    friendly_name: worker.friendlyName,
    attributes: JSON.stringify(worker.attributes),
    activity_sid: worker.activitySid,
    activity_name: activityName(world, worker.activitySid),
    available: world.activities.get(worker.activitySid)?.available ?? false,
    date_status_changed: worker.dateStatusChanged.toISOString(),
  };
}

export const workerChannelJson = (world: World, worker: Worker, channel: WorkerChannel): Resource => ({
  ...common(world, `/Workers/${worker.sid}/Channels/${channel.sid}`, channel),
  worker_sid: worker.sid,
  task_channel_sid: channel.taskChannelSid,
  task_channel_unique_name: channel.taskChannelUniqueName,
  available: channel.available,
  configured_capacity: channel.configuredCapacity,
  assigned_tasks: assignedTasks(world, worker, channel.taskChannelSid),
  available_capacity_percentage: availableCapacity(world, worker, channel),
});

export const taskJson = (world: World, task: Task): Resource => ({
  ...common(world, `/Tasks/${task.sid}`, task, { reservations: 'Reservations' }),
  age: taskAge(world, task),
  assignment_status: task.assignmentStatus,
  attributes: JSON.stringify(task.attributes),
  addons: '{}',
  priority: task.priority,
  reason: task.reason,
  task_queue_sid: task.taskQueueSid,
  task_queue_friendly_name: world.taskQueues.get(task.taskQueueSid ?? '')?.friendlyName ?? null,
  task_queue_entered_date: task.taskQueueEnteredDate?.toISOString() ?? null,
  task_channel_sid: task.taskChannelSid,
  task_channel_unique_name: task.taskChannelUniqueName,
  timeout: task.timeout,
  workflow_sid: task.workflowSid,
  workflow_friendly_name: world.workflows.get(task.workflowSid ?? '')?.friendlyName ?? null,
  virtual_start_time: task.virtualStartTime?.toISOString() ?? null,
  ignore_capacity: task.ignoreCapacity,
  routing_target: task.routingTarget,
});

/** `parent` is `Tasks/WT…` or `Workers/WK…`, as it was asked for. */
export const reservationJson = (world: World, parent: string, reservation: Reservation): Resource => ({
  ...common(world, `/${parent}/Reservations/${reservation.sid}`, reservation),
  reservation_status: reservation.status,
  task_sid: reservation.taskSid,
  worker_sid: reservation.workerSid,
  worker_name: world.workers.get(reservation.workerSid)?.friendlyName ?? null,
});
