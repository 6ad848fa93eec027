import express from 'express';
import type { Router } from 'express';

import type { World } from '../../../World';
import { page } from '../../../http/page';
import { parametersOf } from '../../../http/parameters';
import { TwilioError } from '../../../http/TwilioError';
import type { Task } from '../../../model/taskrouter';
import { listTasks } from '../lists';
import type { Reservations } from '../Reservations';
import type { Tasks } from '../Tasks';
import { reservationRoutes } from './reservationRoutes';
import { taskJson } from './restResources';

/** What `If-Match` of an update is compared with: https://www.twilio.com/docs/taskrouter/api/task#update-a-task-resource */
const etagOf = ({ version }: Task): string => `"${version}"`;

/** https://www.twilio.com/docs/taskrouter/api/task */
export function taskRoutes(world: World, tasks: Tasks, reservations: Reservations): Router {
  const router = express.Router();

  router.get('/', (request, response) => {
    const found = listTasks(world, parametersOf(request));
    response.json(page(request, 'tasks', found, (task) => taskJson(world, task)));
  });
  router.post('/', (request, response) => {
    const parameters = parametersOf(request);
    const task = tasks.create({
      attributes: parameters.json('Attributes') ?? {},
      workflowSid: parameters.text('WorkflowSid'),
      taskQueueSid: parameters.text('TaskQueueSid'),
      routingTarget: parameters.text('RoutingTarget'),
      taskChannel: parameters.text('TaskChannel'),
      priority: parameters.integer('Priority'),
      timeout: parameters.integer('Timeout'),
      ignoreCapacity: parameters.flag('IgnoreCapacity'),
    });
    response.status(201).json(taskJson(world, task));
  });
  router.get('/:sid', (request, response) => {
    const task = tasks.fetch(request.params.sid);
    response.set('ETag', etagOf(task)).json(taskJson(world, task));
  });
  router.post('/:sid', (request, response) => {
    const task = tasks.fetch(request.params.sid);
    const wanted = request.get('if-match');
    if (wanted !== undefined && wanted !== etagOf(task)) {
      throw new TwilioError(412, 20412, `Precondition failed: task ${task.sid} has changed`);
    }
    const parameters = parametersOf(request);
    const attributes = parameters.json('Attributes');
    const priority = parameters.integer('Priority');
    const startTime = parameters.text('VirtualStartTime');
    if (attributes || priority !== undefined || startTime) {
      tasks.update(task, {
        ...(attributes && { attributes }),
        ...(priority !== undefined && { priority }),
        ...(startTime && { virtualStartTime: new Date(startTime) }),
      });
    }
    const status = parameters.text('AssignmentStatus');
    if (status) tasks.setStatus(task, status, parameters.text('Reason'));
    response.set('ETag', etagOf(task)).json(taskJson(world, task));
  });
  router.delete('/:sid', (request, response) => {
    tasks.remove(tasks.fetch(request.params.sid));
    response.sendStatus(204);
  });
  router.use('/:sid/Reservations', reservationRoutes(world, reservations, 'Tasks'));
  return router;
}
