import type { World } from '../../World';
import { TwilioError } from '../../http/TwilioError';
import type { Sid } from '../../model/sid';
import type { Task, TaskChannel, Workflow } from '../../model/taskrouter';
import type { TaskRouter } from '../Services';
import type { Reservations } from './Reservations';
import { Routing } from './Routing';
import { workersOf } from './scopes';
import { workflowSteps } from './workflowSteps';
import type { RoutingStep } from './workflowSteps';

const DEFAULT_TIMEOUT = 86400;
// https://www.twilio.com/docs/taskrouter/lifecycle-task-state: a finished task is gone after some minutes.
const FINISHED_TASK_LIFETIME = 5 * 60 * 1000;

export type NewTask = Parameters<TaskRouter['createTask']>[0];

const hasEnded = ({ assignmentStatus }: Task): boolean => ['completed', 'canceled'].includes(assignmentStatus);

export class Tasks {
  private readonly routing: Routing;

  constructor(
    private readonly world: World,
    private readonly reservations: Reservations,
  ) {
    this.routing = new Routing(
      world,
      (task, worker) => reservations.create(task, worker),
      (task, reason) => this.cancel(task, reason),
    );
    world.events.on('task', ({ name, task }) => {
      if (name === 'completed' || name === 'canceled') this.forgetInTime(task);
    });
    world.onRestored(() => {
      for (const task of world.tasks.values()) {
        if (hasEnded(task)) this.forgetInTime(task);
        else if (['pending', 'reserved'].includes(task.assignmentStatus)) this.routing.start(task, this.stepsOf(task));
      }
    });
  }

  fetch(sid: Sid): Task {
    const task = this.world.tasks.get(sid);
    if (!task) throw TwilioError.notFound(`/Tasks/${sid}`);
    return task;
  }

  create(input: NewTask): Task {
    const { world } = this;
    const now = world.clock.now();
    const channel = this.taskChannel(input.taskChannel ?? 'default');
    const workflow = this.workflow(input);
    const task: Task = {
      sid: this.world.random.sid('WT'),
      attributes: input.attributes,
      assignmentStatus: 'pending',
      priority: input.priority ?? 0,
      reason: null,
      workflowSid: workflow?.sid ?? null,
      taskQueueSid: null,
      taskQueueEnteredDate: null,
      taskChannelSid: channel.sid,
      taskChannelUniqueName: channel.uniqueName,
      timeout: input.timeout ?? DEFAULT_TIMEOUT,
      routingTarget: input.routingTarget ?? null,
      ignoreCapacity: input.ignoreCapacity ?? false,
      virtualStartTime: now,
      dateCreated: now,
      dateUpdated: now,
      version: 0,
    };
    const steps = this.directSteps(input) ?? workflowSteps(world, workflow?.configuration ?? '', task);
    world.tasks.set(task.sid, task);
    this.routing.start(task, steps);
    world.events.emit('task', { name: 'created', task });
    return task;
  }

  update(task: Task, change: Partial<Pick<Task, 'attributes' | 'priority' | 'virtualStartTime'>>): Task {
    Object.assign(task, change);
    this.touch(task);
    this.world.events.emit('task', { name: 'updated', task });
    // https://www.twilio.com/docs/taskrouter/api/task: new attributes may lead a waiting task elsewhere.
    const workflow = this.world.workflows.get(task.workflowSid ?? '');
    if (change.attributes && task.assignmentStatus === 'pending' && workflow && !task.routingTarget) {
      this.routing.start(task, workflowSteps(this.world, workflow.configuration, task));
    }
    return task;
  }

  /** Does nothing to a task that has ended. */
  cancel(task: Task, reason?: string): void {
    if (hasEnded(task)) return;
    const reservation = this.reservations.liveOf(task.sid);
    if (reservation) {
      this.reservations.move(reservation, 'canceled', reason);
      return;
    }
    task.assignmentStatus = 'canceled';
    task.reason = reason ?? null;
    this.touch(task);
    this.world.events.emit('task', { name: 'canceled', task });
  }

