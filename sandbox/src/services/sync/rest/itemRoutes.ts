import type { Request } from 'express';

import { TwilioError } from '../../../http/TwilioError';
import { page } from '../../../http/page';
import { parametersOf } from '../../../http/parameters';
import type { SyncCollection, SyncItem } from '../SyncCollection';
import { SYNC_KINDS, matchRevision, revisionOf } from '../SyncObject';
import { requiredData } from './SyncRestContext';
import type { SyncRestContext } from './SyncRestContext';
import { itemJson } from './syncJson';

type Collection = SyncCollection<string | number>;
type Item = SyncItem<string | number>;

/** https://www.twilio.com/docs/sync/error-codes */
const ITEM_NOT_FOUND = { list: 54151, map: 54201 };
const KEY_EXISTS = 54208;

/** https://www.twilio.com/docs/sync/api/listitem-resource and …/map-item-resource */
export function itemRoutes({ world, storeOf, router, base }: SyncRestContext, kind: 'list' | 'map'): void {
  const path = `${base}/${SYNC_KINDS[kind].path}/:id/Items`;
  const collectionOf = (request: Request): Collection => storeOf(request).fetch(kind, request.params['id'] as string);
  const itemOf = (request: Request): Item => {
    const collection = collectionOf(request);
    const item = collection.get(collection.keyOf(request.params['key'] as string));
    if (!item) throw new TwilioError(404, ITEM_NOT_FOUND[kind], `The ${kind} item was not found`);
    return item;
  };
  /** Puts `data` where it is given, and the life times of the item and of the whole. */
  const write = (request: Request, key: string | number, data: unknown): Item => {
    const parameters = parametersOf(request);
    const collection = collectionOf(request);
    const present = collection.get(key);
    const item = present && data === undefined ? present : collection.setItem(key, data);
    const itemTtl = parameters.integer('ItemTtl') ?? parameters.integer('Ttl');
    const collectionTtl = parameters.integer('CollectionTtl');
    if (itemTtl !== undefined) collection.setItemTtl(item, itemTtl);
    if (collectionTtl !== undefined) collection.setTtl(collectionTtl);
    return item;
  };
  const toJson = (request: Request) => (item: Item) => itemJson(world, collectionOf(request), item);

  router.post(path, (request: Request, response) => {
    const collection = collectionOf(request);
    const key = collection.nextKey() ?? parametersOf(request).required('Key');
    if (collection.get(key)) throw new TwilioError(409, KEY_EXISTS, 'An item with this key already exists');
    response.status(201).json(toJson(request)(write(request, key, requiredData(request))));
  });
  router.get(path, (request: Request, response) => {
    const items = wanted(request, collectionOf(request));
    response.json(page(request, 'items', items, toJson(request)));
  });
  router.get(`${path}/:key`, (request: Request, response) => void response.json(toJson(request)(itemOf(request))));
  router.post(`${path}/:key`, (request: Request, response) => {
    const { key, revision } = itemOf(request);
    matchRevision(request.get('if-match'), revisionOf(revision));
    response.json(toJson(request)(write(request, key, parametersOf(request).json<unknown>('Data'))));
  });
  router.delete(`${path}/:key`, (request: Request, response) => {
    const { key, revision } = itemOf(request);
    matchRevision(request.get('if-match'), revisionOf(revision));
    collectionOf(request).removeItem(key);
    response.sendStatus(204);
  });
}

/** `From` one key on, itself counted in unless `Bounds` say otherwise. */
function wanted(request: Request, collection: Collection): Item[] {
  const parameters = parametersOf(request);
  const items = collection.allItems();
  const isDescending = parameters.text('Order') === 'desc';
  if (isDescending) items.reverse();
  const from = parameters.text('From');
  if (from === undefined) return items;
  const start = collection.keyOf(from);
  const includesStart = parameters.text('Bounds') !== 'exclusive';
  return items.filter(({ key }) => (key === start ? includesStart : key > start !== isDescending));
}
