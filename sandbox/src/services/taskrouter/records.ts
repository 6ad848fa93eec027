import type { World } from '../../World';
import { namedSid } from '../../model/sid';
import type { Sid } from '../../model/sid';
import type { Activity, TaskChannel, TaskQueue, Worker, WorkerChannel, Workflow } from '../../model/taskrouter';

// https://www.twilio.com/docs/taskrouter/api/worker-channel: one task at a time where nobody says otherwise.
const DEFAULT_CAPACITY = 1;

const dates = (world: World): { dateCreated: Date; dateUpdated: Date } => {
  const now = world.clock.now();
  return { dateCreated: now, dateUpdated: now };
};

export function addActivity(
  world: World,
  input: Pick<Activity, 'friendlyName' | 'available'>,
  sid: Sid = world.random.sid('WA'),
): Activity {
  const activity = { sid, ...input, ...dates(world) };
  world.activities.set(sid, activity);
  return activity;
}

const channelOf = (world: World, workerSid: Sid, { sid, uniqueName }: TaskChannel): WorkerChannel => ({
  sid: namedSid('WC', `${workerSid} ${sid}`),
  taskChannelSid: sid,
  taskChannelUniqueName: uniqueName,
  configuredCapacity: DEFAULT_CAPACITY,
  available: true,
  lastReservedTime: null,
  ...dates(world),
});

/** Every worker gets a channel for it. */
export function addTaskChannel(
  world: World,
  input: Pick<TaskChannel, 'uniqueName' | 'friendlyName' | 'channelOptimizedRouting'>,
  sid: Sid = world.random.sid('TC'),
): TaskChannel {
  const taskChannel = { sid, ...input, ...dates(world) };
  world.taskChannels.set(sid, taskChannel);
  for (const worker of world.workers.values()) worker.channels.push(channelOf(world, worker.sid, taskChannel));
  return taskChannel;
}

export function addTaskQueue(
  world: World,
  input: Pick<TaskQueue, 'friendlyName'> & Partial<TaskQueue>,
  sid: Sid = world.random.sid('WQ'),
): TaskQueue {
  const taskQueue: TaskQueue = {
    sid,
    targetWorkers: '1==1',
    maxReservedWorkers: 1,
    taskOrder: 'FIFO',
    reservationActivitySid: null,
    assignmentActivitySid: null,
    ...dates(world),
    ...input,
  };
  world.taskQueues.set(sid, taskQueue);
  world.events.emit('taskQueue.updated', { taskQueue });
  return taskQueue;
}

export function addWorkflow(
  world: World,
  input: Pick<Workflow, 'friendlyName' | 'configuration'> & Partial<Workflow>,
  sid: Sid = world.random.sid('WW'),
): Workflow {
  const workflow: Workflow = {
    sid,
    assignmentCallbackUrl: null,
    fallbackAssignmentCallbackUrl: null,
    taskReservationTimeout: 120,
    ...dates(world),
    ...input,
  };
  world.workflows.set(sid, workflow);
  return workflow;
}

/** A worker with a channel for every task channel, in the workspace's default activity. */
export function addWorker(
  world: World,
  input: Pick<Worker, 'friendlyName'> & Partial<Pick<Worker, 'attributes' | 'activitySid'>>,
  sid: Sid = world.random.sid('WK'),
): Worker {
  const worker: Worker = {
    sid,
    friendlyName: input.friendlyName,
    activitySid: input.activitySid ?? world.workspace.defaultActivitySid,
    attributes: input.attributes ?? {},
    channels: [...world.taskChannels.values()].map((taskChannel) => channelOf(world, sid, taskChannel)),
    ...dates(world),
    dateStatusChanged: world.clock.now(),
    version: 0,
  };
  world.workers.set(sid, worker);
  world.events.emit('worker.added', { worker });
  return worker;
}
