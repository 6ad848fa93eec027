import type { World } from '../../World';
import type { Sid } from '../../model/sid';
import type { WorldEvents } from '../../model/WorldEvents';
import type { Task, Worker } from '../../model/taskrouter';
import { hasCapacity, isAvailable } from './capacity';
import { taskScope, workersOf, workerScope } from './scopes';
import type { RoutingStep } from './workflowSteps';

// Documented nowhere: a worker who refused a task gets it again when nobody else is left, but not at once.
const SECOND_OFFER_DELAY = 5000;

interface Journey {
  task: Task;
  steps: RoutingStep[];
  index: number;
  stepIsOver: boolean;
  endStepTimer: () => void;
  endTaskTimer: () => void;
  refusedBy: Set<Sid>;
  secondOfferPlanned: boolean;
}

const nothing = (): void => undefined;

/**
 * Brings waiting tasks and workers together: tasks by priority and age, workers by how long they have been idle.
 * Like TaskRouter it does so a moment after something has changed, never within the call that changed it.
 */
export class Routing {
  private readonly journeys = new Map<Sid, Journey>();
  private isPlanned = false;

  constructor(
    private readonly world: World,
    private readonly reserve: (task: Task, worker: Worker) => void,
    private readonly cancel: (task: Task, reason: string) => void,
  ) {
    const { events } = world;
    events.on('reservation', ({ name, reservation }) => {
      if (name === 'rejected' || name === 'timeout') {
        this.journeys.get(reservation.taskSid)?.refusedBy.add(reservation.workerSid);
      }
      this.plan();
    });
    events.on('task', ({ name, task }) => {
      if (['completed', 'canceled', 'deleted'].includes(name)) this.forget(task.sid);
      this.plan();
    });
    events.on('worker.activity', ({ worker }) => {
      for (const { refusedBy } of this.journeys.values()) refusedBy.delete(worker.sid);
      this.plan();
    });
    for (const name of ['worker.added', 'worker.attributes', 'worker.channel', 'taskQueue.updated'] as const) {
      events.on(name, () => this.plan());
    }
  }

  /** Puts a task on its way, or on another one. */
  start(task: Task, steps: RoutingStep[]): void {
    this.forget(task.sid);
    const journey: Journey = {
      task,
      steps,
      index: 0,
      stepIsOver: false,
      endStepTimer: nothing,
      endTaskTimer: this.startTaskTimer(task),
      refusedBy: new Set(),
      secondOfferPlanned: false,
    };
    this.journeys.set(task.sid, journey);
    if (task.workflowSid) this.tell('workflow.entered', task);
    if (steps.length > 0) this.enter(journey, 0);
    this.plan();
  }

  /** `Timeout` bounds the wait for a worker, not the work: https://www.twilio.com/docs/taskrouter/api/task */
  private startTaskTimer(task: Task): () => void {
    const end = task.dateCreated.getTime() + task.timeout * 1000;
    return this.world.clock.after(end - this.world.clock.now().getTime(), () => {
      if (['pending', 'reserved'].includes(task.assignmentStatus)) this.cancel(task, 'Task TTL Exceeded');
    });
  }

  private forget(taskSid: Sid): void {
    const journey = this.journeys.get(taskSid);
    journey?.endStepTimer();
    journey?.endTaskTimer();
    this.journeys.delete(taskSid);
  }

  private tell(name: WorldEvents['task.routing']['name'], task: Task, filter?: string): void {
    this.world.events.emit('task.routing', { name, task, ...(filter === undefined ? {} : { filter }) });
  }

  private plan(): void {
    if (this.isPlanned) return;
    this.isPlanned = true;
    this.world.clock.after(0, () => {
      this.isPlanned = false;
      for (const journey of this.waiting()) this.advance(journey);
    });
  }

  private waiting(): Journey[] {
    return [...this.journeys.values()]
      .filter(({ task }) => task.assignmentStatus === 'pending')
      .sort((a, b) => b.task.priority - a.task.priority || this.byAge(a.task, b.task));
  }

  private byAge(a: Task, b: Task): number {
    const age = a.dateCreated.getTime() - b.dateCreated.getTime();
    const queue = a.taskQueueSid === b.taskQueueSid ? this.world.taskQueues.get(a.taskQueueSid ?? '') : undefined;
    return queue?.taskOrder === 'LIFO' ? -age : age;
  }

