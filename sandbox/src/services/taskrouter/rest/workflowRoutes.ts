import express from 'express';
import type { Router } from 'express';

import type { World } from '../../../World';
import { page } from '../../../http/page';
import { parametersOf } from '../../../http/parameters';
import type { Parameters } from '../../../http/parameters';
import { TwilioError } from '../../../http/TwilioError';
import type { Workflow } from '../../../model/taskrouter';
import { addWorkflow } from '../records';
import { parseConfiguration } from '../workflowSteps';
import { workflowJson } from './restResources';

/** https://www.twilio.com/docs/taskrouter/api/workflow */
export function workflowRoutes(world: World): Router {
  const router = express.Router();
  const fetch = (sid: string): Workflow => {
    const workflow = world.workflows.get(sid);
    if (!workflow) throw TwilioError.notFound(`/Workflows/${sid}`);
    return workflow;
  };

  const changes = (parameters: Parameters): Partial<Workflow> => {
    const configuration = parameters.text('Configuration');
    if (configuration !== undefined) parseConfiguration(world, configuration);
    const given: Partial<Workflow> = {
      friendlyName: parameters.text('FriendlyName'),
      configuration,
      assignmentCallbackUrl: parameters.text('AssignmentCallbackUrl'),
      fallbackAssignmentCallbackUrl: parameters.text('FallbackAssignmentCallbackUrl'),
      taskReservationTimeout: parameters.integer('TaskReservationTimeout'),
    };
    return Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined));
  };

  router.get('/', (request, response) => {
    const name = parametersOf(request).text('FriendlyName');
    const found = [...world.workflows.values()].filter(({ friendlyName }) => !name || friendlyName === name);
    response.json(page(request, 'workflows', found, (workflow) => workflowJson(world, workflow)));
  });
  router.post('/', (request, response) => {
    const parameters = parametersOf(request);
    const friendlyName = parameters.required('FriendlyName');
    const configuration = parameters.required('Configuration');
    const workflow = addWorkflow(world, { ...changes(parameters), friendlyName, configuration });
    world.events.emit('workflow', { name: 'created', workflow });
    response.status(201).json(workflowJson(world, workflow));
  });
  router.get('/:sid', (request, response) => void response.json(workflowJson(world, fetch(request.params.sid))));
  router.post('/:sid', (request, response) => {
    const workflow = fetch(request.params.sid);
    Object.assign(workflow, changes(parametersOf(request)), { dateUpdated: world.clock.now() });
    world.events.emit('workflow', { name: 'updated', workflow });
    response.json(workflowJson(world, workflow));
  });
  router.delete('/:sid', (request, response) => {
    const workflow = fetch(request.params.sid);
    const { sid } = workflow;
    const isUsed = [...world.tasks.values()].some(
      ({ workflowSid, assignmentStatus }) =>
        workflowSid === sid && !['completed', 'canceled'].includes(assignmentStatus),
    );
    if (isUsed) throw new TwilioError(400, 20001, `Cannot delete Workflow ${sid} because it has tasks`);
    world.workflows.delete(sid);
    world.events.emit('workflow', { name: 'deleted', workflow });
    response.sendStatus(204);
  });
  return router;
}
