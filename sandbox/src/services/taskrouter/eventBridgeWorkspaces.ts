import type { World } from '../../World';
import { Parameters } from '../../http/parameters';
import { TwilioError } from '../../http/TwilioError';
import type { Person } from '../../model/Person';
import type { Sid } from '../../model/sid';
import type { Reservation, Task } from '../../model/taskrouter';
import type { EventBridgeRequest } from '../Services';
import {
  activityResource,
  reservationResource,
  taskQueueResource,
  taskResource,
  workerChannelResource,
  workerResource,
} from './eventBridgeResources';
import { listTaskQueues, listWorkers } from './lists';
import { isLive } from './Reservations';
import type { Reservations } from './Reservations';
import type { Tasks } from './Tasks';
import type { Workers } from './Workers';

const DEFAULT_PAGE_SIZE = 1000;

/** One page as the worker SDK reads it: `after_sid`, or where the request has `Ordering`, `meta.next_token`. */
function list<T extends { sid: Sid }>(items: T[], parameters: Parameters, toJson: (item: T) => unknown): unknown {
  const after = parameters.text('AfterSid') ?? parameters.text('NextToken');
  const start = after ? items.findIndex(({ sid }) => sid === after) + 1 : 0;
  const end = start + (parameters.integer('PageSize') ?? DEFAULT_PAGE_SIZE);
  const next = end < items.length ? (items[end - 1]?.sid ?? null) : null;
  return { contents: items.slice(start, end).map(toJson), after_sid: next, meta: { next_token: next } };
}

const mayManageWorkers = ({ roles }: Person): boolean => roles.some((role) => role !== 'agent');

/** What the worker SDK (twilio-taskrouter 2) asks of `Workspaces/WS…` through the event bridge. */
export class EventBridgeWorkspaces {
  constructor(
    private readonly world: World,
    private readonly workers: Workers,
    private readonly tasks: Tasks,
    private readonly reservations: Reservations,
  ) {}

  handle({ method, path: [workspaceSid, kind, sid, ...rest], params, person }: EventBridgeRequest): unknown {
    const { world } = this;
    const parameters = new Parameters({ body: params, query: {} });
    const isPost = method === 'POST';
    if (workspaceSid !== world.workspace.sid) throw TwilioError.notFound(`/Workspaces/${workspaceSid ?? ''}`);
    switch (kind) {
      case 'Activities':
        return list([...world.activities.values()], parameters, (activity) => activityResource(world, activity));
      case 'Workers':
        if (!sid) return list(listWorkers(world, parameters), parameters, (worker) => workerResource(world, worker));
        if (isPost) this.guardWorker(sid, person);
        return this.worker(sid, rest, isPost, parameters);
      case 'TaskQueues':
        if (!sid)
          return list(listTaskQueues(world, parameters), parameters, (queue) => taskQueueResource(world, queue));
        return this.taskQueue(sid);
      case 'Tasks':
        if (!sid) return taskResource(world, this.createTask(parameters));
        return taskResource(world, isPost ? this.updateTask(sid, parameters) : this.tasks.fetch(sid));
      default:
        throw TwilioError.notFound(`/Workspaces/${workspaceSid}/${kind ?? ''}`);
    }
  }

  private guardWorker(sid: Sid, person: Person): void {
    if (sid !== person.workerSid && !mayManageWorkers(person)) {
      throw new TwilioError(403, 20403, 'Only a supervisor may change another worker');
    }
  }

  private worker(sid: Sid, [kind, itemSid]: string[], isPost: boolean, parameters: Parameters): unknown {
    const { world, workers, reservations } = this;
    const worker = workers.fetch(sid);
    switch (kind) {
      case undefined:
        if (isPost) this.updateWorker(sid, parameters);
        return workerResource(world, worker);
      case 'WorkerChannels':
      case 'Channels':
        if (!itemSid) return list(worker.channels, parameters, (item) => workerChannelResource(world, worker, item));
        if (isPost) {
          const change = { capacity: parameters.integer('Capacity'), available: parameters.flag('Available') };
          workers.updateChannel(sid, itemSid, change);
        }
        return workerChannelResource(world, worker, workers.fetchChannel(sid, itemSid));
      case 'Reservations': {
        if (itemSid && isPost) this.updateReservation(itemSid, parameters);
        const toJson = (item: Reservation): unknown => reservationResource(world, item, this.tasks.fetch(item.taskSid));
        if (itemSid) return toJson(reservations.fetch(itemSid));
        const live = [...world.reservations.values()].filter((item) => item.workerSid === sid && isLive(item));
        return list(live, parameters, toJson);
      }
      default:
        throw TwilioError.notFound(`/Workers/${sid}/${kind}`);
    }
  }

  private updateWorker(sid: Sid, parameters: Parameters): void {
    const attributes = parameters.json('Attributes');
    if (attributes) this.workers.update(sid, { attributes });
    const activitySid = parameters.text('ActivitySid');
    if (activitySid) this.workers.setActivity(sid, activitySid, parameters.flag('RejectPendingReservations'));
  }

  private updateReservation(sid: Sid, parameters: Parameters): void {
    const status = parameters.text('ReservationStatus');
    if (!status) throw new TwilioError(400, 20001, 'Reservation instructions need a phone call, which is not here');
    this.world.services.taskrouter.setReservation(sid, status as 'accepted');
    const activitySid = parameters.text('WorkerActivitySid');
    if (activitySid) this.workers.setActivity(this.reservations.fetch(sid).workerSid, activitySid);
  }

  private taskQueue(sid: Sid): unknown {
    const queue = this.world.taskQueues.get(sid);
    if (!queue) throw TwilioError.notFound(`/TaskQueues/${sid}`);
    return taskQueueResource(this.world, queue);
  }

  private createTask(parameters: Parameters): Task {
    return this.tasks.create({
      attributes: parameters.json('Attributes') ?? {},
      workflowSid: parameters.text('WorkflowSid'),
      taskQueueSid: parameters.text('TaskQueueSid'),
      routingTarget: parameters.text('RoutingTarget'),
      taskChannel: parameters.text('TaskChannelUniqueName') ?? parameters.text('TaskChannelSid'),
    });
  }

  private updateTask(sid: Sid, parameters: Parameters): Task {
    const task = this.tasks.fetch(sid);
    const attributes = parameters.json('Attributes');
    const startTime = parameters.text('VirtualStartTime');
    if (attributes || startTime) {
      this.tasks.update(task, {
        ...(attributes && { attributes }),
        ...(startTime && { virtualStartTime: new Date(startTime) }),
      });
    }
    const status = parameters.text('AssignmentStatus');
    if (status) this.tasks.setStatus(task, status, parameters.text('Reason'));
    return task;
  }
}
