import express from 'express';
import type { Router } from 'express';

import type { World } from '../../../World';
import { page } from '../../../http/page';
import { parametersOf } from '../../../http/parameters';
import { TwilioError } from '../../../http/TwilioError';
import { listWorkers } from '../lists';
import { addWorker } from '../records';
import type { Reservations } from '../Reservations';
import type { Workers } from '../Workers';
import { reservationRoutes } from './reservationRoutes';
import { workerChannelJson, workerJson } from './restResources';

/**
 * https://www.twilio.com/docs/taskrouter/api/worker and what lies under a worker:
 * https://www.twilio.com/docs/taskrouter/api/worker-channel
 */
export function workerRoutes(world: World, workers: Workers, reservations: Reservations): Router {
  const router = express.Router();

  router.get('/', (request, response) => {
    const found = listWorkers(world, parametersOf(request));
    response.json(page(request, 'workers', found, (worker) => workerJson(world, worker)));
  });
  router.post('/', (request, response) => {
    const parameters = parametersOf(request);
    const friendlyName = parameters.required('FriendlyName');
    if ([...world.workers.values()].some((worker) => worker.friendlyName === friendlyName)) {
      throw new TwilioError(409, 20409, `Worker ${friendlyName} already exists`);
    }
    const activitySid = parameters.text('ActivitySid');
    if (activitySid && !world.activities.has(activitySid)) throw TwilioError.invalid('ActivitySid');
    const attributes = parameters.json('Attributes');
    const worker = addWorker(world, { friendlyName, activitySid, attributes });
    response.status(201).json(workerJson(world, worker));
  });
  router.get('/:sid', (request, response) => void response.json(workerJson(world, workers.fetch(request.params.sid))));
  router.post('/:sid', (request, response) => {
    const { sid } = request.params;
    const parameters = parametersOf(request);
    const friendlyName = parameters.text('FriendlyName');
    const attributes = parameters.json('Attributes');
    if (friendlyName || attributes) {
      workers.update(sid, { ...(friendlyName && { friendlyName }), ...(attributes && { attributes }) });
    }
    const activitySid = parameters.text('ActivitySid');
    if (activitySid) workers.setActivity(sid, activitySid, parameters.flag('RejectPendingReservations'));
    response.json(workerJson(world, workers.fetch(sid)));
  });
  router.delete('/:sid', (request, response) => {
    workers.remove(request.params.sid);
    response.sendStatus(204);
  });

  router.get('/:sid/Channels', (request, response) => {
    const worker = workers.fetch(request.params.sid);
    response.json(page(request, 'channels', worker.channels, (channel) => workerChannelJson(world, worker, channel)));
  });
  router.get('/:sid/Channels/:channel', (request, response) => {
    const { sid, channel } = request.params;
    response.json(workerChannelJson(world, workers.fetch(sid), workers.fetchChannel(sid, channel)));
  });
  router.post('/:sid/Channels/:channel', (request, response) => {
    const { sid, channel } = request.params;
    const parameters = parametersOf(request);
    const change = { capacity: parameters.integer('Capacity'), available: parameters.flag('Available') };
    const updated = workers.updateChannel(sid, channel, change);
    response.json(workerChannelJson(world, workers.fetch(sid), updated));
  });
  router.use('/:sid/Reservations', reservationRoutes(world, reservations, 'Workers'));
  return router;
}