  private enter(journey: Journey, index: number): void {
    const { task, steps } = journey;
    const step = steps[index];
    journey.endStepTimer();
    if (!step) {
      this.tell('workflow.timeout', task);
      return this.cancel(task, 'Workflow Timeout');
    }
    Object.assign(journey, { index, stepIsOver: false, endStepTimer: nothing });
    journey.refusedBy.clear();
    if (task.workflowSid) this.tell('workflow.target-matched', task, step.filter);
    if (task.taskQueueSid !== step.queueSid) {
      if (task.taskQueueSid) this.tell('task-queue.moved', task);
      task.taskQueueSid = step.queueSid;
      task.taskQueueEnteredDate = this.world.clock.now();
      this.tell('task-queue.entered', task, step.filter);
    }
    if (step.priority !== undefined) task.priority = step.priority;
    if (step.timeout === undefined) return;
    journey.endStepTimer = this.world.clock.after(step.timeout * 1000, () => {
      // A reservation that is pending may still be accepted; if it is not, the next step comes.
      journey.stepIsOver = true;
      this.plan();
    });
  }

  private advance(journey: Journey): void {
    for (;;) {
      const { task, steps, index } = journey;
      if (!this.journeys.has(task.sid)) return;
      const step = steps[index];
      if (!step) return this.enter(journey, index);
      if (journey.stepIsOver || step.knownWorker === null) {
        if (journey.stepIsOver) this.tell('task-queue.timeout', task);
        this.enter(journey, index + 1);
        continue;
      }
      if (this.offer(journey, step)) return;
      const hasNext = index + 1 < steps.length;
      if (!hasNext || !step.skipIf?.(this.skipScope(task, step))) return;
      this.enter(journey, index + 1);
    }
  }

  private offer(journey: Journey, step: RoutingStep): boolean {
    const { task, refusedBy } = journey;
    const candidates = this.candidates(task, step);
    const worker = candidates.find(({ sid }) => !refusedBy.has(sid));
    if (worker) {
      this.reserve(task, worker);
      return true;
    }
    if (candidates.length > 0 && !journey.secondOfferPlanned) {
      journey.secondOfferPlanned = true;
      this.world.clock.after(SECOND_OFFER_DELAY, () => {
        journey.secondOfferPlanned = false;
        refusedBy.clear();
        this.plan();
      });
    }
    return candidates.length > 0;
  }

  private candidates(task: Task, step: RoutingStep): Worker[] {
    return this.eligible(task, step)
      .filter(
        (worker) => task.ignoreCapacity || (isAvailable(this.world, worker) && hasCapacity(this.world, worker, task)),
      )
      .sort((a, b) => this.idleSince(a) - this.idleSince(b));
  }

  private eligible(task: Task, step: RoutingStep): Worker[] {
    // https://www.twilio.com/docs/taskrouter/api/task: a routing target need not belong to the queue.
    if (step.knownWorker && task.routingTarget === step.knownWorker.sid) return [step.knownWorker];
    const queue = this.world.taskQueues.get(step.queueSid);
    return (queue ? workersOf(this.world, queue) : []).filter(
      (worker) =>
        (!step.knownWorker || step.knownWorker.sid === worker.sid) &&
        (step.isTarget?.({ ...taskScope(task), worker: workerScope(this.world, worker)['worker'] }) ?? true),
    );
  }

  private idleSince(worker: Worker): number {
    const reserved = worker.channels.map(({ lastReservedTime }) => lastReservedTime?.getTime() ?? 0);
    return Math.max(worker.dateStatusChanged.getTime(), ...reserved);
  }

  /** https://www.twilio.com/docs/taskrouter/worker-presence */
  private skipScope(task: Task, step: RoutingStep): Record<string, unknown> {
    const queue = this.world.taskQueues.get(step.queueSid);
    const workers = queue ? workersOf(this.world, queue) : [];
    const available = workers.filter((worker) => isAvailable(this.world, worker)).length;
    const byActivity = [...this.world.activities.keys()].map((sid) => [
      sid,
      workers.filter(({ activitySid }) => activitySid === sid).length,
    ]);
    return {
      ...taskScope(task),
      workers: { available, unavailable: workers.length - available, ...Object.fromEntries(byActivity) },
    };
  }
}
