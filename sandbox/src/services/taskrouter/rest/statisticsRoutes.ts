import express from 'express';
import type { Router } from 'express';

import type { World } from '../../../World';
import { parametersOf } from '../../../http/parameters';
import type { Parameters } from '../../../http/parameters';
import { TwilioError } from '../../../http/TwilioError';
import type { Task } from '../../../model/taskrouter';
import { isAvailable } from '../capacity';
import { workersOf } from '../scopes';
import { activityStatistics, taskStatistics } from '../statistics';

/** Real-time statistics: https://www.twilio.com/docs/taskrouter/api/taskqueue-statistics */
export function statisticsRoutes(world: World): Router {
  const router = express.Router();
  const base = (path: string): Record<string, unknown> => ({
    account_sid: world.account.sid,
    workspace_sid: world.workspace.sid,
    url: `https://taskrouter.twilio.com/v1/Workspaces/${world.workspace.sid}/${path}`,
  });
  const isOnChannel = (parameters: Parameters, { taskChannelSid, taskChannelUniqueName }: Task): boolean => {
    const wanted = parameters.text('TaskChannel');
    return !wanted || [taskChannelSid, taskChannelUniqueName].includes(wanted);
  };

  router.get('/RealTimeStatistics', (request, response) => {
    const workers = [...world.workers.values()];
    response.json({
      ...base('RealTimeStatistics'),
      ...taskStatistics(world, (task) => isOnChannel(parametersOf(request), task)),
      activity_statistics: activityStatistics(world, workers),
      total_workers: workers.length,
    });
  });
  router.get('/Workers/RealTimeStatistics', (_request, response) => {
    const workers = [...world.workers.values()];
    response.json({
      ...base('Workers/RealTimeStatistics'),
      activity_statistics: activityStatistics(world, workers),
      total_workers: workers.length,
    });
  });
  router.get('/TaskQueues/:sid/RealTimeStatistics', (request, response) => {
    const queue = world.taskQueues.get(request.params.sid);
    if (!queue) throw TwilioError.notFound(`/TaskQueues/${request.params.sid}`);
    const workers = workersOf(world, queue);
    const parameters = parametersOf(request);
    const statistics = taskStatistics(
      world,
      (task) => task.taskQueueSid === queue.sid && isOnChannel(parameters, task),
    );
    response.json({
      ...base(`TaskQueues/${queue.sid}/RealTimeStatistics`),
      ...statistics,
      task_queue_sid: queue.sid,
      longest_relative_task_age_in_queue: statistics.longest_task_waiting_age,
      activity_statistics: activityStatistics(world, workers),
      total_available_workers: workers.filter((worker) => isAvailable(world, worker)).length,
      total_eligible_workers: workers.length,
    });
  });
  return router;
}
