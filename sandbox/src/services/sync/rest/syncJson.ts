import type { Sid } from '../../../model/sid';
import type { SyncService } from '../../../model/sync';
import type { World } from '../../../World';
import { SyncDocument } from '../SyncDocument';
import type { SyncCollection, SyncItem } from '../SyncCollection';
import { SYNC_KINDS, revisionOf } from '../SyncObject';
import type { SyncObject } from '../SyncObject';

type Json = Record<string, unknown>;

const serviceUrl = (sid: Sid): string => `https://sync.twilio.com/v1/Services/${sid}`;
const objectUrl = ({ kind, sid, serviceSid }: SyncObject): string =>
  `${serviceUrl(serviceSid)}/${SYNC_KINDS[kind].path}/${sid}`;

const owners = (world: World, { serviceSid }: SyncObject): Json => ({
  account_sid: world.account.sid,
  service_sid: serviceSid,
});

const dates = ({ dateCreated, dateUpdated, dateExpires }: SyncObject | SyncItem<string | number>): Json => ({
  date_created: dateCreated.toISOString(),
  date_updated: dateUpdated.toISOString(),
  date_expires: dateExpires?.toISOString() ?? null,
});

/** The one that every account has. */
export const defaultService = (world: World): SyncService => ({
  sid: world.syncServiceSid,
  uniqueName: 'default',
  friendlyName: 'Default Service',
  aclEnabled: false,
  webhookUrl: null,
  dateCreated: world.workspace.dateCreated,
  dateUpdated: world.workspace.dateCreated,
});

export function serviceJson(world: World, service: SyncService): Json {
  const url = serviceUrl(service.sid);
  return {
    sid: service.sid,
    account_sid: world.account.sid,
    unique_name: service.uniqueName,
    friendly_name: service.friendlyName,
    webhook_url: service.webhookUrl,
    webhooks_from_rest_enabled: false,
    reachability_webhooks_enabled: false,
    reachability_debouncing_enabled: false,
    reachability_debouncing_window: 5000,
    acl_enabled: service.aclEnabled,
    date_created: service.dateCreated.toISOString(),
    date_updated: service.dateUpdated.toISOString(),
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
  const url = objectUrl(object);
  return {
    sid: object.sid,
    unique_name: object.uniqueName,
    ...owners(world, object),
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
    ...owners(world, collection),
    revision: revisionOf(item.revision),
    data: item.data,
    created_by: 'system',
    ...dates(item),
    url: `${objectUrl(collection)}/Items/${encodeURIComponent(item.key)}`,
  };
}
