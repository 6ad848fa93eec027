import express from 'express';

import type { World } from '../../../World';
import type { HostRoutes } from '../../../http/HostServer';
import { page } from '../../../http/page';
import { parametersOf } from '../../../http/parameters';
import { restRouter } from '../../../http/restRouter';
import { TwilioError } from '../../../http/TwilioError';
import type { Reservations } from '../Reservations';
import type { Tasks } from '../Tasks';
import type { Workers } from '../Workers';
import { activityRoutes } from './activityRoutes';
import { eventRoutes } from './eventRoutes';
import { workspaceJson } from './restResources';
import { statisticsRoutes } from './statisticsRoutes';
import { taskChannelRoutes } from './taskChannelRoutes';
import { taskQueueRoutes } from './taskQueueRoutes';
import { taskRoutes } from './taskRoutes';
import { workerRoutes } from './workerRoutes';
import { workflowRoutes } from './workflowRoutes';

/** The REST API of TaskRouter: https://www.twilio.com/docs/taskrouter/api */
export function taskRouterRoutes(world: World, workers: Workers, tasks: Tasks, reservations: Reservations): HostRoutes {
  const router = restRouter(world);
  const workspace = express.Router();

  router.get('/v1/Workspaces', (request, response) => {
    const name = parametersOf(request).text('FriendlyName');
    const found = [world.workspace].filter(({ friendlyName }) => !name || friendlyName === name);
    response.json(page(request, 'workspaces', found, () => workspaceJson(world)));
  });
  router.use('/v1/Workspaces/:workspaceSid', (request, _response, next) => {
    const { workspaceSid } = request.params;
    if (workspaceSid !== world.workspace.sid) throw TwilioError.notFound(`/Workspaces/${workspaceSid}`);
    next();
  });
  router.use('/v1/Workspaces/:workspaceSid', workspace);

  workspace.get('/', (_request, response) => void response.json(workspaceJson(world)));
  workspace.post('/', (request, response) => {
    const parameters = parametersOf(request);
    const activity = (name: string, before: string): string => {
      const sid = parameters.text(name) ?? before;
      if (!world.activities.has(sid)) throw TwilioError.invalid(name);
      return sid;
    };
    const before = world.workspace;
    const order = parameters.text('PrioritizeQueueOrder') ?? before.prioritizeQueueOrder;
    if (order !== 'FIFO' && order !== 'LIFO') throw TwilioError.invalid('PrioritizeQueueOrder');
    Object.assign(before, {
      friendlyName: parameters.text('FriendlyName') ?? before.friendlyName,
      defaultActivitySid: activity('DefaultActivitySid', before.defaultActivitySid),
      timeoutActivitySid: activity('TimeoutActivitySid', before.timeoutActivitySid),
      eventCallbackUrl: parameters.text('EventCallbackUrl') ?? before.eventCallbackUrl,
      eventsFilter: parameters.text('EventsFilter') ?? before.eventsFilter,
      multiTaskEnabled: parameters.flag('MultiTaskEnabled') ?? before.multiTaskEnabled,
      prioritizeQueueOrder: order,
      dateUpdated: world.clock.now(),
    });
    response.json(workspaceJson(world));
  });

  // Before the resources, so that `Workers/RealTimeStatistics` is not taken for a worker.
  workspace.use(statisticsRoutes(world));
  workspace.use('/Events', eventRoutes(world));
  workspace.use('/Activities', activityRoutes(world));
  workspace.use('/TaskChannels', taskChannelRoutes(world));
  workspace.use('/TaskQueues', taskQueueRoutes(world));
  workspace.use('/Workflows', workflowRoutes(world));
  workspace.use('/Workers', workerRoutes(world, workers, reservations));
  workspace.use('/Tasks', taskRoutes(world, tasks, reservations));
  return { host: 'taskrouter.twilio.com', router };
}
