import express from 'express';
import type { Router } from 'express';

import type { World } from '../../../World';
import { page } from '../../../http/page';
import { parametersOf } from '../../../http/parameters';
import { TwilioError } from '../../../http/TwilioError';
import type { Activity } from '../../../model/taskrouter';
import { addActivity } from '../records';
import { activityJson } from './restResources';

/** https://www.twilio.com/docs/taskrouter/api/activity */
export function activityRoutes(world: World): Router {
  const router = express.Router();
  const fetch = (sid: string): Activity => {
    const activity = world.activities.get(sid);
    if (!activity) throw TwilioError.notFound(`/Activities/${sid}`);
    return activity;
  };

  router.get('/', (request, response) => {
    const parameters = parametersOf(request);
    const [name, available] = [parameters.text('FriendlyName'), parameters.flag('Available')];
    const found = [...world.activities.values()].filter(
      (activity) =>
        (name === undefined || activity.friendlyName === name) &&
        (available === undefined || activity.available === available),
    );
    response.json(page(request, 'activities', found, (activity) => activityJson(world, activity)));
  });
  router.post('/', (request, response) => {
    const parameters = parametersOf(request);
    const friendlyName = parameters.required('FriendlyName');
    const activity = addActivity(world, { friendlyName, available: parameters.flag('Available') ?? false });
    response.status(201).json(activityJson(world, activity));
  });
  router.get('/:sid', (request, response) => void response.json(activityJson(world, fetch(request.params.sid))));
  router.post('/:sid', (request, response) => {
    const activity = fetch(request.params.sid);
    activity.friendlyName = parametersOf(request).text('FriendlyName') ?? activity.friendlyName;
    activity.dateUpdated = world.clock.now();
    response.json(activityJson(world, activity));
  });
  router.delete('/:sid', (request, response) => {
    const { sid } = fetch(request.params.sid);
    const { defaultActivitySid, timeoutActivitySid } = world.workspace;
    const isUsed = [...world.workers.values()].some(({ activitySid }) => activitySid === sid);
    if (isUsed || [defaultActivitySid, timeoutActivitySid].includes(sid)) {
      throw new TwilioError(400, 20001, `Cannot delete Activity ${sid} because it is in use`);
    }
    world.activities.delete(sid);
    response.sendStatus(204);
  });
  return router;
}
