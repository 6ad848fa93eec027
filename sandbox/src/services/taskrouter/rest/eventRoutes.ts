import express from 'express';
import type { Router } from 'express';

import type { World } from '../../../World';
import { page } from '../../../http/page';
import { parametersOf } from '../../../http/parameters';
import { TwilioError } from '../../../http/TwilioError';
import type { TaskRouterEvent } from '../../../model/taskrouter';
import { eventsInWindow, windowOf } from '../eventWindow';

/** Query parameters that name what an event is about, and stand among its own parameters by the same name. */
const SUBJECTS = ['TaskSid', 'WorkerSid', 'TaskQueueSid', 'WorkflowSid', 'ReservationSid'];

/** What happened in the workspace. https://www.twilio.com/docs/taskrouter/api/event */
export function eventRoutes(world: World): Router {
  const router = express.Router();
  router.get('/', (request, response) => {
    const parameters = parametersOf(request);
    const eventType = parameters.text('EventType');
    const sid = parameters.text('Sid');
    const found = eventsInWindow(world, windowOf(world, parameters)).filter(
      (event) =>
        (!eventType || event.eventType === eventType) &&
        (!sid || event.sid === sid) &&
        SUBJECTS.every((name) => [undefined, event.parameters[name]].includes(parameters.text(name))),
    );
    response.json(page(request, 'events', found.reverse(), (event) => eventJson(world, event)));
  });
  router.get('/:sid', (request, response) => {
    const event = world.taskRouterEvents.find(({ sid }) => sid === request.params.sid);
    if (!event) throw TwilioError.notFound(`/Events/${request.params.sid}`);
    response.json(eventJson(world, event));
  });
  return router;
}

const PATHS: Readonly<Record<string, (event: TaskRouterEvent) => string>> = {
  task: ({ resourceSid }) => `/Tasks/${resourceSid}`,
  reservation: ({ resourceSid, parameters }) => `/Tasks/${parameters['TaskSid']}/Reservations/${resourceSid}`,
  worker: ({ resourceSid }) => `/Workers/${resourceSid}`,
  workflow: ({ resourceSid }) => `/Workflows/${resourceSid}`,
  'task-queue': ({ resourceSid }) => `/TaskQueues/${resourceSid}`,
};

const snakeCase = (name: string): string => name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`).slice(1);

function eventJson(world: World, event: TaskRouterEvent): Record<string, unknown> {
  const { account, workspace } = world;
  const base = `https://taskrouter.twilio.com/v1/Workspaces/${workspace.sid}`;
  const data = Object.entries(event.parameters).map(([name, value]) => [snakeCase(name), value]);
  return {
    sid: event.sid,
    account_sid: account.sid,
    workspace_sid: workspace.sid,
    actor_sid: workspace.sid,
    actor_type: 'workspace',
    actor_url: base,
    description: event.description,
    event_data: {
      ...(Object.fromEntries(data) as Record<string, string>),
      workspace_sid: workspace.sid,
      workspace_name: workspace.friendlyName,
    },
    event_date: event.date.toISOString(),
    event_date_ms: event.date.getTime(),
    event_type: event.eventType,
    resource_sid: event.resourceSid,
    resource_type: event.resourceType,
    resource_url: base + (PATHS[event.resourceType]?.(event) ?? ''),
    source: 'twilio',
    source_ip_address: '127.0.0.1',
    url: `${base}/Events/${event.sid}`,
  };
}
