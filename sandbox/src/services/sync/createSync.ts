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
  const storeOf = (product: string, serviceSid = world.syncServiceSid): SyncStore => {
    const name = `${product} ${serviceSid}`;
    let store = stores.get(name);
    if (!store) stores.set(name, (store = new SyncStore(world, product, serviceSid)));
    return store;
  };
  // A Flex token is for the default service; an Access Token says for which one it is.
  const ofRequest = ({ product, from }: TwilsockRequest): SyncStore =>
    storeOf(product, product === OWN_PRODUCT ? from.syncServiceSid : undefined);
  // Nobody has been given a permission there. https://www.twilio.com/docs/sync/security
  const isGuarded = ({ product, from }: TwilsockRequest): boolean =>
    product === OWN_PRODUCT && world.syncServices.get(from.syncServiceSid ?? '')?.aclEnabled === true;

  // The objects of a conversation belong to Conversations: it says who reads them, and it alone writes them.
  const mayRead = (request: TwilsockRequest, { uniqueName }: SyncObject): boolean =>
    request.product === CONVERSATIONS_PRODUCT
      ? world.services.conversations.mayReadObject(request.from, uniqueName ?? '')
      : !isGuarded(request);
  const mayWrite = (request: TwilsockRequest): boolean =>
    request.product !== CONVERSATIONS_PRODUCT && !isGuarded(request);
  const subscriptions = new SyncSubscriptions(mayRead);
  syncRest(world, (serviceSid) => storeOf(OWN_PRODUCT, serviceSid));
  world.twilsock.route(SYNC_HOST, syncClientApi(world, ofRequest, subscriptions, { mayRead, mayWrite }));

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
