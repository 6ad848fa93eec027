import { isDeepStrictEqual } from 'node:util';

import type { Twilio } from 'twilio';

import type { Result } from '../runtime/Result';
import { success } from '../runtime/Result';
import type { TwilioFailure } from '../runtime/twilioFailure';
import { attempt, attemptTwice } from '../runtime/twilioFailure';

/** An HTTP client of Twilio's helper that knows which Sync service is ours. */
export interface SyncClient {
  readonly syncServiceSid?: string | undefined;
}

/**
 * What outlives a request, in a Sync service of our own: that no token of a browser opens, unlike the account's default
 * one, which stands in where the set-up has not made ours yet. Data are JSON objects of up to 16 KiB. Times to live
 * are in seconds, at most one year (error 54011): 0 is for ever. One object takes 20 reads and 20 writes in a second.
 * https://www.twilio.com/docs/sync/limits
 */
const service = (twilio: Twilio) =>
  twilio.sync.v1.services((twilio.httpClient as Partial<SyncClient> | undefined)?.syncServiceSid || 'default');

type Outcome<T = unknown> = Promise<Result<T, TwilioFailure>>;

/** Sync's largest page. */
const PAGE = 100;

/** The unique name, or the key, belongs to another already: 54301, 54208. https://www.twilio.com/docs/sync/error-codes */
const isTaken = (result: Result<unknown, TwilioFailure>): boolean => !result.ok && result.error.status === 409;
const isAbsent = (result: Result<unknown, TwilioFailure>): boolean => !result.ok && result.error.status === 404;

/**
 * Makes a document that only one caller can make. `data` carries an id of this attempt of its caller's own, by which a
 * claim is known whose answer was lost.
 */
export async function claimDocument(
  twilio: Twilio,
  uniqueName: string,
  data: object,
  ttlSeconds: number,
): Outcome<'claimed' | 'taken'> {
  const create = () => attempt(() => service(twilio).documents.create({ uniqueName, data, ttl: ttlSeconds }));
  const first = await create();
  if (first.ok) return success('claimed');
  if (isTaken(first)) return success('taken');
  if (!first.error.uncertain) return first;
  const second = await create();
  if (second.ok) return success('claimed');
  if (!isTaken(second)) return first;
  const standing = await readDocument(twilio, uniqueName);
  if (!standing.ok) return first;
  return success(isDeepStrictEqual(standing.value, JSON.parse(JSON.stringify(data))) ? 'claimed' : 'taken');
}

/** The document's data; undefined where there is none of that name. */
export async function readDocument(twilio: Twilio, uniqueName: string): Outcome {
  const fetched = await attempt(() => service(twilio).documents(uniqueName).fetch());
  if (fetched.ok) return success(fetched.value.data as unknown);
  return isAbsent(fetched) ? success(undefined) : fetched;
}

/** Updates the document, or makes it. */
export async function writeDocument(twilio: Twilio, uniqueName: string, data: object, ttlSeconds: number): Outcome {
  const { documents } = service(twilio);
  const update = () => attemptTwice(() => documents(uniqueName).update({ data, ttl: ttlSeconds }));
  const updated = await update();
  if (!isAbsent(updated)) return updated;
  const created = await attemptTwice(() => documents.create({ uniqueName, data, ttl: ttlSeconds }));
  return isTaken(created) ? update() : created;
}

/** Succeeds too where it is gone already. */
export async function removeDocument(twilio: Twilio, uniqueName: string): Outcome {
  const removed = await attempt(() => service(twilio).documents(uniqueName).remove());
  return isAbsent(removed) ? success(undefined) : removed;
}

/** Runs `create` on a map or list; where that is not there yet, makes it and runs `create` again. */
async function createIn<T>(create: () => Outcome<T>, makeCollection: () => Promise<unknown>): Outcome<T> {
  const created = await create();
  if (!isAbsent(created)) return created;
  const made = await attemptTwice(makeCollection);
  return made.ok || isTaken(made) ? create() : made;
}

/** The item's data; undefined where there is none of that key. */
export async function readMapItem(twilio: Twilio, map: string, key: string): Outcome {
  const fetched = await attempt(() => service(twilio).syncMaps(map).syncMapItems(key).fetch());
  if (fetched.ok) return success(fetched.value.data as unknown);
  return isAbsent(fetched) ? success(undefined) : fetched;
}

/** Makes the item, or replaces its data. The map is made on first use. */
export async function putMapItem(twilio: Twilio, map: string, key: string, data: object, ttlSeconds: number): Outcome {
  const { syncMaps } = service(twilio);
  const { syncMapItems } = syncMaps(map);
  const created = await createIn(
    () => attemptTwice(() => syncMapItems.create({ key, data, itemTtl: ttlSeconds })),
    () => syncMaps.create({ uniqueName: map }),
  );
  if (!isTaken(created)) return created;
  return attemptTwice(() => syncMapItems(key).update({ data, itemTtl: ttlSeconds }));
}

/** Functions that change one object at the same moment. */
const MOST_ROUNDS = 5;

/** Without `ttlSeconds` it is kept as long as before. */
type Change = (data: unknown) => { data: object; ttlSeconds?: number } | undefined;

interface Changeable {
  fetch: () => Promise<{ data: unknown; revision: string }>;
  update: (data: object, ttlSeconds: number | undefined, ifMatch: string) => Promise<unknown>;
}

/**
 * Changes an object as it stands: where somebody else has changed it meanwhile (412), `change` is asked again, with what
 * they wrote. Where it answers undefined the object stays. Answers the data as they are then; undefined for no object.
 */
