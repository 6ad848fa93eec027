import type { World } from '../../World';
import type { TaskRouter } from '../Services';
import { EventBridgeWorkspaces } from './eventBridgeWorkspaces';
import { projectQueueStatistics } from './projectQueueStatistics';
import { projectTeamsView } from './projectTeamsView';
import { pushToWorkers } from './pushToWorkers';
import { Reservations } from './Reservations';
import { taskRouterRoutes } from './rest/taskRouterRoutes';
import { Tasks } from './Tasks';
import { Workers } from './Workers';

/** TaskRouter: https://www.twilio.com/docs/taskrouter. Adds `taskrouter.twilio.com` and `Workspaces/…` of the event bridge. */
export function createTaskRouter(world: World): TaskRouter {
  // First in line, so that browsers are told of an event before they are told of what follows from it.
  pushToWorkers(world);
  projectTeamsView(world);
  projectQueueStatistics(world);
  const reservations = new Reservations(world);
  const workers = new Workers(world, reservations);
  const tasks = new Tasks(world, reservations);
  const workspaces = new EventBridgeWorkspaces(world, workers, tasks, reservations);
  world.eventBridgeRoutes.push({ prefix: 'Workspaces', handle: (request) => workspaces.handle(request) });
  world.routes.push(taskRouterRoutes(world, workers, tasks, reservations));
  return {
    createTask: (input) => tasks.create(input),
    updateTask: (taskSid, change) => tasks.update(tasks.fetch(taskSid), change),
    cancelTask: (taskSid, reason) => tasks.cancel(tasks.fetch(taskSid), reason),
    setReservation: (sid, status) => reservations.move(reservations.fetch(sid), status),
    reservationOf: (taskSid) => reservations.liveOf(taskSid),
    setActivity: (workerSid, activitySid, rejectPendingReservations) =>
      workers.setActivity(workerSid, activitySid, rejectPendingReservations),
    activityByName: (friendlyName) =>
      [...world.activities.values()].find((activity) => activity.friendlyName === friendlyName),
  };
}
