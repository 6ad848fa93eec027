import type { World } from '../../World';
import type { ReservationStatus } from '../../model/taskrouter';
import { reservationResource, taskResource, workerChannelResource, workerResource } from './eventBridgeResources';

// The browser tells of an event about a task only where it still holds the reservation, and throws where it does not.
const HOLDERS: Record<string, readonly ReservationStatus[]> = {
  updated: ['pending', 'accepted', 'wrapping'],
  wrapup: ['wrapping'],
  completed: ['completed'],
  canceled: ['canceled'],
};

/** Tells each worker's browsers what becomes of that worker, their reservations and their tasks. */
export function pushToWorkers(world: World): void {
  const push = (workerSid: string, eventType: string, payload: unknown): void =>
    world.services.eventBridge.push(workerSid, eventType, payload);

  world.events.on('reservation', ({ name, reservation, task }) =>
    push(reservation.workerSid, `reservation.${name}`, reservationResource(world, reservation, task)),
  );
  world.events.on('task', ({ name, task }) => {
    for (const { taskSid, workerSid, status } of world.reservations.values()) {
      if (taskSid === task.sid && HOLDERS[name]?.includes(status)) {
        push(workerSid, `task.${name}`, taskResource(world, task));
      }
    }
  });
  world.events.on('worker.activity', ({ worker }) =>
    push(worker.sid, 'worker.activity.update', workerResource(world, worker)),
  );
  world.events.on('worker.attributes', ({ worker }) =>
    push(worker.sid, 'worker.attributes.update', workerResource(world, worker)),
  );
  world.events.on('worker.channel', ({ worker, channel }) => {
    const resource = workerChannelResource(world, worker, channel);
    push(worker.sid, 'worker.capacity.update', resource);
    push(worker.sid, 'worker.channel.availability.update', resource);
  });
}
