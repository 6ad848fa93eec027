import type { Twilio } from 'twilio';

import { privateName } from '../../../serverless/src/sync/privateName';
import {
  listDocuments,
  listLists,
  listMapItems,
  listMaps,
  readList,
  removeDocument,
  removeList,
  removeListItem,
  removeMapItem,
} from '../../../serverless/src/sync/syncStore';
import { personOf } from '../../../src/contract/address/variants';
import type { Result } from '../../../serverless/src/runtime/Result';
import type { TwilioFailure } from '../../../serverless/src/runtime/twilioFailure';

/** Whose records. */
export interface Forgotten {
  /** In every form, with the channel's prefix and without. */
  addresses: ReadonlySet<string>;
  conversationSids: readonly string[];
  /** Which they may have been written to from, as conversations name them. */
  proxyAddresses: readonly string[];
  /** The account's, where it is known: what is kept under a keyed hash is found by it. */
  authToken: string | undefined;
}

/** Something that we keep of a customer in Sync. */
export interface Kept {
  /** Its name there. */
  name: string;
  /** `consent` is an opt-out too; `waiting` a message that is still to go, which has to be cancelled first. */
  kind: 'record' | 'consent' | 'waiting';
  remove: () => Promise<Result<unknown, TwilioFailure>>;
}

const OURS = 'messaging-controls';
const CONSENT = /^messaging-controls\.(consent|opt-out)\./;
/** Of SIDs and outcomes alone, for the daily view and the janitor's report. */
const ANONYMOUS = /^messaging-controls-(day-|janitor$)/;
/** By the conversation, with words that may name its customer. */
const OF_CONVERSATIONS = /^messaging-controls-(calls|silence)$/;
const MOST_ITEMS = 10_000;

/** Whether a text anywhere in it is one of these. */
function names(data: unknown, texts: ReadonlySet<string>): boolean {
  if (typeof data === 'string') return texts.has(data);
  return typeof data === 'object' && data !== null && Object.values(data).some((value) => names(value, texts));
}

/** All that we keep of a customer in Sync, whatever it is in. Throws where Twilio does not tell. */
export async function findKept(twilio: Twilio, forgotten: Forgotten): Promise<Kept[]> {
  const found = await Promise.all([
    inDocuments(twilio, forgotten),
    inLists(twilio, forgotten),
    inMaps(twilio, forgotten),
  ]);
  return found.flat();
}

function valueOf<T>(result: Result<T, TwilioFailure>): T {
  if (result.ok) return result.value;
  throw new Error(`Sync did not tell what is kept (error ${result.error.code ?? result.error.status}). Run it again.`);
}

async function inDocuments(twilio: Twilio, forgotten: Forgotten): Promise<Kept[]> {
  const { addresses, conversationSids } = forgotten;
  const sids = new Set(conversationSids);
  const hashed = hashedNames(forgotten);
  const all = valueOf(await listDocuments(twilio, OURS));
  const kept = all.filter(
    ({ uniqueName, data }) =>
      hashed.has(uniqueName) ||
      conversationSids.some((sid) => uniqueName.includes(sid)) ||
      names(data, addresses) ||
      names(data, sids),
  );
  return kept.map(({ uniqueName: name }) => ({
    name,
    kind: CONSENT.test(name) ? 'consent' : 'record',
    remove: () => removeDocument(twilio, name),
  }));
}

/** The kind of a line, the time zone, and whether a number has changed hands stand under a keyed hash, and name nobody. */
function hashedNames({ addresses, proxyAddresses, authToken }: Forgotten): ReadonlySet<string> {
  if (authToken === undefined) return new Set();
  const nameOf = (kind: string, value: string) => privateName({ AUTH_TOKEN: authToken }, kind, value);
  return new Set(
    [...addresses].flatMap((address) => [
      nameOf('line', address),
      nameOf('time-zone', personOf(address)),
      ...proxyAddresses.map((proxyAddress) => nameOf('reassigned', `${address} ${proxyAddress}`)),
    ]),
  );
}

async function inLists(twilio: Twilio, { addresses, conversationSids }: Forgotten): Promise<Kept[]> {
  const kept: Kept[] = [];
  for (const list of valueOf(await listLists(twilio, OURS))) {
    if (ANONYMOUS.test(list)) continue;
    // The notes of a conversation, which may say anything.
    if (conversationSids.some((sid) => list.includes(sid))) {
      kept.push({ name: list, kind: 'record', remove: () => removeList(twilio, list) });
      continue;
    }
    for (const { index, data } of valueOf(await readList(twilio, list, MOST_ITEMS))) {
      if (!names(data, addresses)) continue;
      kept.push({ name: `${list} ${index}`, kind: 'record', remove: () => removeListItem(twilio, list, index) });
    }
  }
  return kept;
}

async function inMaps(twilio: Twilio, { addresses, conversationSids }: Forgotten): Promise<Kept[]> {
  const kept: Kept[] = [];
  for (const map of valueOf(await listMaps(twilio, OURS))) {
    for (const { key, data } of valueOf(await listMapItems(twilio, map, MOST_ITEMS))) {
      const isOfTheirs = OF_CONVERSATIONS.test(map) && conversationSids.some((sid) => key.includes(sid));
      if (!isOfTheirs && !names(data, addresses)) continue;
      const { status, messageSid } = data as { status?: unknown; messageSid?: string };
      const remove = async () => {
        const removed = await removeMapItem(twilio, map, key);
        return removed.ok && messageSid
          ? removeDocument(twilio, `messaging-controls-scheduled-${messageSid}`)
          : removed;
      };
      kept.push({ name: `${map} ${key}`, kind: status === 'scheduled' ? 'waiting' : 'record', remove });
    }
  }
  return kept;
}
