import express from 'express';
import type { NextFunction, Request, Response, Router } from 'express';

import { TwilioError } from '../../http/TwilioError';
import type { World } from '../../World';
import { loadedPlugins } from '../flex-plugins/loadedPlugins';
import { silence } from './silence';

/** The hosts beside flex-api that Flex asks: settings and plugins of the desktop, its assets, its telemetry. */
export function flexHosts(world: World): void {
  const add = (host: string | RegExp, router: Router): void => void world.routes.push({ host, router });
  add('flex.twilio.com', flexRouter(world));
  add('status.twilio.com', statusRouter());
  add(/^assets(\.flex)?\.twilio\.com$/, assetsRouter());
  add(/^(sdk\.twilio|media\.twiliocdn)\.com$/, soundsRouter());
  add(
    'flex-sdk.twilio.com',
    express.Router().post('/v1/Telemetry/Events', (_request, response) => void response.json({})),
  );
}

/** Flex's own token, in a header of its own. */
const signedIn =
  (world: World) =>
  (request: Request, _response: Response, next: NextFunction): void => {
    const token = request.get('x-flex-jwe') ?? '';
    if (!world.services.iam.authenticate(token)) throw new TwilioError(401, 20003, 'Authenticate');
    next();
  };

function flexRouter(world: World): Router {
  const router = express.Router({ caseSensitive: true });
  router.get('/api/v1/Session', signedIn(world), (_request, response) => {
    const features = [...world.features].map((id) => ({ id, name: id, description: '', stage: 'ga', enabled: true }));
    response.json({ features, insightsActive: false });
  });
  router.get('/api/v1/Features/:id', (request, response) => {
    response.json({ id: request.params.id, enabled: world.features.has(request.params.id) });
  });
  router.get('/plugins', signedIn(world), (_request, response) => {
    response.json(loadedPlugins(world));
  });
  router.post('/logs/batch', (_request, response) => void response.json({}));
  return router;
}

function statusRouter(): Router {
  // Flex looks for its own component by this name.
  const components = [{ id: 'flex', name: 'FLEX', status: 'operational' }];
  return express.Router().get('/api/v2/summary.json', (_request, response) => {
    response.json({
      page: { id: 'twilio', name: 'Twilio', url: 'https://status.twilio.com', time_zone: 'Etc/UTC' },
      components,
      incidents: [],
      scheduled_maintenances: [],
      status: { indicator: 'none', description: 'All Systems Operational' },
    });
  });
}

function assetsRouter(): Router {
  const router = express.Router();
  // The dialpad's countries; the sandbox has no voice.
  router.get('/assets/countries.json', (_request, response) => void response.json([]));
  router.get('/assets/flagPositions.json', (_request, response) => void response.json({}));
  // Without Twilio's fonts the page takes those of the system.
  router.get(/\.css$|paste-fonts/, (_request, response) => void response.type('text/css').send(''));
  return router;
}

function soundsRouter(): Router {
  return express.Router().get(/\.(mp3|wav)$/, (_request, response) => void response.type('audio/wav').send(silence()));
}
