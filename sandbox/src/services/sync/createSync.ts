import type { World } from '../../World';
import type { TwilsockRequest } from '../../wire/twilsock/TwilsockConnection';
import type { Sync, SyncScope } from '../Services';
import { SYNC_HOST } from './SyncObject';
import type { SyncObject } from './SyncObject';
import { SyncStore } from './SyncStore';
import { SyncSubscriptions } from './SyncSubscriptions';
import { syncClientApi } from './syncClientApi';
import { syncRest } from './rest/syncRest';

const INDEX_PRODUCT = 'flex_insights';
const CONVERSATIONS_PRODUCT = 'ip_messaging';
/** Everybody's own objects: those of the REST API, and of a Sync client that names no product. */
const OWN_PRODUCT = 'data_sync';

/** Twilio Sync as browsers know it: objects by product, live queries, and subscriptions to both. https://www.twilio.com/docs/sync */
export function createSync(world: World): Sync {
  const stores = new Map<string, SyncStore>();
  const storeOf = (product: string): SyncStore => {
    let store = stores.get(product);
    if (!store) stores.set(product, (store = new SyncStore(world, product)));
    return store;
  };

  // The objects of a conversation belong to Conversations: it says who reads them, and it alone writes them.
  const mayRead = ({ product, from }: TwilsockRequest, { uniqueName }: SyncObject): boolean =>
    product !== CONVERSATIONS_PRODUCT || world.services.conversations.mayReadObject(from, uniqueName ?? '');
  const mayWrite = ({ product }: TwilsockRequest): boolean => product !== CONVERSATIONS_PRODUCT;
  const subscriptions = new SyncSubscriptions(mayRead);
  syncRest(world, storeOf(OWN_PRODUCT));
  world.twilsock.route(SYNC_HOST, syncClientApi(world, storeOf, subscriptions, { mayRead, mayWrite }));

  const index = (name: string): ReturnType<SyncStore['index']> => storeOf(INDEX_PRODUCT).index(name);
  return {
    scope: (product) => scopeOf(storeOf(product)),
    setIndexItem: (name, key, data) => index(name).set(key, data),
    removeIndexItem: (name, key) => index(name).remove(key),
  };
}

const scopeOf = (store: SyncStore): SyncScope => ({
  open: (kind, uniqueName) => void store.open(kind, uniqueName),
  remove: (kind, uniqueName) => store.find(kind, uniqueName)?.remove(),
  setDocument: (uniqueName, data) => store.open('document', uniqueName).set(data),
  setMapItem: (map, key, data) => void store.open('map', map).setItem(key, data),
  removeMapItem: (map, key) => store.find('map', map)?.removeItem(key),
  appendListItem: (list, data) => {
    const object = store.open('list', list);
    return object.setItem(object.nextKey(), data).key;
  },
  setListItem: (list, position, data) => void store.open('list', list).setItem(position, data),
  removeListItem: (list, position) => store.find('list', list)?.removeItem(position),
});
