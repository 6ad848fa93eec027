import express from 'express';
import type { Router } from 'express';

import type { World } from '../../../World';
import { page } from '../../../http/page';
import { parametersOf } from '../../../http/parameters';
import { TwilioError } from '../../../http/TwilioError';
import type { Reservation, ReservationStatus } from '../../../model/taskrouter';
import type { Reservations } from '../Reservations';
import { reservationJson } from './restResources';

type ParentKind = 'Tasks' | 'Workers';

const STATUSES: readonly string[] = ['accepted', 'rejected', 'wrapping', 'completed', 'canceled', 'rescinded'];

/**
 * The same reservations under a task and under a worker. Mounted on a path with `:sid` of that parent.
 * https://www.twilio.com/docs/taskrouter/api/reservations, https://www.twilio.com/docs/taskrouter/api/worker-reservation
 */
export function reservationRoutes(world: World, reservations: Reservations, kind: ParentKind): Router {
  const router = express.Router({ mergeParams: true });
  const isOf = (parent: string, reservation: Reservation): boolean =>
    (kind === 'Tasks' ? reservation.taskSid : reservation.workerSid) === parent;
  const fetch = (parent: string, sid: string): Reservation => {
    const reservation = reservations.fetch(sid);
    if (!isOf(parent, reservation)) throw TwilioError.notFound(`/${kind}/${parent}/Reservations/${sid}`);
    return reservation;
  };
  const toJson = (parent: string) => (reservation: Reservation) =>
    reservationJson(world, `${kind}/${parent}`, reservation);

  router.get<'/', { sid: string }>('/', (request, response) => {
    const { sid } = request.params;
    const parents = kind === 'Tasks' ? world.tasks : world.workers;
    if (!parents.has(sid)) throw TwilioError.notFound(`/${kind}/${sid}`);
    const status = parametersOf(request).text('ReservationStatus');
    // Of a task's reservations alone.
    const workerSid = kind === 'Tasks' ? parametersOf(request).text('WorkerSid') : undefined;
    const found = [...world.reservations.values()].filter(
      (reservation) =>
        isOf(sid, reservation) &&
        (!status || reservation.status === status) &&
        (!workerSid || reservation.workerSid === workerSid),
    );
    response.json(page(request, 'reservations', found, toJson(sid)));
  });
  router.get<'/:reservationSid', { sid: string; reservationSid: string }>('/:reservationSid', (request, response) => {
    const { sid, reservationSid } = request.params;
    response.json(toJson(sid)(fetch(sid, reservationSid)));
  });
  router.post<'/:reservationSid', { sid: string; reservationSid: string }>('/:reservationSid', (request, response) => {
    const { sid, reservationSid } = request.params;
    const parameters = parametersOf(request);
    const reservation = fetch(sid, reservationSid);
    const status = parameters.text('ReservationStatus');
    if (!status || !STATUSES.includes(status)) throw TwilioError.invalid('ReservationStatus');
    reservations.move(reservation, status as ReservationStatus);
    const activitySid = parameters.text('WorkerActivitySid');
    if (activitySid) world.services.taskrouter.setActivity(reservation.workerSid, activitySid);
    response.json(toJson(sid)(reservation));
  });
  return router;
}
