import type { World } from '../../World';
import type { Sid } from '../../model/sid';
import type { Task, TaskQueue, Worker } from '../../model/taskrouter';
import { isAvailable } from './capacity';
import { workersOf } from './scopes';
import { activityStatistics, taskStatistics } from './statistics';

const REFRESH_DELAY = 100;
const HALF_HOUR = 30 * 60 * 1000;

/** Something that the service level counts. */
interface Occurrence {
  kind: 'entered' | 'handled' | 'abandoned';
  queueSid: Sid | null;
  taskChannelSid: Sid;
  at: number;
}

const percentage = (part: number, whole: number): number => (whole === 0 ? 0 : Math.round((part / whole) * 100));

function serviceLevel(occurrences: readonly Occurrence[], now: number): Record<string, unknown> {
  const count = (kind: Occurrence['kind']): number => occurrences.filter((item) => item.kind === kind).length;
  const [total, handled, abandoned] = [count('entered'), count('handled'), count('abandoned')];
  return {
    total_tasks_count: total,
    handled_tasks_count: handled,
    total_handled_tasks: handled,
    // No service-level threshold is configured, so nothing can be said about it.
    handled_tasks_within_sl_threshold_count: 0,
    handled_tasks_within_sl_threshold_percentage: null,
    sl_percentage: null,
    short_abandoned_tasks_count: 0,
    short_abandoned_tasks_percentage: 0,
    abandoned_tasks_count: abandoned,
    abandoned_tasks_percentage: percentage(abandoned, total),
    flow_out_tasks_count: 0,
    flow_out_tasks_percentage: 0,
    timestamp_updated: now,
  };
}

const startOfDay = (now: Date): number => new Date(now).setHours(0, 0, 0, 0);

/** Keeps the Sync maps behind Flex's Queue Stats view: one for the workspace, one for each queue. */
export function projectQueueStatistics(world: World): void {
  let occurrences: Occurrence[] = [];
  let isPlanned = false;

  const note = (kind: Occurrence['kind'], { taskQueueSid: queueSid, taskChannelSid }: Task): void => {
    const now = world.clock.now();
    const oldest = Math.min(startOfDay(now), now.getTime() - HALF_HOUR);
    occurrences = occurrences.filter(({ at }) => at >= oldest);
    occurrences.push({ kind, queueSid, taskChannelSid, at: now.getTime() });
  };

  const tasksNow = (isCounted: (task: Task) => boolean): Record<string, unknown> => {
    const { tasks_by_status: byStatus, ...rest } = taskStatistics(world, isCounted);
    return {
      ...rest,
      pending_tasks: byStatus['pending'],
      reserved_tasks: byStatus['reserved'],
      assigned_tasks: byStatus['assigned'],
      wrapping_tasks: byStatus['wrapping'],
      timestamp_updated: world.clock.now().getTime(),
    };
  };

  const workerActivities = (workers: Worker[]): Record<string, unknown> => {
    const available = workers.filter((worker) => isAvailable(world, worker));
    const [longest] = available.map(({ dateStatusChanged }) => dateStatusChanged.toISOString()).sort();
    return {
      total_available_workers: available.length,
      total_eligible_workers: workers.length,
      activity_statistics: activityStatistics(world, workers),
      longest_available_timestamp: longest ?? null,
    };
  };

  const showQueue = (queue: TaskQueue): void => {
    const now = world.clock.now();
    const map = `${queue.sid}.realtime_statistics.v1`;
    const ofQueue = occurrences.filter(({ queueSid }) => queueSid === queue.sid);
    const channels = [...world.taskChannels.keys()].filter(
      (sid) =>
        ofQueue.some(({ taskChannelSid }) => taskChannelSid === sid) ||
        [...world.tasks.values()].some((task) => task.taskQueueSid === queue.sid && task.taskChannelSid === sid),
    );
    const byChannel = (valueOf: (channel?: Sid) => unknown): Record<string, unknown> =>
      Object.fromEntries([['queue', valueOf()], ...channels.map((sid) => [sid, valueOf(sid)])]) as Record<
        string,
        unknown
      >;
    const since = (start: number) => (channel?: Sid) =>
      serviceLevel(
        ofQueue.filter(({ at, taskChannelSid }) => at >= start && (!channel || taskChannelSid === channel)),
        now.getTime(),
      );
    const maps = world.services.sync.scope('flex_insights');
    const waiting = byChannel((channel) =>
      tasksNow((task) => task.taskQueueSid === queue.sid && (!channel || task.taskChannelSid === channel)),
    );
    maps.setMapItem(map, 'tasks_now', waiting);
    maps.setMapItem(map, 'tasks_thirty_minutes', byChannel(since(now.getTime() - HALF_HOUR)));
    maps.setMapItem(map, 'tasks_today', byChannel(since(startOfDay(now))));
    maps.setMapItem(map, 'worker_activities_statistics', workerActivities(workersOf(world, queue)));
  };

  const refresh = (): void => {
    isPlanned = false;
    const statistics = taskStatistics(world, () => true);
    world.services.sync.scope('flex_insights').setMapItem('realtime_statistics_v1', 'workspace', {
      ...workerActivities([...world.workers.values()]),
      ...statistics,
    });
    for (const queue of world.taskQueues.values()) showQueue(queue);
  };

  const plan = (): void => {
    if (isPlanned) return;
    isPlanned = true;
    world.clock.after(REFRESH_DELAY, refresh);
  };

  world.events.on('task', ({ name, task }) => {
    if (name === 'created') note('entered', task);
    if (name === 'canceled') note('abandoned', task);
    plan();
  });
  world.events.on('reservation', ({ name, task }) => {
    if (name === 'accepted') note('handled', task);
    plan();
  });
  for (const name of ['worker.added', 'worker.removed', 'worker.activity', 'taskQueue.updated'] as const) {
    world.events.on(name, plan);
  }
  world.onRestored(plan);
}
