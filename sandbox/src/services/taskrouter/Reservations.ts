import type { World } from '../../World';
import { TwilioError } from '../../http/TwilioError';
import type { Sid } from '../../model/sid';
import type { AssignmentStatus, Reservation, ReservationStatus, Task, Worker } from '../../model/taskrouter';

const NEXT: Record<ReservationStatus, readonly ReservationStatus[]> = {
  pending: ['accepted', 'rejected', 'timeout', 'canceled', 'rescinded'],
  // `canceled` after acceptance: the task was deleted under the worker's hands.
  accepted: ['wrapping', 'completed', 'canceled'],
  wrapping: ['completed', 'canceled'],
  rejected: [],
  timeout: [],
  canceled: [],
  rescinded: [],
  completed: [],
};

const TASK_STATUS: Record<ReservationStatus, AssignmentStatus> = {
  pending: 'reserved',
  accepted: 'assigned',
  wrapping: 'wrapping',
  completed: 'completed',
  canceled: 'canceled',
  rejected: 'pending',
  timeout: 'pending',
  rescinded: 'pending',
};

// The event of the status `wrapping` is called `wrapup`.
const eventOf = (status: ReservationStatus): string => (status === 'wrapping' ? 'wrapup' : status);

const DEFAULT_TIMEOUT = 120;

/** Seconds that a reservation of this task may stay pending. */
export const reservationTimeout = (world: World, task: Task): number =>
  world.workflows.get(task.workflowSid ?? '')?.taskReservationTimeout ?? DEFAULT_TIMEOUT;

export const isLive = ({ status }: Reservation): boolean => NEXT[status].length > 0;

/** The offers of tasks to workers, and what the workers make of them. */
export class Reservations {
  private readonly endTimeout = new Map<Sid, () => void>();

  constructor(private readonly world: World) {
    world.onRestored(() => {
      for (const reservation of world.reservations.values()) {
        if (reservation.status === 'pending') this.startTimeout(reservation);
      }
    });
  }

  fetch(sid: Sid): Reservation {
    const reservation = this.world.reservations.get(sid);
    if (!reservation) throw TwilioError.notFound(`/Reservations/${sid}`);
    return reservation;
  }

  liveOf(taskSid: Sid): Reservation | undefined {
    return [...this.world.reservations.values()].find(
      (reservation) => reservation.taskSid === taskSid && isLive(reservation),
    );
  }

  create(task: Task, worker: Worker): void {
    const now = this.world.clock.now();
    const reservation: Reservation = {
      sid: this.world.random.sid('WR'),
      taskSid: task.sid,
      workerSid: worker.sid,
      status: 'pending',
      canceledReasonCode: null,
      dateCreated: now,
      dateUpdated: now,
      version: 0,
    };
    this.world.reservations.set(reservation.sid, reservation);
    task.assignmentStatus = 'reserved';
    task.dateUpdated = now;
    task.version += 1;
    const channel = worker.channels.find(({ taskChannelSid }) => taskChannelSid === task.taskChannelSid);
    if (channel) channel.lastReservedTime = now;
    worker.version += 1;
    this.startTimeout(reservation);
    this.world.events.emit('reservation', { name: 'created', reservation, task });
  }

  private startTimeout(reservation: Reservation): void {
    const { world } = this;
    const task = world.tasks.get(reservation.taskSid);
    if (!task) return;
    const end = reservation.dateCreated.getTime() + reservationTimeout(world, task) * 1000;
    const cancel = world.clock.after(end - world.clock.now().getTime(), () => this.move(reservation, 'timeout'));
    this.endTimeout.set(reservation.sid, cancel);
  }

  /** Throws a 400 where the step is not allowed. */
  move(reservation: Reservation, status: ReservationStatus, reason?: string): Reservation {
    const { world } = this;
    if (!NEXT[reservation.status].includes(status)) {
      const message = `Reservation ${reservation.sid} is ${reservation.status} and cannot become ${status}`;
      throw new TwilioError(400, 20001, message);
    }
    const task = world.tasks.get(reservation.taskSid);
    if (!task) throw TwilioError.notFound(`/Tasks/${reservation.taskSid}`);
    const now = world.clock.now();
    this.endTimeout.get(reservation.sid)?.();
    this.endTimeout.delete(reservation.sid);
    reservation.status = status;
    reservation.dateUpdated = now;
    reservation.version += 1;
    // Who is asked by name and says no is not asked again: the task ends.
    const isRefusal = status === 'rejected' && task.routingTarget === reservation.workerSid;
    task.assignmentStatus = isRefusal ? 'canceled' : TASK_STATUS[status];
    task.reason = reason ?? (isRefusal ? 'Rejected by its routing target' : task.reason);
    task.dateUpdated = now;
    task.version += 1;
    world.events.emit('reservation', { name: eventOf(status), reservation, task });
    if (isRefusal || ['wrapping', 'completed', 'canceled'].includes(status)) {
      world.events.emit('task', { name: eventOf(isRefusal ? 'canceled' : status), task });
    }
    return reservation;
  }
}
