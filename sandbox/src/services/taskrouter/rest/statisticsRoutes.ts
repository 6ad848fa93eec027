import express from 'express';
import type { Request, Router } from 'express';

import type { World } from '../../../World';
import { page } from '../../../http/page';
import { parametersOf } from '../../../http/parameters';
import type { Parameters } from '../../../http/parameters';
import { TwilioError } from '../../../http/TwilioError';
import type { Task, TaskQueue, TaskRouterEvent, Worker, Workflow } from '../../../model/taskrouter';
import { isAvailable } from '../capacity';
import { activityDurations, count, reservationCounts, taskCounts, windowJson } from '../cumulativeStatistics';
import { eventsInWindow, windowOf } from '../eventWindow';
import { workersOf } from '../scopes';
import { activityStatistics, taskStatistics } from '../statistics';

type Json = Record<string, unknown>;

/** As many queues may be asked for at once. */
const BULK_QUEUES = 50;

/** What is counted: the two kinds of figures of a workspace, a queue, a workflow or workers. */
interface Counted {
  realtime: (parameters: Parameters) => Json;
  cumulative: (parameters: Parameters) => Json;
  /** What names it in an answer. */
  names?: Json;
}

/**
 * The workspace's figures: what is (`RealTimeStatistics`), what happened (`CumulativeStatistics`), and both.
 * https://www.twilio.com/docs/taskrouter/api/workspace-statistics, …/taskqueue-statistics, …/workflow-statistics,
 * …/worker-statistics
 */
export function statisticsRoutes(world: World): Router {
  const router = express.Router();
  const counted = new CountedThings(world);
  const owners = (): Json => ({ account_sid: world.account.sid, workspace_sid: world.workspace.sid });
  const base = (path: string): Json => ({
    ...owners(),
    url: `https://taskrouter.twilio.com/v1/Workspaces/${world.workspace.sid}${path}`,
  });
  /** The three resources under a path such as `/TaskQueues/:sid`. */
  const serve = (path: string, find: (sid: string) => Counted): void => {
    const at = (request: Request) => ({
      ...find((request.params as { sid?: string }).sid ?? ''),
      parameters: parametersOf(request),
      common: base(request.path),
    });
    router.get(`${path}/RealTimeStatistics`, (request, response) => {
      const { realtime, names, parameters, common } = at(request);
      response.json({ ...common, ...names, ...realtime(parameters) });
    });
    router.get(`${path}/CumulativeStatistics`, (request, response) => {
      const { cumulative, names, parameters, common } = at(request);
      response.json({ ...common, ...names, ...cumulative(parameters) });
    });
    router.get(`${path}/Statistics`, (request, response) => {
      const { realtime, cumulative, names, parameters, common } = at(request);
      response.json({ ...common, ...names, realtime: realtime(parameters), cumulative: cumulative(parameters) });
    });
  };

  router.post('/TaskQueues/RealTimeStatistics', (request, response) => {
    const parameters = parametersOf(request);
    const sids = parameters.list('TaskQueueSids');
    if (!sids || sids.length > BULK_QUEUES) throw TwilioError.invalid('TaskQueueSids');
    const data = sids.map((sid) => ({ task_queue_sid: sid, ...counted.queue(sid).realtime(parameters) }));
    response.json({
      ...base(request.path),
      task_queue_data: data,
      task_queue_response_count: data.length,
    });
  });
  router.get('/TaskQueues/Statistics', (request, response) => {
    const parameters = parametersOf(request);
    const name = parameters.text('FriendlyName');
    const queues = [...world.taskQueues.values()].filter(({ friendlyName }) => !name || friendlyName === name);
    const toJson = ({ sid }: TaskQueue): Json => {
      const { realtime, cumulative, names } = counted.queue(sid);
      return { ...owners(), ...names, realtime: realtime(parameters), cumulative: cumulative(parameters) };
    };
    response.json(page(request, 'task_queues_statistics', queues, toJson));
  });
  serve('', () => counted.workspace());
  serve('/Workers', () => counted.workers());
  serve('/Workers/:sid', (sid) => counted.worker(sid));
  serve('/TaskQueues/:sid', (sid) => counted.queue(sid));
  serve('/Workflows/:sid', (sid) => counted.workflow(sid));
  return router;
}

class CountedThings {
  constructor(private readonly world: World) {}

