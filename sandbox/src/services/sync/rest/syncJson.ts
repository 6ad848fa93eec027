import type { World } from '../../../World';
import { SyncDocument } from '../SyncDocument';
import type { SyncCollection, SyncItem } from '../SyncCollection';
import { SYNC_KINDS, revisionOf } from '../SyncObject';
import type { SyncObject } from '../SyncObject';

type Json = Record<string, unknown>;

const serviceUrl = (world: World): string => `https://sync.twilio.com/v1/Services/${world.syncServiceSid}`;
const objectUrl = (world: World, { kind, sid }: SyncObject): string =>
  `${serviceUrl(world)}/${SYNC_KINDS[kind].path}/${sid}`;

const owners = (world: World): Json => ({ account_sid: world.account.sid, service_sid: world.syncServiceSid });

const dates = ({ dateCreated, dateUpdated, dateExpires }: SyncObject | SyncItem<string | number>): Json => ({
  date_created: dateCreated.toISOString(),
  date_updated: dateUpdated.toISOString(),
  date_expires: dateExpires?.toISOString() ?? null,
});

export function serviceJson(world: World): Json {
  const url = serviceUrl(world);
  const start = world.workspace.dateCreated.toISOString();
  return {
    sid: world.syncServiceSid,
    account_sid: world.account.sid,
    unique_name: 'default',
    friendly_name: 'Default Service',
    webhook_url: null,
    webhooks_from_rest_enabled: false,
    reachability_webhooks_enabled: false,
    reachability_debouncing_enabled: false,
    reachability_debouncing_window: 5000,
    acl_enabled: false,
    date_created: start,
    date_updated: start,
    url,
    links: {
      documents: `${url}/Documents`,
      lists: `${url}/Lists`,
      maps: `${url}/Maps`,
      streams: `${url}/Streams`,
    },
  };
}

/** What lies under the address of each kind. */
const LINKS = {
  document: { permissions: 'Permissions' },
  list: { items: 'Items', permissions: 'Permissions' },
  map: { items: 'Items', permissions: 'Permissions' },
  stream: { messages: 'Messages' },
};

export function objectJson(world: World, object: SyncObject): Json {
  const url = objectUrl(world, object);
  return {
    sid: object.sid,
    unique_name: object.uniqueName,
    ...owners(world),
    ...(object.kind !== 'stream' && { revision: object.revision }),
    ...(object instanceof SyncDocument && { data: object.toJson()['data'] }),
    created_by: 'system',
    ...dates(object),
    url,
    links: Object.fromEntries(Object.entries(LINKS[object.kind]).map(([name, path]) => [name, `${url}/${path}`])),
  };
}

export function itemJson(
  world: World,
  collection: SyncCollection<string | number>,
  item: SyncItem<string | number>,
): Json {
  return {
    [collection.kind === 'list' ? 'index' : 'key']: item.key,
    [`${collection.kind}_sid`]: collection.sid,
    ...owners(world),
    revision: revisionOf(item.revision),
    data: item.data,
    created_by: 'system',
    ...dates(item),
    url: `${objectUrl(world, collection)}/Items/${encodeURIComponent(item.key)}`,
  };
}
