import type { World } from '../../World';
import type { Parameters } from '../../http/parameters';
import type { Task, TaskQueue, Worker } from '../../model/taskrouter';
import { ordered } from './ordered';
import { compileParameter, taskScope, workersOf, workerScope } from './scopes';

/** Keeps the items whose value is that of the parameter, where the request has it. */
const by = <T>(
  parameters: Parameters,
  name: string,
  items: T[],
  valueOf: (item: T) => string | null | undefined,
): T[] => {
  const wanted = parameters.text(name);
  return wanted === undefined || wanted === '' ? items : items.filter((item) => valueOf(item) === wanted);
};

/** https://www.twilio.com/docs/taskrouter/api/worker#read-multiple-worker-resources */
export function listWorkers(world: World, parameters: Parameters): Worker[] {
  const activityOf = ({ activitySid }: Worker) => world.activities.get(activitySid);
  let workers = [...world.workers.values()];
  workers = by(parameters, 'FriendlyName', workers, ({ friendlyName }) => friendlyName);
  workers = by(parameters, 'ActivitySid', workers, ({ activitySid }) => activitySid);
  workers = by(parameters, 'ActivityName', workers, (worker) => activityOf(worker)?.friendlyName);
  const available = parameters.text('Available')?.toLowerCase();
  if (available) {
    const wanted = ['true', '1'].includes(available);
    workers = workers.filter((worker) => (activityOf(worker)?.available ?? false) === wanted);
  }
  const [queueSid, queueName] = [parameters.text('TaskQueueSid'), parameters.text('TaskQueueName')];
  if (queueSid || queueName) {
    const queues = [...world.taskQueues.values()].filter(
      ({ sid, friendlyName }) => (!queueSid || sid === queueSid) && (!queueName || friendlyName === queueName),
    );
    const members = new Set(queues.flatMap((queue) => workersOf(world, queue)));
    workers = workers.filter((worker) => members.has(worker));
  }
  const expression = parameters.text('TargetWorkersExpression');
  if (expression) {
    const isTarget = compileParameter('TargetWorkersExpression', expression);
    workers = workers.filter((worker) => isTarget(workerScope(world, worker)));
  }
  return ordered(workers, parameters.text('Ordering'), {
    DateStatusChanged: ({ dateStatusChanged }) => dateStatusChanged,
    FriendlyName: ({ friendlyName }) => friendlyName,
  });
}

/** https://www.twilio.com/docs/taskrouter/api/task-queue#read-multiple-taskqueue-resources */
export function listTaskQueues(world: World, parameters: Parameters): TaskQueue[] {
  let queues = by(parameters, 'FriendlyName', [...world.taskQueues.values()], ({ friendlyName }) => friendlyName);
  const workerSid = parameters.text('WorkerSid');
  if (workerSid) queues = queues.filter((queue) => workersOf(world, queue).some(({ sid }) => sid === workerSid));
  const expression = parameters.text('EvaluateWorkerAttributes');
  if (expression) {
    const isMatch = compileParameter('EvaluateWorkerAttributes', expression);
    queues = queues.filter((queue) => workersOf(world, queue).some((worker) => isMatch(workerScope(world, worker))));
  }
  return ordered(queues, parameters.text('Ordering'), {
    DateUpdated: ({ dateUpdated }) => dateUpdated,
    FriendlyName: ({ friendlyName }) => friendlyName,
  });
}

/** How long a new task is not found by its attributes. That it takes a while is known; Twilio names no figure. */
const SEARCH_LAG_MS = 1000;

/** https://www.twilio.com/docs/taskrouter/api/task#read-multiple-task-resources */
export function listTasks(world: World, parameters: Parameters): Task[] {
  const statuses = parameters.list('AssignmentStatus')?.flatMap((status) => status.split(','));
  const priority = parameters.integer('Priority');
  let tasks = [...world.tasks.values()].filter(
    (task) =>
      (!statuses || statuses.includes(task.assignmentStatus)) && (priority === undefined || task.priority === priority),
  );
  tasks = by(parameters, 'WorkflowSid', tasks, ({ workflowSid }) => workflowSid);
  tasks = by(
    parameters,
    'WorkflowName',
    tasks,
    ({ workflowSid }) => world.workflows.get(workflowSid ?? '')?.friendlyName,
  );
  tasks = by(parameters, 'TaskQueueSid', tasks, ({ taskQueueSid }) => taskQueueSid);
  tasks = by(
    parameters,
    'TaskQueueName',
    tasks,
    ({ taskQueueSid }) => world.taskQueues.get(taskQueueSid ?? '')?.friendlyName,
  );
  tasks = by(parameters, 'RoutingTarget', tasks, ({ routingTarget }) => routingTarget);
  const expression = parameters.text('EvaluateTaskAttributes');
  if (expression) {
    const isMatch = compileParameter('EvaluateTaskAttributes', expression);
    const indexed = world.clock.now().getTime() - (world.profile === 'strict' ? SEARCH_LAG_MS : 0);
    tasks = tasks.filter((task) => task.dateCreated.getTime() <= indexed && isMatch(taskScope(task)));
  }
  return ordered(tasks, parameters.text('Ordering'), {
    DateCreated: ({ dateCreated }) => dateCreated,
    Priority: ({ priority: value }) => value,
  });
}
