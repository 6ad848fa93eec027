import type { Twilio } from 'twilio';

import type { Step } from '../Step';
import { compare } from '../Step';
import type { SetupContext } from '../SetupContext';

/** The name of the Sync service in which the Functions keep their records. */
export const SYNC_SERVICE = 'Messaging Controls';

/** With which the names of our records begin. */
const OURS = 'messaging-controls';
/** They last a minute, or ten. */
const SHORT_LIVED = 'messaging-controls-contact-';

/**
 * A service of our own with access control, so that no token of a browser reads or writes there: Flex's own is for the
 * default one. https://www.twilio.com/docs/sync/api/service
 */
export async function syncService(context: SetupContext): Promise<Step[]> {
  const { twilio, setup } = context;
  if (!setup.functions) return [];
  const what = `Sync service ${SYNC_SERVICE}`;
  const { services } = twilio.sync.v1;
  const found = (await services.list()).find(({ friendlyName }) => friendlyName === SYNC_SERVICE);
  context.know('syncService', SYNC_SERVICE, found?.sid);
  if (!found) {
    const apply = async (): Promise<void> => {
      const made = await services.create({ friendlyName: SYNC_SERVICE, aclEnabled: true });
      context.know('syncService', SYNC_SERVICE, made.sid);
    };
    return [{ what, state: 'create', details: ['access control: on'], apply }];
  }
  return [
    compare(what, { accessControl: found.aclEnabled }, { accessControl: true }, () =>
      services(found.sid).update({ aclEnabled: true }),
    ),
  ];
}

/** How many records of ours stand in the default service. */
export async function recordsLeft(twilio: Twilio): Promise<number> {
  const { documents, maps, lists } = await ourRecords(twilio);
  return documents.length + maps.length + lists.length;
}

async function ourRecords(twilio: Twilio) {
  const { documents, syncMaps, syncLists } = twilio.sync.v1.services('default');
  const ours = <T extends { uniqueName: string }>(all: T[]): T[] =>
    all.filter(({ uniqueName }) => uniqueName?.startsWith(OURS) && !uniqueName.startsWith(SHORT_LIVED));
  return {
    documents: ours(await documents.list({ pageSize: 100 })),
    maps: ours(await syncMaps.list({ pageSize: 100 })),
    lists: ours(await syncLists.list({ pageSize: 100 })),
  };
}

/** Seconds that are left; 0 is for ever, as with opt-outs. Undefined where it is over. */
function secondsLeft({ dateExpires }: { dateExpires: Date | null }): number | undefined {
  if (!dateExpires) return 0;
  const seconds = Math.ceil((dateExpires.getTime() - Date.now()) / 1_000);
  return seconds > 0 ? seconds : undefined;
}

/** What is there by that name already is newer. 54301, 54208: https://www.twilio.com/docs/sync/error-codes */
async function unlessThere(create: Promise<unknown>): Promise<void> {
  await create.catch((error: unknown) => {
    if ((error as { status?: number }).status !== 409) throw error;
  });
}

/**
 * Copies our records out of the default service. With `remove` each goes from there once it stands here: an opt-out that
 * stayed behind would come back after the customer's START. May be run again after a failure.
 */
export async function moveRecords(twilio: Twilio, serviceSid: string, { remove }: { remove: boolean }): Promise<void> {
  const from = twilio.sync.v1.services('default');
  const to = twilio.sync.v1.services(serviceSid);
  const { documents, maps, lists } = await ourRecords(twilio);
  for (const document of documents) {
    const { uniqueName } = document;
    const data = document.data as object;
    const ttl = secondsLeft(document);
    if (ttl !== undefined) await unlessThere(to.documents.create({ uniqueName, data, ttl }));
    if (remove) await from.documents(document.sid).remove();
  }
  for (const { uniqueName, sid } of maps) {
    await unlessThere(to.syncMaps.create({ uniqueName }));
    for (const item of await from.syncMaps(sid).syncMapItems.list({ pageSize: 100 })) {
      const itemTtl = secondsLeft(item);
      if (itemTtl === undefined) continue;
      await unlessThere(
        to.syncMaps(uniqueName).syncMapItems.create({ key: item.key, data: item.data as object, itemTtl }),
      );
    }
    if (remove) await from.syncMaps(sid).remove();
  }
  // A list's items have no name by which they could be told apart: once, and then they are gone from there.
  if (!remove) return;
  for (const { uniqueName, sid } of lists) {
    await unlessThere(to.syncLists.create({ uniqueName }));
    for (const item of await from.syncLists(sid).syncListItems.list({ pageSize: 100 })) {
      const itemTtl = secondsLeft(item);
      if (itemTtl !== undefined)
        await to.syncLists(uniqueName).syncListItems.create({ data: item.data as object, itemTtl });
    }
    await from.syncLists(sid).remove();
  }
}
