import type { World } from '../../World';
import { compileExpression, ExpressionError } from '../../expression/compileExpression';
import { TwilioError } from '../../http/TwilioError';
import type { Task, TaskQueue, Worker } from '../../model/taskrouter';

export type Test = (scope: Record<string, unknown>) => boolean;

/** Throws Twilio's 400 where the expression cannot be read. */
export function compileParameter(parameter: string, source: string): Test {
  try {
    return compileExpression(source);
  } catch (error) {
    if (error instanceof ExpressionError) throw new TwilioError(400, 20001, `${parameter}: ${error.message}`);
    throw error;
  }
}

/** What an expression over workers sees: bare attributes, and `worker.…`. */
export function workerScope(world: World, worker: Worker): Record<string, unknown> {
  const names = {
    ...worker.attributes,
    sid: worker.sid,
    worker_sid: worker.sid,
    friendly_name: worker.friendlyName,
    activity_sid: worker.activitySid,
    activity_name: world.activities.get(worker.activitySid)?.friendlyName,
  };
  return { ...names, worker: names };
}

/** What an expression over tasks sees: bare attributes, and `task.…`. */
export const taskScope = (task: Task): Record<string, unknown> => ({ ...task.attributes, task: task.attributes });

/** https://www.twilio.com/docs/taskrouter/api/task-queue: the workers whom `TargetWorkers` fits. */
export function workersOf(world: World, taskQueue: TaskQueue): Worker[] {
  const isTarget = compileExpression(taskQueue.targetWorkers);
  return [...world.workers.values()].filter((worker) => isTarget(workerScope(world, worker)));
}
