import type { Sid } from '../../../model/sid';
import type { World } from '../../../World';
import { keepEvent } from '../../taskrouter/keepEvent';
import {
  reservationParameters,
  taskParameters,
  taskQueueParameters,
  workerChannelParameters,
  workerParameters,
  workflowParameters,
} from './taskRouterParameters';
import type { Parameters } from './taskRouterParameters';

/** The workspace's filter is a list with commas; without one every event is told. */
function isWanted(world: World, eventType: string): boolean {
  const wanted = (world.workspace.eventsFilter ?? '')
    .split(',')
    .map((name) => name.trim())
    .filter(Boolean);
  return wanted.length === 0 || wanted.includes(eventType);
}

/** Tells the workspace's `EventCallbackUrl`. https://www.twilio.com/docs/taskrouter/api/event/reference */
export function followTaskRouter(world: World): void {
  const tell = (eventType: string, resourceSid: Sid, description: string, parameters: Parameters): void => {
    // A seed makes queues and workers before it makes the workspace known.
    if (!world.workspace) return;
    const date = world.clock.now();
    const resourceType = RESOURCE_TYPES[resourceSid.slice(0, 2)] ?? 'workspace';
    const event = { sid: world.random.sid('EV'), eventType, description, resourceType, resourceSid, date, parameters };
    keepEvent(world, event);
    const url = world.workspace.eventCallbackUrl;
    if (!url || !isWanted(world, eventType)) return;
    const now = date.getTime();
    void world.services.webhooks.deliver({
      kind: 'taskrouter',
      url,
      parameters: {
        Sid: event.sid,
        EventType: eventType,
        AccountSid: world.account.sid,
        WorkspaceSid: world.workspace.sid,
        WorkspaceName: world.workspace.friendlyName,
        EventDescription: description,
        ResourceType: resourceType,
        ResourceSid: resourceSid,
        Timestamp: String(Math.floor(now / 1000)),
        TimestampMs: String(now),
        ...parameters,
      },
    });
  };
  const { events } = world;

  events.on('task', ({ name, task }) =>
    tell(`task.${name}`, task.sid, `Task ${task.sid} ${name}`, taskParameters(world, task)),
  );
  events.on('task.routing', ({ name, task, filter }) => {
    // TaskRouter sends a new task on its way before it tells of it; backends hear of the task first.
    const parameters = { ...taskParameters(world, task), ...(filter && { WorkflowFilterName: filter }) };
    queueMicrotask(() => tell(name, task.sid, `Task ${task.sid}: ${name}`, parameters));
  });
  events.on('reservation', ({ name, reservation, task }) => {
    const description = `Reservation ${reservation.sid} of task ${task.sid} ${name}`;
    tell(`reservation.${name}`, reservation.sid, description, reservationParameters(world, reservation, task));
  });
  events.on('workflow', ({ name, workflow }) => {
    const description = `Workflow ${workflow.friendlyName} ${name}`;
    tell(`workflow.${name}`, workflow.sid, description, workflowParameters(workflow));
  });
  followWorkers(world, tell);
  followTaskQueues(world, tell);
}

const RESOURCE_TYPES: Record<string, string> = {
  WT: 'task',
  WR: 'reservation',
  WK: 'worker',
  WW: 'workflow',
  WQ: 'task-queue',
};

type Tell = (eventType: string, resourceSid: Sid, description: string, parameters: Parameters) => void;

function followWorkers(world: World, tell: Tell): void {
  const { events } = world;
  const activities = new Map<Sid, { sid: Sid; since: number }>();
  const channels = new Map<Sid, { capacity: number; available: boolean }>();

  world.onRestored(() => {
    for (const worker of world.workers.values()) {
      activities.set(worker.sid, { sid: worker.activitySid, since: worker.dateStatusChanged.getTime() });
      for (const { sid, configuredCapacity: capacity, available } of worker.channels) {
        channels.set(sid, { capacity, available });
      }
    }
  });
  events.on('worker.added', ({ worker }) => {
    activities.set(worker.sid, { sid: worker.activitySid, since: worker.dateStatusChanged.getTime() });
    tell('worker.created', worker.sid, `Worker ${worker.friendlyName} created`, workerParameters(world, worker));
  });
  events.on('worker.removed', ({ worker }) => {
    activities.delete(worker.sid);
    tell('worker.deleted', worker.sid, `Worker ${worker.friendlyName} deleted`, workerParameters(world, worker));
  });
  events.on('worker.attributes', ({ worker }) => {
    const description = `Worker ${worker.friendlyName} attributes updated`;
    tell('worker.attributes.update', worker.sid, description, workerParameters(world, worker));
  });
  events.on('worker.activity', ({ worker }) => {
    const previous = activities.get(worker.sid);
    const since = worker.dateStatusChanged.getTime();
    activities.set(worker.sid, { sid: worker.activitySid, since });
    const spent = previous ? since - previous.since : 0;
    const parameters = workerParameters(world, worker);
    const { WorkerActivityName: name } = parameters;
    tell('worker.activity.update', worker.sid, `Worker ${worker.friendlyName} updated to ${name} Activity`, {
      ...parameters,
      WorkerTimeInPreviousActivity: String(Math.floor(spent / 1000)),
      WorkerTimeInPreviousActivityMs: String(spent),
      ...(previous && { WorkerPreviousActivitySid: previous.sid }),
    });
  });
  events.on('worker.channel', ({ worker, channel }) => {
    const previous = channels.get(channel.sid);
    channels.set(channel.sid, { capacity: channel.configuredCapacity, available: channel.available });
    const parameters = workerChannelParameters(world, worker, channel, previous?.capacity ?? 1);
    const of = `Worker ${worker.friendlyName}, channel ${channel.taskChannelUniqueName}:`;
    if (channel.configuredCapacity !== (previous?.capacity ?? 1)) {
      tell('worker.capacity.update', worker.sid, `${of} capacity updated`, parameters);
    }
    if (channel.available !== (previous?.available ?? true)) {
      tell('worker.channel.availability.update', worker.sid, `${of} availability updated`, parameters);
    }
  });
}

function followTaskQueues(world: World, tell: Tell): void {
  const expressions = new Map<Sid, string>();
  world.events.on('taskQueue.updated', ({ taskQueue }) => {
    const before = expressions.get(taskQueue.sid);
    expressions.set(taskQueue.sid, taskQueue.targetWorkers);
    if (before === taskQueue.targetWorkers) return;
    const eventType = before === undefined ? 'task-queue.created' : 'task-queue.expression.updated';
    tell(eventType, taskQueue.sid, `TaskQueue ${taskQueue.friendlyName}: ${eventType}`, taskQueueParameters(taskQueue));
  });
  world.onRestored(() => {
    for (const { sid, targetWorkers } of world.taskQueues.values()) expressions.set(sid, targetWorkers);
  });
  world.events.on('taskQueue.removed', ({ taskQueue }) => {
    expressions.delete(taskQueue.sid);
    const description = `TaskQueue ${taskQueue.friendlyName} deleted`;
    tell('task-queue.deleted', taskQueue.sid, description, taskQueueParameters(taskQueue));
  });
}
