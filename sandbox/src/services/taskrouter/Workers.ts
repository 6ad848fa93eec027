import type { World } from '../../World';
import { TwilioError } from '../../http/TwilioError';
import type { Sid } from '../../model/sid';
import type { Worker, WorkerChannel } from '../../model/taskrouter';
import { isLive } from './Reservations';
import type { Reservations } from './Reservations';

/** Workers: what they do now, who they are, how much they can take. */
export class Workers {
  constructor(
    private readonly world: World,
    private readonly reservations: Reservations,
  ) {
    // https://www.twilio.com/docs/taskrouter/api/workspace: who lets a reservation pass goes to `TimeoutActivitySid`.
    world.events.on('reservation', ({ name, reservation }) => {
      if (name === 'timeout') this.setActivity(reservation.workerSid, world.workspace.timeoutActivitySid);
    });
  }

  fetch(sid: Sid): Worker {
    const worker = this.world.workers.get(sid);
    if (!worker) throw TwilioError.notFound(`/Workers/${sid}`);
    return worker;
  }

  setActivity(sid: Sid, activitySid: Sid, rejectPendingReservations = false): Worker {
    const worker = this.fetch(sid);
    const activity = this.world.activities.get(activitySid);
    if (!activity) throw TwilioError.invalid('ActivitySid');
    if (rejectPendingReservations && !activity.available) this.rejectPending(sid);
    if (worker.activitySid === activitySid) return worker;
    worker.activitySid = activitySid;
    worker.dateStatusChanged = this.world.clock.now();
    this.touch(worker);
    this.world.events.emit('worker.activity', { worker });
    return worker;
  }

  update(sid: Sid, change: Partial<Pick<Worker, 'attributes' | 'friendlyName'>>): Worker {
    const worker = this.fetch(sid);
    Object.assign(worker, change);
    this.touch(worker);
    this.world.events.emit('worker.attributes', { worker });
    return worker;
  }

  /** `channel` is a WorkerChannel's SID, a TaskChannel's SID or its unique name. */
  fetchChannel(sid: Sid, channel: string): WorkerChannel {
    const found = this.fetch(sid).channels.find((item) =>
      [item.sid, item.taskChannelSid, item.taskChannelUniqueName].includes(channel),
    );
    if (!found) throw TwilioError.notFound(`/Workers/${sid}/Channels/${channel}`);
    return found;
  }

  updateChannel(sid: Sid, channelName: string, change: { capacity?: number; available?: boolean }): WorkerChannel {
    const worker = this.fetch(sid);
    const channel = this.fetchChannel(sid, channelName);
    channel.configuredCapacity = change.capacity ?? channel.configuredCapacity;
    channel.available = change.available ?? channel.available;
    channel.dateUpdated = this.world.clock.now();
    this.world.events.emit('worker.channel', { worker, channel });
    return channel;
  }

  /** A worker who holds a task cannot be removed. */
  remove(sid: Sid): void {
    const worker = this.fetch(sid);
    const { reservations, workers, events } = this.world;
    if ([...reservations.values()].some((reservation) => reservation.workerSid === sid && isLive(reservation))) {
      throw new TwilioError(400, 20001, `Cannot delete Worker ${sid} because it has reservations`);
    }
    workers.delete(sid);
    events.emit('worker.removed', { worker });
  }

  private rejectPending(sid: Sid): void {
    for (const reservation of this.world.reservations.values()) {
      const isPending = reservation.workerSid === sid && reservation.status === 'pending';
      if (isPending) this.reservations.move(reservation, 'rejected');
    }
  }

  private touch(worker: Worker): void {
    worker.dateUpdated = this.world.clock.now();
    worker.version += 1;
  }
}
