import type { World } from '../../World';
import type { AssignmentStatus, Task, Worker } from '../../model/taskrouter';
import { taskAge } from './eventBridgeResources';

const UNFINISHED: readonly AssignmentStatus[] = ['pending', 'reserved', 'assigned', 'wrapping'];
const WAITING: readonly AssignmentStatus[] = ['pending', 'reserved'];

/** Tasks that are not finished, counted as the REST API's real-time statistics count them. */
export function taskStatistics(
  world: World,
  isCounted: (task: Task) => boolean,
): {
  tasks_by_status: Record<string, number>;
  tasks_by_priority: Record<string, number>;
  total_tasks: number;
  longest_task_waiting_sid: string | null;
  longest_task_waiting_age: number;
  longest_task_waiting_from: string | null;
} {
  const tasks = [...world.tasks.values()].filter(
    (task) => UNFINISHED.includes(task.assignmentStatus) && isCounted(task),
  );
  const byStatus = UNFINISHED.map((status) => [
    status,
    tasks.filter(({ assignmentStatus }) => assignmentStatus === status).length,
  ]);
  const byPriority: Record<string, number> = {};
  for (const { priority } of tasks) byPriority[priority] = (byPriority[priority] ?? 0) + 1;
  const [longest] = tasks
    .filter(({ assignmentStatus }) => WAITING.includes(assignmentStatus))
    .sort((a, b) => a.dateCreated.getTime() - b.dateCreated.getTime());
  return {
    tasks_by_status: { ...(Object.fromEntries(byStatus) as Record<string, number>), completed: 0, canceled: 0 },
    tasks_by_priority: byPriority,
    total_tasks: tasks.length,
    longest_task_waiting_sid: longest?.sid ?? null,
    longest_task_waiting_age: longest ? taskAge(world, longest) : 0,
    longest_task_waiting_from: longest?.dateCreated.toISOString() ?? null,
  };
}

/** How many of these workers are in each activity. */
export const activityStatistics = (world: World, workers: readonly Worker[]): Record<string, unknown>[] =>
  [...world.activities.values()].map(({ sid, friendlyName }) => ({
    sid,
    friendly_name: friendlyName,
    workers: workers.filter(({ activitySid }) => activitySid === sid).length,
  }));
