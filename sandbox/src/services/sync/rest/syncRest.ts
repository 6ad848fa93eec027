import type { Request, Router } from 'express';

import { TwilioError } from '../../../http/TwilioError';
import { page } from '../../../http/page';
import { parametersOf } from '../../../http/parameters';
import { restRouter } from '../../../http/restRouter';
import type { World } from '../../../World';
import { SyncDocument } from '../SyncDocument';
import { SYNC_KINDS, matchRevision } from '../SyncObject';
import type { SyncKind } from '../SyncObject';
import type { SyncStore } from '../SyncStore';
import { itemRoutes } from './itemRoutes';
import { objectJson, serviceJson } from './syncJson';

/** The one service, by its SID or the name that Twilio gives the first service of an account. */
const SERVICE_NAME = 'default';

/** What the routes of the objects need. */
export interface SyncRestContext {
  world: World;
  store: SyncStore;
  router: Router;
  /** Such as `/v1/Services/IS…`. */
  base: string;
}

/**
 * Documents, lists, maps and streams of the account's Sync service; permissions are not kept.
 * https://www.twilio.com/docs/sync/api
 */
export function syncRest(world: World, store: SyncStore): void {
  const router = restRouter(world);
  world.routes.push({ host: 'sync.twilio.com', router });
  router.get('/v1/Services', (request, response) => {
    response.json(page(request, 'services', [world], serviceJson));
  });
  router.use('/v1/Services/:service', (request, _response, next) => {
    const { service } = request.params;
    if (service !== world.syncServiceSid && service !== SERVICE_NAME) throw TwilioError.notFound(request.baseUrl);
    next();
  });
  router.get('/v1/Services/:service', (_request, response) => void response.json(serviceJson(world)));

  const context = { world, store, router, base: '/v1/Services/:service' };
  for (const kind of Object.keys(SYNC_KINDS) as SyncKind[]) objectRoutes(context, kind);
  itemRoutes(context, 'list');
  itemRoutes(context, 'map');
  router.post(`${context.base}/Streams/:id/Messages`, (request, response) => {
    const data = requiredData(request);
    response.status(201).json({ sid: store.fetch('stream', request.params.id).publish(data), data });
  });
}

/** `Data` is JSON text, and has to be there. */
export function requiredData(request: Request): unknown {
  const parameters = parametersOf(request);
  parameters.required('Data');
  return parameters.json<unknown>('Data');
}

/** The objects of one kind, by SID or unique name. */
function objectRoutes({ world, store, router, base }: SyncRestContext, kind: SyncKind): void {
  const { path } = SYNC_KINDS[kind];
  const toJson = (object: ReturnType<typeof store.fetch>) => objectJson(world, object);

  router.post(`${base}/${path}`, (request, response) => {
    const parameters = parametersOf(request);
    const data = parameters.json<unknown>('Data');
    const ttl = parameters.integer('Ttl') ?? parameters.integer('CollectionTtl');
    const object = store.create(kind, parameters.text('UniqueName') || null);
    if (object instanceof SyncDocument && data !== undefined) object.set(data);
    if (ttl !== undefined) object.setTtl(ttl);
    response.status(201).json(toJson(object));
  });
  router.get(`${base}/${path}`, (request, response) => {
    response.json(page(request, path.toLowerCase(), store.list(kind), toJson));
  });
  router.get(
    `${base}/${path}/:id`,
    (request, response) => void response.json(toJson(store.fetch(kind, request.params.id))),
  );
  router.post(`${base}/${path}/:id`, (request, response) => {
    const parameters = parametersOf(request);
    const object = store.fetch(kind, request.params.id);
    matchRevision(request.get('if-match'), object.revision);
    const data = parameters.json<unknown>('Data');
    const ttl = parameters.integer('Ttl') ?? parameters.integer('CollectionTtl');
    if (object instanceof SyncDocument && data !== undefined) object.set(data);
    if (ttl !== undefined) object.setTtl(ttl);
    response.json(toJson(object));
  });
  router.delete(`${base}/${path}/:id`, (request, response) => {
    const object = store.fetch(kind, request.params.id);
    matchRevision(request.get('if-match'), object.revision);
    object.remove();
    response.sendStatus(204);
  });
}
