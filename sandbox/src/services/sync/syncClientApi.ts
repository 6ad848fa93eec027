import { TwilioError } from '../../http/TwilioError';
import type { TwilsockAnswer, TwilsockRequest } from '../../wire/twilsock/TwilsockConnection';
import type { World } from '../../World';
import { compileQuery } from './LiveQueryIndex';
import { SyncList, SyncMap } from './SyncCollection';
import type { SyncCollection, SyncItem } from './SyncCollection';
import { SyncDocument } from './SyncDocument';
import { SYNC_KINDS, matchRevision, revisionOf } from './SyncObject';
import type { SyncKind, SyncObject } from './SyncObject';
import type { SyncStore } from './SyncStore';
import { SyncStream } from './SyncStream';
import type { SyncSubscriptions } from './SyncSubscriptions';

export interface SyncAccess {
  mayRead(request: TwilsockRequest, object: SyncObject): boolean;
  mayWrite(request: TwilsockRequest): boolean;
}

interface WriteBody {
  unique_name?: string;
  data?: unknown;
  context?: unknown;
  ttl?: number;
}

const methodNotAllowed = (): TwilioError => new TwilioError(405, 20004, 'Method not allowed');
const forbidden = (): TwilioError => new TwilioError(403, 54007, 'Access forbidden for identity');

const withoutData = (json: Record<string, unknown>): Record<string, unknown> => ({ ...json, data: undefined });

/** The Sync SDK's own HTTP interface, host `cds.us1.twilio.com` inside Twilsock. */
export function syncClientApi(
  world: World,
  storeOf: (request: TwilsockRequest) => SyncStore,
  subscriptions: SyncSubscriptions,
  access: SyncAccess,
): (request: TwilsockRequest) => TwilsockAnswer {
  return (request) => {
    const [version, resource, id, part, itemKey] = request.path;
    const store = storeOf(request);
    if (version === 'v4' && resource === 'Subscriptions') return subscriptions.answer(request, store);
    if (version !== 'v3') throw TwilioError.notFound(`/${request.path.join('/')}`);
    if (resource === 'Insights' && id !== undefined) return search(world, request, store, id);

    const kind = (Object.keys(SYNC_KINDS) as SyncKind[]).find((name) => SYNC_KINDS[name].path === resource);
    if (!kind) throw TwilioError.notFound(`/${request.path.join('/')}`);
    if (request.method !== 'GET' && !access.mayWrite(request)) throw forbidden();
    if (id === undefined) return create(request, store, kind);

    const object = store.fetch(kind, id);
    if (!access.mayRead(request, object)) throw forbidden();
    if (part === undefined) return objectAnswer(request, object);
    if (part === 'Items' && object instanceof SyncMap) return itemsAnswer(request, object, itemKey);
    if (part === 'Items' && object instanceof SyncList) return itemsAnswer(request, object, itemKey);
    if (part === 'Context' && object instanceof SyncList) {
      if (request.method === 'POST') object.setContext(request.body['data'] ?? {});
      return { body: object.contextJson() };
    }
    if (part === 'Messages' && object instanceof SyncStream && request.method === 'POST') {
      return { status: 201, body: { sid: object.publish(request.body['data']) } };
    }
    throw methodNotAllowed();
  };
}

function search(world: World, { body }: TwilsockRequest, store: SyncStore, indexName: string): TwilsockAnswer {
  const index = store.index(indexName);
  const items = index.search(compileQuery(typeof body['query_string'] === 'string' ? body['query_string'] : ''));
  return { body: { query_id: world.random.sid('QR'), last_event_id: index.lastEventId, items } };
}

function create(request: TwilsockRequest, store: SyncStore, kind: SyncKind): TwilsockAnswer {
  if (request.method !== 'POST') throw methodNotAllowed();
  const { unique_name, data, context, ttl } = request.body as WriteBody;
  const object = store.create(kind, unique_name ?? null);
  if (object instanceof SyncDocument && data !== undefined) object.set(data);
  if (object instanceof SyncList && context !== undefined) object.setContext(context);
  if (ttl !== undefined) object.setTtl(ttl);
  return { status: 201, body: object.toJson() };
}

function objectAnswer(request: TwilsockRequest, object: SyncObject): TwilsockAnswer {
  const { data, ttl } = request.body as WriteBody;
  switch (request.method) {
    case 'GET': {
      const items =
        request.query['Include'] === 'items' && object instanceof SyncMap
          ? { items: object.allItems().map((item) => object.itemJson(item)) }
          : {};
      return { body: { ...object.toJson(), ...items } };
    }
    case 'POST':
      matchRevision(request.headers['if-match'], object.revision);
      if (ttl !== undefined) object.setTtl(ttl);
      if (object instanceof SyncDocument && data !== undefined) object.set(data);
      return { body: withoutData(object.toJson()) };
    case 'DELETE':
      object.remove();
      return { status: 204 };
    default:
      throw methodNotAllowed();
  }
}

function itemsAnswer<Key extends string | number>(
  request: TwilsockRequest,
  collection: SyncCollection<Key>,
  keyText: string | undefined,
): TwilsockAnswer {
  const { data, ttl } = request.body as WriteBody;
  const written = (item: SyncItem<Key>, status: number): TwilsockAnswer => {
    if (ttl !== undefined) collection.setItemTtl(item, ttl);
    return { status, body: withoutData(collection.itemJson(item)) };
  };
  if (keyText === undefined) {
    if (request.method === 'GET') return { body: collection.page(request.query) };
    const next = collection.nextKey();
    if (request.method !== 'POST' || next === undefined) throw methodNotAllowed();
    return written(collection.setItem(next, data), 201);
  }
  const key = collection.keyOf(keyText);
  const item = collection.get(key);
  const ifMatch = request.headers['if-match'];
  if (request.method === 'PUT' && collection.kind === 'map') {
    // `-1` asks that there be no such item yet. The SDK tells "added" from "updated" by 201 and 200.
    matchRevision(ifMatch, item ? revisionOf(item.revision) : '-1');
    return written(collection.setItem(key, data), item ? 200 : 201);
  }
  if (!item) throw new TwilioError(404, collection.kind === 'list' ? 54151 : 54201, 'Item not found');
  if (request.method === 'GET') return { body: collection.itemJson(item) };
  matchRevision(ifMatch, revisionOf(item.revision));
  if (request.method === 'POST') return written(data === undefined ? item : collection.setItem(key, data), 200);
  if (request.method !== 'DELETE') throw methodNotAllowed();
  collection.removeItem(key);
  return { body: { last_event_id: collection.lastEventId, date_updated: collection.dateUpdated } };
}
