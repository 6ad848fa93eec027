import type { World } from '../../World';
import type { Reservation, Task, TaskQueue, Worker } from '../../model/taskrouter';
import { taskAge } from './eventBridgeResources';
import { isLive, reservationTimeout } from './Reservations';
import { workersOf } from './scopes';

function workerItem(world: World, worker: Worker): Record<string, unknown> {
  const activity = world.activities.get(worker.activitySid);
  const queues = [...world.taskQueues.values()].filter((queue) => workersOf(world, queue).includes(worker));
  return {
    worker_sid: worker.sid,
    friendly_name: worker.friendlyName,
    workspace_sid: world.workspace.sid,
    activity_name: activity?.friendlyName,
    is_available: activity?.available,
    attributes: worker.attributes,
    queue_sids: queues.map(({ sid }) => sid),
    team_sid: null,
    date_updated: worker.dateUpdated.toISOString(),
    date_activity_changed: worker.dateStatusChanged.toISOString(),
  };
}

const reservationItem = (world: World, reservation: Reservation, task: Task): Record<string, unknown> => ({
  reservation_sid: reservation.sid,
  // The one place where the status has the name of its event.
  status: reservation.status === 'wrapping' ? 'wrapup' : reservation.status,
  timeout: reservationTimeout(world, task),
  worker_sid: reservation.workerSid,
  worker_name: world.workers.get(reservation.workerSid)?.friendlyName,
  workspace_sid: world.workspace.sid,
  workflow_sid: task.workflowSid,
  queue_sid: task.taskQueueSid,
  queue_name: world.taskQueues.get(task.taskQueueSid ?? '')?.friendlyName,
  task_sid: task.sid,
  task_status: task.assignmentStatus,
  task_age: taskAge(world, task),
  task_priority: task.priority,
  task_routing_target: task.routingTarget,
  task_channel_sid: task.taskChannelSid,
  task_channel_unique_name: task.taskChannelUniqueName,
  attributes: task.attributes,
  date_created: reservation.dateCreated.toISOString(),
  date_updated: reservation.dateUpdated.toISOString(),
});

/** Of the fields, those that public code reads: no document of Twilio's lists them. */
function taskItem(world: World, task: Task): Record<string, unknown> {
  const accepted = [...world.reservations.values()].find(
    ({ taskSid, status }) => taskSid === task.sid && (status === 'accepted' || status === 'wrapping'),
  );
  return {
    task_sid: task.sid,
    status: task.assignmentStatus,
    age: taskAge(world, task),
    priority: task.priority,
    attributes: task.attributes,
    channel_unique_name: task.taskChannelUniqueName,
    queue_name: world.taskQueues.get(task.taskQueueSid ?? '')?.friendlyName,
    workspace_sid: world.workspace.sid,
    accepted_reservation_sid: accepted?.sid ?? null,
    worker_sid: accepted?.workerSid ?? null,
    worker_name: world.workers.get(accepted?.workerSid ?? '')?.friendlyName ?? null,
    date_created: task.dateCreated.toISOString(),
    date_updated: task.dateUpdated.toISOString(),
  };
}

const OVER = ['completed', 'canceled'];

const queueItem = (world: World, taskQueue: TaskQueue): Record<string, unknown> => ({
  queue_sid: taskQueue.sid,
  queue_name: taskQueue.friendlyName,
  workspace_sid: world.workspace.sid,
  date_updated: taskQueue.dateUpdated.toISOString(),
});

/** Keeps the live-query indexes: `tr-worker`, `tr-reservation`, `tr-task` and `tr-queue`, keyed by SID. */
export function projectTeamsView(world: World): void {
  const showWorker = (worker: Worker): void =>
    world.services.sync.setIndexItem('tr-worker', worker.sid, workerItem(world, worker));
  const showWorkers = (): void => world.workers.forEach(showWorker);
  const showReservation = (reservation: Reservation, task: Task): void => {
    const { sync } = world.services;
    if (isLive(reservation)) {
      sync.setIndexItem('tr-reservation', reservation.sid, reservationItem(world, reservation, task));
    } else {
      sync.removeIndexItem('tr-reservation', reservation.sid);
    }
  };

  const showTask = (task: Task): void => {
    const { sync } = world.services;
    if (world.tasks.get(task.sid) === task && !OVER.includes(task.assignmentStatus)) {
      sync.setIndexItem('tr-task', task.sid, taskItem(world, task));
    } else {
      sync.removeIndexItem('tr-task', task.sid);
    }
  };

  world.events.on('worker.added', ({ worker }) => showWorker(worker));
  world.events.on('worker.activity', ({ worker }) => showWorker(worker));
  world.events.on('worker.attributes', ({ worker }) => showWorker(worker));
  world.events.on('worker.removed', ({ worker }) => world.services.sync.removeIndexItem('tr-worker', worker.sid));
  world.events.on('reservation', ({ reservation, task }) => {
    showReservation(reservation, task);
    showTask(task);
  });
  world.events.on('task.routing', ({ task }) => showTask(task));
  world.events.on('task', ({ task }) => {
    showTask(task);
    for (const reservation of world.reservations.values()) {
      if (reservation.taskSid === task.sid && isLive(reservation)) showReservation(reservation, task);
    }
  });
  world.events.on('taskQueue.updated', ({ taskQueue }) => {
    world.services.sync.setIndexItem('tr-queue', taskQueue.sid, queueItem(world, taskQueue));
    showWorkers();
  });
  world.events.on('taskQueue.removed', ({ taskQueue }) => {
    world.services.sync.removeIndexItem('tr-queue', taskQueue.sid);
    showWorkers();
  });
  world.onRestored(() => {
    const { sync } = world.services;
    for (const queue of world.taskQueues.values()) sync.setIndexItem('tr-queue', queue.sid, queueItem(world, queue));
    showWorkers();
    for (const reservation of world.reservations.values()) {
      const task = world.tasks.get(reservation.taskSid);
      if (task) showReservation(reservation, task);
    }
    world.tasks.forEach(showTask);
  });
}