async function changeObject({ fetch, update }: Changeable, change: Change): Outcome {
  for (let round = 1; ; round += 1) {
    const fetched = await attempt(fetch);
    if (!fetched.ok) return isAbsent(fetched) ? success(undefined) : fetched;
    const standing = fetched.value;
    const wanted = change(standing.data);
    if (!wanted) return success(standing.data);
    const { data, ttlSeconds } = wanted;
    const changed = await attemptTwice(() => update(data, ttlSeconds, standing.revision));
    if (changed.ok) return success(data);
    if (changed.error.status !== 412 || round === MOST_ROUNDS) return changed;
  }
}

/** Changes the document as it stands. https://www.twilio.com/docs/sync/api/document-resource */
export function changeDocument(twilio: Twilio, uniqueName: string, change: Change): Outcome {
  const document = service(twilio).documents(uniqueName);
  const update: Changeable['update'] = (data, ttl, ifMatch) =>
    document.update({ data, ifMatch, ...(ttl === undefined ? {} : { ttl }) });
  return changeObject({ fetch: () => document.fetch(), update }, change);
}

/** Changes the item as it stands. https://www.twilio.com/docs/sync/api/map-item-resource */
export function changeMapItem(twilio: Twilio, map: string, key: string, change: Change): Outcome {
  const item = service(twilio).syncMaps(map).syncMapItems(key);
  const update: Changeable['update'] = (data, itemTtl, ifMatch) =>
    item.update({ data, ifMatch, ...(itemTtl === undefined ? {} : { itemTtl }) });
  return changeObject({ fetch: () => item.fetch(), update }, change);
}

/** Succeeds too where it is gone already. */
export async function removeMapItem(twilio: Twilio, map: string, key: string): Outcome {
  const removed = await attempt(() => service(twilio).syncMaps(map).syncMapItems(key).remove());
  return isAbsent(removed) ? success(undefined) : removed;
}

/** At most `limit` items, in the order of their keys. None where there is no map. */
export async function listMapItems(
  twilio: Twilio,
  map: string,
  limit: number,
): Outcome<{ key: string; data: unknown }[]> {
  const { syncMapItems } = service(twilio).syncMaps(map);
  const listed = await attempt(() => syncMapItems.list({ limit, pageSize: Math.min(limit, PAGE) }));
  if (listed.ok) return success(listed.value.map(({ key, data }) => ({ key, data: data as unknown })));
  return isAbsent(listed) ? success([]) : listed;
}

/**
 * Adds to the end of a list, once: an answer that is lost is not asked for again. The list is made on first use.
 * @param listTtlSeconds of the list itself, from then on
 */
export function appendToList(
  twilio: Twilio,
  list: string,
  data: object,
  ttlSeconds: number,
  listTtlSeconds = 0,
): Outcome<{ index: number }> {
  const { syncLists } = service(twilio);
  return createIn(
    () => attempt(() => syncLists(list).syncListItems.create({ data, itemTtl: ttlSeconds })),
    () => syncLists.create({ uniqueName: list, ttl: listTtlSeconds }),
  );
}

/** Of a list that is there: how long it lives from now on. */
export const keepList = (twilio: Twilio, list: string, ttlSeconds: number): Outcome =>
  attemptTwice(() => service(twilio).syncLists(list).update({ ttl: ttlSeconds }));

/** With all that is in it. Succeeds too where it is gone already. */
export async function removeList(twilio: Twilio, list: string): Outcome {
  const removed = await attempt(() => service(twilio).syncLists(list).remove());
  return isAbsent(removed) ? success(undefined) : removed;
}

/**
 * At most `limit` items, the latest first. None where there is no list.
 * @param before only those that came before the one of this index
 */
export async function readList(
  twilio: Twilio,
  list: string,
  limit: number,
  before?: number,
): Outcome<{ index: number; data: unknown }[]> {
  const { syncListItems } = service(twilio).syncLists(list);
  const from = before === undefined ? {} : { from: String(before), bounds: 'exclusive' as const };
  const listed = await attempt(() =>
    syncListItems.list({ order: 'desc', ...from, limit, pageSize: Math.min(limit, PAGE) }),
  );
  if (listed.ok) return success(listed.value.map(({ index, data }) => ({ index, data: data as unknown })));
  return isAbsent(listed) ? success([]) : listed;
}

/** Succeeds too where it is gone already. */
export async function removeListItem(twilio: Twilio, list: string, index: number): Outcome {
  const removed = await attempt(() => service(twilio).syncLists(list).syncListItems(index).remove());
  return isAbsent(removed) ? success(undefined) : removed;
}

/** All documents whose names begin so: Sync has no question for it, so that every document is read. */
export async function listDocuments(twilio: Twilio, prefix: string): Outcome<{ uniqueName: string; data: unknown }[]> {
  const listed = await attempt(() => service(twilio).documents.list({ pageSize: PAGE }));
  if (!listed.ok) return listed;
  return success(
    listed.value
      .filter(({ uniqueName }) => uniqueName?.startsWith(prefix))
      .map(({ uniqueName, data }) => ({ uniqueName, data: data as unknown })),
  );
}

/** The names of all maps that begin so. */
export async function listMaps(twilio: Twilio, prefix: string): Outcome<string[]> {
  const listed = await attempt(() => service(twilio).syncMaps.list({ pageSize: PAGE }));
  if (!listed.ok) return listed;
  return success(listed.value.map(({ uniqueName }) => uniqueName).filter((name) => name?.startsWith(prefix)));
}

/** The names of all lists that begin so. */
export async function listLists(twilio: Twilio, prefix: string): Outcome<string[]> {
  const listed = await attempt(() => service(twilio).syncLists.list({ pageSize: PAGE }));
  if (!listed.ok) return listed;
  return success(listed.value.map(({ uniqueName }) => uniqueName).filter((name) => name?.startsWith(prefix)));
}
