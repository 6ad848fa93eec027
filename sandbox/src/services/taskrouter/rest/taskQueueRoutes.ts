import express from 'express';
import type { Router } from 'express';

import type { World } from '../../../World';
import { page } from '../../../http/page';
import { parametersOf } from '../../../http/parameters';
import type { Parameters } from '../../../http/parameters';
import { TwilioError } from '../../../http/TwilioError';
import type { TaskQueue } from '../../../model/taskrouter';
import { listTaskQueues } from '../lists';
import { addTaskQueue } from '../records';
import { compileParameter } from '../scopes';
import { taskQueueJson } from './restResources';

/** https://www.twilio.com/docs/taskrouter/api/task-queue */
export function taskQueueRoutes(world: World): Router {
  const router = express.Router();
  const fetch = (sid: string): TaskQueue => {
    const queue = world.taskQueues.get(sid);
    if (!queue) throw TwilioError.notFound(`/TaskQueues/${sid}`);
    return queue;
  };

  const changes = (parameters: Parameters): Partial<TaskQueue> => {
    const targetWorkers = parameters.text('TargetWorkers');
    if (targetWorkers) compileParameter('TargetWorkers', targetWorkers);
    const taskOrder = parameters.text('TaskOrder');
    if (taskOrder && taskOrder !== 'FIFO' && taskOrder !== 'LIFO') throw TwilioError.invalid('TaskOrder');
    const activity = (name: string): string | undefined => {
      const sid = parameters.text(name);
      if (sid && !world.activities.has(sid)) throw TwilioError.invalid(name);
      return sid;
    };
    const given: Partial<TaskQueue> = {
      friendlyName: parameters.text('FriendlyName'),
      targetWorkers,
      taskOrder: taskOrder as TaskQueue['taskOrder'] | undefined,
      maxReservedWorkers: parameters.integer('MaxReservedWorkers'),
      reservationActivitySid: activity('ReservationActivitySid'),
      assignmentActivitySid: activity('AssignmentActivitySid'),
    };
    return Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined));
  };

  router.get('/', (request, response) => {
    const queues = listTaskQueues(world, parametersOf(request));
    response.json(page(request, 'task_queues', queues, (queue) => taskQueueJson(world, queue)));
  });
  router.post('/', (request, response) => {
    const parameters = parametersOf(request);
    const friendlyName = parameters.required('FriendlyName');
    const queue = addTaskQueue(world, { ...changes(parameters), friendlyName });
    response.status(201).json(taskQueueJson(world, queue));
  });
  router.get('/:sid', (request, response) => void response.json(taskQueueJson(world, fetch(request.params.sid))));
  router.post('/:sid', (request, response) => {
    const taskQueue = fetch(request.params.sid);
    Object.assign(taskQueue, changes(parametersOf(request)), { dateUpdated: world.clock.now() });
    world.events.emit('taskQueue.updated', { taskQueue });
    response.json(taskQueueJson(world, taskQueue));
  });
  router.delete('/:sid', (request, response) => {
    const taskQueue = fetch(request.params.sid);
    const isUsed =
      [...world.workflows.values()].some(({ configuration }) => configuration.includes(taskQueue.sid)) ||
      [...world.tasks.values()].some(({ taskQueueSid }) => taskQueueSid === taskQueue.sid);
    if (isUsed) throw new TwilioError(400, 20001, `Cannot delete TaskQueue ${taskQueue.sid} because it is in use`);
    world.taskQueues.delete(taskQueue.sid);
    world.events.emit('taskQueue.removed', { taskQueue });
    response.sendStatus(204);
  });
  return router;
}