  /** What `AssignmentStatus` of the REST API asks for. Throws a 400 where it does not fit. */
  setStatus(task: Task, status: string, reason?: string): void {
    const from: Record<string, string[]> = {
      canceled: ['pending', 'reserved'],
      wrapping: ['assigned'],
      completed: ['assigned', 'wrapping'],
    };
    if (!from[status]?.includes(task.assignmentStatus)) {
      throw new TwilioError(400, 20001, `Cannot ${status} task because it is ${task.assignmentStatus}`);
    }
    const reservation = this.reservations.liveOf(task.sid);
    if (status === 'canceled') this.cancel(task, reason);
    else if (reservation) this.reservations.move(reservation, status as 'wrapping' | 'completed', reason);
  }

  remove(task: Task): void {
    const reservation = this.reservations.liveOf(task.sid);
    if (reservation) this.reservations.move(reservation, 'canceled');
    this.world.events.emit('task', { name: 'deleted', task });
    this.forget(task);
  }

  /** The way of a task that was kept in a file: from its beginning. */
  private stepsOf(task: Task): RoutingStep[] {
    const routingTarget = task.routingTarget ?? undefined;
    const workflow = this.world.workflows.get(task.workflowSid ?? '');
    const taskQueueSid = workflow ? undefined : (task.taskQueueSid ?? undefined);
    return (
      this.directSteps({ attributes: task.attributes, routingTarget, taskQueueSid }) ??
      workflowSteps(this.world, workflow?.configuration ?? '', task)
    );
  }

  private forgetInTime(task: Task): void {
    const end = task.dateUpdated.getTime() + FINISHED_TASK_LIFETIME;
    this.world.clock.after(end - this.world.clock.now().getTime(), () => this.forget(task));
  }

  private forget({ sid }: Task): void {
    const { tasks, reservations } = this.world;
    tasks.delete(sid);
    for (const { sid: reservationSid, taskSid } of reservations.values()) {
      if (taskSid === sid) reservations.delete(reservationSid);
    }
  }

  private touch(task: Task): void {
    task.dateUpdated = this.world.clock.now();
    task.version += 1;
  }

  private taskChannel(name: string): TaskChannel {
    const channels = [...this.world.taskChannels.values()];
    const found = channels.find(({ sid, uniqueName }) => sid === name || uniqueName === name);
    if (!found) throw TwilioError.invalid('TaskChannel');
    return found;
  }

  private workflow({ workflowSid, routingTarget, taskQueueSid }: NewTask): Workflow | undefined {
    const { workflows } = this.world;
    const wanted = workflowSid ?? (routingTarget?.startsWith('WW') ? routingTarget : undefined);
    if (wanted) {
      const workflow = workflows.get(wanted);
      if (!workflow) throw TwilioError.invalid('WorkflowSid');
      return workflow;
    }
    const [only] = workflows.size === 1 ? workflows.values() : [];
    if (!only && !routingTarget && !taskQueueSid) throw TwilioError.missing('WorkflowSid');
    return only;
  }

  /** The way of a task that is for one worker or one queue; undefined where its workflow decides. */
  private directSteps({ routingTarget, taskQueueSid }: NewTask): RoutingStep[] | undefined {
    const { taskQueues, workers } = this.world;
    const queues = [...taskQueues.values()];
    if (taskQueueSid && !taskQueues.has(taskQueueSid)) throw TwilioError.invalid('TaskQueueSid');
    if (routingTarget?.startsWith('WK')) {
      const worker = workers.get(routingTarget);
      if (!worker) throw TwilioError.invalid('RoutingTarget');
      const queue = queues.find((item) => workersOf(this.world, item).includes(worker)) ?? queues[0];
      const queueSid = taskQueueSid ?? queue?.sid;
      return queueSid ? [{ queueSid, knownWorker: worker }] : [];
    }
    const queueSid = routingTarget?.startsWith('WQ') ? routingTarget : taskQueueSid;
    if (!queueSid) return undefined;
    if (!taskQueues.has(queueSid)) throw TwilioError.invalid('RoutingTarget');
    return [{ queueSid }];
  }
}
