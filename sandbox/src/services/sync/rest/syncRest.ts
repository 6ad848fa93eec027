import type { Request } from 'express';

import { TwilioError } from '../../../http/TwilioError';
import { page } from '../../../http/page';
import { parametersOf } from '../../../http/parameters';
import { restRouter } from '../../../http/restRouter';
import type { Sid } from '../../../model/sid';
import type { SyncService } from '../../../model/sync';
import type { World } from '../../../World';
import { SyncDocument } from '../SyncDocument';
import { SYNC_KINDS, matchRevision } from '../SyncObject';
import type { SyncKind, SyncObject } from '../SyncObject';
import type { SyncStore } from '../SyncStore';
import { requiredData } from './SyncRestContext';
import type { SyncRestContext } from './SyncRestContext';
import { itemRoutes } from './itemRoutes';
import { defaultService, objectJson, serviceJson } from './syncJson';

/** The name that Twilio gives the first service of an account. */
const SERVICE_NAME = 'default';

/**
 * Sync services, and their documents, lists, maps and streams; permissions are not kept, so that a service with access
 * control lets no browser do anything.
 * https://www.twilio.com/docs/sync/api
 */
export function syncRest(world: World, storeOfService: (serviceSid: Sid) => SyncStore): void {
  const router = restRouter(world);
  world.routes.push({ host: 'sync.twilio.com', router });
  const serviceOf = (request: Request): SyncService => {
    const { service = '' } = request.params as { service?: string };
    if (service === world.syncServiceSid || service === SERVICE_NAME) return defaultService(world);
    const found = world.syncServices.get(service);
    if (!found) throw TwilioError.notFound(request.baseUrl || request.path);
    return found;
  };
  router.get('/v1/Services', (request, response) => {
    const all = [defaultService(world), ...world.syncServices.values()];
    response.json(page(request, 'services', all, (service) => serviceJson(world, service)));
  });
  router.post('/v1/Services', (request, response) => {
    const now = world.clock.now();
    const service = {
      sid: world.random.sid('IS'),
      uniqueName: null,
      dateCreated: now,
      ...change(request),
      dateUpdated: now,
    };
    world.syncServices.set(service.sid, service);
    response.status(201).json(serviceJson(world, service));
  });
  router.use('/v1/Services/:service', (request, _response, next) => {
    serviceOf(request);
    next();
  });
  router.get('/v1/Services/:service', (request, response) => {
    response.json(serviceJson(world, serviceOf(request)));
  });
  router.post('/v1/Services/:service', (request, response) => {
    const service = serviceOf(request);
    // The default one stays as it is, which is how an account gets it.
    Object.assign(service, change(request, service), { dateUpdated: world.clock.now() });
    response.json(serviceJson(world, service));
  });
  router.delete('/v1/Services/:service', (request, response) => {
    world.syncServices.delete(serviceOf(request).sid);
    response.sendStatus(204);
  });

  const storeOf = (request: Request): SyncStore => storeOfService(serviceOf(request).sid);
  const context = { world, storeOf, router, base: '/v1/Services/:service' };
  for (const kind of Object.keys(SYNC_KINDS) as SyncKind[]) objectRoutes(context, kind);
  itemRoutes(context, 'list');
  itemRoutes(context, 'map');
  router.post(`${context.base}/Streams/:id/Messages`, (request, response) => {
    const data = requiredData(request);
    response.status(201).json({ sid: storeOf(request).fetch('stream', request.params.id).publish(data), data });
  });
}

/** What a request says of a service. */
function change(
  request: Request,
  present?: SyncService,
): Pick<SyncService, 'friendlyName' | 'aclEnabled' | 'webhookUrl'> {
  const parameters = parametersOf(request);
  return {
    friendlyName: parameters.text('FriendlyName') ?? present?.friendlyName ?? null,
    aclEnabled: parameters.flag('AclEnabled') ?? present?.aclEnabled ?? false,
    webhookUrl: parameters.text('WebhookUrl') ?? present?.webhookUrl ?? null,
  };
}

/** The objects of one kind, by SID or unique name. */
function objectRoutes({ world, storeOf, router, base }: SyncRestContext, kind: SyncKind): void {
  const { path } = SYNC_KINDS[kind];
  const toJson = (object: SyncObject) => objectJson(world, object);

  router.post(`${base}/${path}`, (request, response) => {
    const parameters = parametersOf(request);
    const data = parameters.json<unknown>('Data');
    const ttl = parameters.integer('Ttl') ?? parameters.integer('CollectionTtl');
    const object = storeOf(request).create(kind, parameters.text('UniqueName') || null);
    if (object instanceof SyncDocument && data !== undefined) object.set(data);
    if (ttl !== undefined) object.setTtl(ttl);
    response.status(201).json(toJson(object));
  });
  router.get(`${base}/${path}`, (request, response) => {
    response.json(page(request, path.toLowerCase(), storeOf(request).list(kind), toJson));
  });
  router.get(
    `${base}/${path}/:id`,
    (request, response) => void response.json(toJson(storeOf(request).fetch(kind, request.params.id))),
  );
  router.post(`${base}/${path}/:id`, (request, response) => {
    const parameters = parametersOf(request);
    const object = storeOf(request).fetch(kind, request.params.id);
    matchRevision(request.get('if-match'), object.revision);
    const data = parameters.json<unknown>('Data');
    const ttl = parameters.integer('Ttl') ?? parameters.integer('CollectionTtl');
    if (object instanceof SyncDocument && data !== undefined) object.set(data);
    if (ttl !== undefined) object.setTtl(ttl);
    response.json(toJson(object));
  });
  router.delete(`${base}/${path}/:id`, (request, response) => {
    const object = storeOf(request).fetch(kind, request.params.id);
    matchRevision(request.get('if-match'), object.revision);
    object.remove();
    response.sendStatus(204);
  });
}
