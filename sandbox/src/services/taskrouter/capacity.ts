import type { World } from '../../World';
import type { Sid } from '../../model/sid';
import type { Task, Worker, WorkerChannel } from '../../model/taskrouter';
import { isLive } from './Reservations';

export const isAvailable = (world: World, { activitySid }: Worker): boolean =>
  world.activities.get(activitySid)?.available ?? false;

/** How many tasks of this channel the worker holds: offered, accepted or wrapping. */
export const assignedTasks = (world: World, worker: Worker, taskChannelSid: Sid): number =>
  [...world.reservations.values()].filter(
    (reservation) =>
      reservation.workerSid === worker.sid &&
      isLive(reservation) &&
      world.tasks.get(reservation.taskSid)?.taskChannelSid === taskChannelSid,
  ).length;

/** Whether the worker has room for one more task like this. */
export function hasCapacity(world: World, worker: Worker, { taskChannelSid }: Task): boolean {
  const channel = worker.channels.find((item) => item.taskChannelSid === taskChannelSid);
  return !!channel?.available && assignedTasks(world, worker, taskChannelSid) < channel.configuredCapacity;
}

/** The share of its capacity that a worker's channel has left, 0 to 100. */
export function availableCapacity(world: World, worker: Worker, channel: WorkerChannel): number {
  const { configuredCapacity } = channel;
  const free = Math.max(configuredCapacity - assignedTasks(world, worker, channel.taskChannelSid), 0);
  return configuredCapacity === 0 ? 0 : Math.round((free / configuredCapacity) * 100);
}
