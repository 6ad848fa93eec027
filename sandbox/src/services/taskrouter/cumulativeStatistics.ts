import type { World } from '../../World';
import type { Activity, TaskRouterEvent, Worker } from '../../model/taskrouter';
import type { EventWindow } from './eventWindow';

type Json = Record<string, unknown>;

export const count = (events: readonly TaskRouterEvent[], eventType: string): number =>
  events.filter((event) => event.eventType === eventType).length;

/** Average, least, most and all, in whole seconds. */
function spread(durations: readonly number[]): { avg: number; min: number; max: number; total: number } {
  const total = durations.reduce((sum, duration) => sum + duration, 0);
  if (durations.length === 0) return { avg: 0, min: 0, max: 0, total };
  return {
    avg: Math.round(total / durations.length),
    min: Math.min(...durations),
    max: Math.max(...durations),
    total,
  };
}

export const windowJson = ({ start, end }: EventWindow): Json => ({
  start_time: start.toISOString(),
  end_time: end.toISOString(),
});

export const reservationCounts = (events: readonly TaskRouterEvent[]): Json => ({
  reservations_created: count(events, 'reservation.created'),
  reservations_accepted: count(events, 'reservation.accepted'),
  reservations_rejected: count(events, 'reservation.rejected'),
  reservations_timed_out: count(events, 'reservation.timeout'),
  reservations_canceled: count(events, 'reservation.canceled'),
  reservations_rescinded: count(events, 'reservation.rescinded'),
});

/** Seconds from a task's creation to each event of this kind. */
const waits = (events: readonly TaskRouterEvent[], eventType: string): number[] =>
  events.filter((event) => event.eventType === eventType).map(({ parameters }) => Number(parameters['TaskAge'] ?? 0));

/**
 * Tasks and reservations counted by their events. `thresholds` are seconds of waiting, as `SplitByWaitTime` lists them.
 * https://www.twilio.com/docs/taskrouter/api/workspace-statistics
 */
export function taskCounts(events: readonly TaskRouterEvent[], thresholds: readonly number[]): Json {
  const [accepted, canceled] = [waits(events, 'reservation.accepted'), waits(events, 'task.canceled')];
  const side = (isMeant: (wait: number) => boolean): Json => ({
    tasks_canceled: canceled.filter(isMeant).length,
    reservations_accepted: accepted.filter(isMeant).length,
  });
  const split = thresholds.map((threshold) => [
    threshold,
    { above: side((wait) => wait > threshold), below: side((wait) => wait <= threshold) },
  ]);
  return {
    ...reservationCounts(events),
    avg_task_acceptance_time: spread(accepted).avg,
    tasks_canceled: canceled.length,
    tasks_completed: count(events, 'task.completed'),
    tasks_deleted: count(events, 'task.deleted'),
    tasks_moved: count(events, 'task-queue.moved'),
    wait_duration_until_accepted: spread(accepted),
    wait_duration_until_canceled: spread(canceled),
    split_by_wait_time: split.length > 0 ? (Object.fromEntries(split) as Json) : null,
  };
}

/** Seconds that these workers spent in each activity; each stay that touches the window counts by its part inside. */
export function activityDurations(world: World, workers: readonly Worker[], window: EventWindow): Json[] {
  const stays = workers.flatMap((worker) => staysOf(world, worker));
  return [...world.activities.values()].map(({ sid, friendlyName }: Activity) => {
    const durations = stays
      .filter((stay) => stay.activitySid === sid)
      .map(({ from, to }) => Math.min(to, window.end.getTime()) - Math.max(from, window.start.getTime()))
      .filter((duration) => duration > 0);
    return { sid, friendly_name: friendlyName, ...spread(durations.map((duration) => Math.round(duration / 1000))) };
  });
}

function staysOf(world: World, worker: Worker): { activitySid: string; from: number; to: number }[] {
  const past = world.taskRouterEvents.flatMap(({ eventType, parameters, date }) => {
    const previous = parameters['WorkerPreviousActivitySid'];
    if (eventType !== 'worker.activity.update' || parameters['WorkerSid'] !== worker.sid || !previous) return [];
    const to = date.getTime();
    return [{ activitySid: previous, from: to - Number(parameters['WorkerTimeInPreviousActivityMs']), to }];
  });
  const since = worker.dateStatusChanged.getTime();
  return [...past, { activitySid: worker.activitySid, from: since, to: world.clock.now().getTime() }];
}