  workspace(): Counted {
    return {
      realtime: (parameters) => ({
        ...this.tasks(parameters, () => true),
        ...this.activities([...this.world.workers.values()]),
      }),
      cumulative: (parameters) => {
        const events = this.events(parameters);
        return {
          ...this.happened(parameters, events),
          tasks_created: count(events, 'task.created'),
          tasks_timed_out_in_workflow: count(events, 'workflow.timeout'),
        };
      },
    };
  }

  queue(sid: string): Counted {
    const queue: TaskQueue = this.found(this.world.taskQueues, 'TaskQueues', sid);
    return {
      names: { task_queue_sid: sid },
      realtime: (parameters) => {
        const workers = workersOf(this.world, queue);
        const tasks = this.tasks(parameters, (task) => task.taskQueueSid === sid);
        return {
          ...tasks,
          longest_relative_task_age_in_queue: tasks.longest_task_waiting_age,
          longest_relative_task_sid_in_queue: tasks.longest_task_waiting_sid,
          activity_statistics: activityStatistics(this.world, workers),
          total_available_workers: workers.filter((worker) => isAvailable(this.world, worker)).length,
          total_eligible_workers: workers.length,
        };
      },
      cumulative: (parameters) => {
        const events = this.events(parameters, ['TaskQueueSid', sid]);
        const happened = this.happened(parameters, events);
        return {
          ...happened,
          tasks_entered: count(events, 'task-queue.entered'),
          wait_duration_in_queue_until_accepted: happened['wait_duration_until_accepted'],
        };
      },
    };
  }

  workflow(sid: string): Counted {
    const workflow: Workflow = this.found(this.world.workflows, 'Workflows', sid);
    return {
      names: { workflow_sid: workflow.sid },
      realtime: (parameters) => this.tasks(parameters, (task) => task.workflowSid === sid),
      cumulative: (parameters) => {
        const events = this.events(parameters, ['WorkflowSid', sid]);
        return {
          ...this.happened(parameters, events),
          tasks_entered: count(events, 'workflow.entered'),
          tasks_timed_out_in_workflow: count(events, 'workflow.timeout'),
        };
      },
    };
  }

  workers(): Counted {
    const workers = [...this.world.workers.values()];
    return {
      realtime: () => this.activities(workers),
      cumulative: (parameters) => this.reserved(parameters, workers, this.events(parameters)),
    };
  }

  worker(sid: string): Counted {
    const worker: Worker = this.found(this.world.workers, 'Workers', sid);
    return {
      names: { worker_sid: sid },
      realtime: () => this.activities([worker]),
      cumulative: (parameters) => this.reserved(parameters, [worker], this.events(parameters, ['WorkerSid', sid])),
    };
  }

  private found<T>(all: ReadonlyMap<string, T>, path: string, sid: string): T {
    const found = all.get(sid);
    if (!found) throw TwilioError.notFound(`/${path}/${sid}`);
    return found;
  }

  private tasks(parameters: Parameters, isCounted: (task: Task) => boolean): ReturnType<typeof taskStatistics> {
    const wanted = parameters.text('TaskChannel');
    return taskStatistics(
      this.world,
      (task) => isCounted(task) && (!wanted || [task.taskChannelSid, task.taskChannelUniqueName].includes(wanted)),
    );
  }

  private activities(workers: Worker[]): Json {
    return { activity_statistics: activityStatistics(this.world, workers), total_workers: workers.length };
  }

  private events(parameters: Parameters, [name, sid]: [string?, string?] = []): TaskRouterEvent[] {
    const all = eventsInWindow(this.world, windowOf(this.world, parameters));
    return name === undefined ? all : all.filter((event) => event.parameters[name] === sid);
  }

  private happened(parameters: Parameters, events: TaskRouterEvent[]): Json {
    const thresholds = (parameters.text('SplitByWaitTime') ?? '').split(',').filter(Boolean).map(Number);
    return { ...windowJson(windowOf(this.world, parameters)), ...taskCounts(events, thresholds) };
  }

  private reserved(parameters: Parameters, workers: Worker[], events: TaskRouterEvent[]): Json {
    const window = windowOf(this.world, parameters);
    return {
      ...windowJson(window),
      ...reservationCounts(events),
      activity_durations: activityDurations(this.world, workers, window),
    };
  }
}
