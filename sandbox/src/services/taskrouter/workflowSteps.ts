import type { World } from '../../World';
import { TwilioError } from '../../http/TwilioError';
import { readPath } from '../../expression/readPath';
import type { Sid } from '../../model/sid';
import type { Task, Worker } from '../../model/taskrouter';
import { compileParameter, taskScope } from './scopes';
import type { Test } from './scopes';

/** One stop of a task on its way: a queue, who of it may have the task, and for how long it waits here. */
export interface RoutingStep {
  queueSid: Sid;
  /** The name of the filter that led here. */
  filter?: string;
  /** Over `task.…` and `worker.…`; undefined where every worker of the queue will do. */
  isTarget?: Test;
  /** Only this worker, where the step names one; null where it names one who does not exist. */
  knownWorker?: Worker | null;
  priority?: number;
  /** Seconds. */
  timeout?: number;
  /** Over `workers.…` and `task.…`, where no worker could be reserved at once. */
  skipIf?: Test;
}

interface Target {
  queue?: string;
  expression?: string;
  priority?: string | number;
  timeout?: string | number;
  skip_if?: string;
  known_worker_sid?: string;
  known_worker_friendly_name?: string;
}

interface Filter {
  filter_friendly_name?: string;
  expression: string;
  targets: Target[];
}

interface Configuration {
  filters: Filter[];
  defaultFilter?: Target;
}

const invalid = (problem: string): TwilioError =>
  new TwilioError(400, 20001, `Invalid Workflow configuration: ${problem}`);

/**
 * Reads a Workflow's configuration, https://www.twilio.com/docs/taskrouter/workflow-configuration. Throws a 400 that
 * says what is wrong.
 */
export function parseConfiguration(world: World, source: string): Configuration {
  let document: { task_routing?: { filters?: Filter[]; default_filter?: Target } };
  try {
    document = JSON.parse(source) as typeof document;
  } catch {
    throw invalid('it is not JSON');
  }
  const routing = document?.task_routing;
  if (!routing) throw invalid('task_routing is missing');
  const filters = (routing.filters ?? []).map(({ filter_friendly_name, expression, targets }) => {
    if (typeof expression !== 'string') throw invalid('a filter has no expression');
    if (!Array.isArray(targets) || targets.length === 0) throw invalid('a filter has no targets');
    return { filter_friendly_name, expression, targets };
  });
  const targets = [...filters.flatMap((filter) => filter.targets), ...[routing.default_filter ?? []].flat()];
  for (const source of [...filters, ...targets].map(({ expression }) => expression)) {
    if (source) compileParameter('Configuration', source);
  }
  for (const { queue, skip_if: skipIf } of targets) {
    if (queue && !world.taskQueues.has(queue)) throw invalid(`there is no TaskQueue ${queue}`);
    if (skipIf) compileParameter('Configuration', skipIf);
  }
  return { filters, defaultFilter: routing.default_filter };
}

const numberOf = (value: string | number | undefined): number | undefined =>
  value === undefined || value === '' ? undefined : Number(value);

// A known worker is given as such or by the task's attribute that holds it (`task.preferred_worker`).
const textOf = (task: Task, source: string): unknown => readPath(taskScope(task), source.split('.')) ?? source;

function knownWorker(world: World, task: Task, target: Target): Worker | null | undefined {
  const { known_worker_sid: sid, known_worker_friendly_name: friendlyName } = target;
  if (sid) return world.workers.get(String(textOf(task, sid))) ?? null;
  if (!friendlyName) return undefined;
  const name = textOf(task, friendlyName);
  return [...world.workers.values()].find((worker) => worker.friendlyName === name) ?? null;
}

function stepOf(world: World, task: Task, target: Target, queueSid: Sid): RoutingStep {
  return {
    queueSid,
    isTarget: target.expression ? compileParameter('expression', target.expression) : undefined,
    knownWorker: knownWorker(world, task, target),
    priority: numberOf(target.priority),
    timeout: numberOf(target.timeout),
    skipIf: target.skip_if ? compileParameter('skip_if', target.skip_if) : undefined,
  };
}

/** The first filter that a task fits. */
export const fittingFilter = (filters: Filter[], task: Task): Filter | undefined =>
  filters.find(({ expression }) => compileParameter('expression', expression)(taskScope(task)));

/** The way of this task through a workflow: the targets of the first filter that fits, then the default filter. */
export function workflowSteps(world: World, configuration: string, task: Task): RoutingStep[] {
  const { filters, defaultFilter } = parseConfiguration(world, configuration);
  const filter = fittingFilter(filters, task);
  const steps: RoutingStep[] = [];
  for (const target of [...(filter?.targets ?? []), ...[defaultFilter ?? []].flat()]) {
    // A target without a queue stays in the queue of the one before it.
    const queueSid = target.queue ?? steps.at(-1)?.queueSid ?? defaultFilter?.queue;
    if (!queueSid) continue;
    const name = filter?.targets.includes(target) ? filter.filter_friendly_name : undefined;
    steps.push({ ...stepOf(world, task, target, queueSid), ...(name ? { filter: name } : {}) });
  }
  return steps;
}
