import type { Twilio } from 'twilio';
import * as v from 'valibot';

import { scheduledMessage } from '../../../src/contract/scheduledMessage';
import type { ScheduledMessage } from '../../../src/contract/scheduledMessage';
import type { FunctionError } from '../runtime/FunctionError';
import type { Result } from '../runtime/Result';
import { failure, success } from '../runtime/Result';
import { now } from '../runtime/Surroundings';
import type { TwilioFailure } from '../runtime/twilioFailure';
import { twilioError } from '../runtime/twilioFailure';
import {
  changeMapItem,
  listMapItems,
  listMaps,
  putMapItem,
  readDocument,
  readMapItem,
  removeMapItem,
  writeDocument,
} from '../sync/syncStore';

const scheduleItem = v.object({
  ...scheduledMessage.entries,
  conversationSid: v.string(),
  /** The customer's and our own address, as Twilio writes them. */
  address: v.string(),
  proxyAddress: v.string(),
  contentSid: v.optional(v.string()),
  contentVariables: v.optional(v.string()),
  /** The customer's, as the agent's browser told it. */
  customerTimeZone: v.optional(v.string()),
  /** A supervisor's reason for a time in quiet hours. */
  overrideReason: v.optional(v.string()),
  /** When the message was last asked of Twilio, ISO 8601: it is not older than that. */
  askedAt: v.string(),
  /** Twilio's message; absent until it is known. */
  messageSid: v.optional(v.string()),
});

/** A scheduled message as it is kept in Sync, in a map of the agent's own, by its request id. */
export type ScheduleItem = v.InferOutput<typeof scheduleItem>;

/** Whose it is, by Twilio's message. */
const owner = v.object({ workerSid: v.string(), requestId: v.string() });

const MAPS = 'messaging-controls.schedule.';
const mapOf = (workerSid: string): string => `${MAPS}${workerSid}`;
const documentOf = (messageSid: string): string => `messaging-controls-scheduled-${messageSid}`;

/** Sync lists them by their keys, so that all are read; the latest are shown. */
const MOST_ITEMS = 2_000;
const MOST_SHOWN = 200;
const KEPT_SECONDS = 30 * 86_400;

const keptSeconds = (twilio: Twilio, { sendsAt }: ScheduleItem): number =>
  Math.max(0, Math.round((Date.parse(sendsAt) - now(twilio).getTime()) / 1_000)) + KEPT_SECONDS;

const read = (data: unknown): ScheduleItem | undefined => {
  const parsed = v.safeParse(scheduleItem, data);
  return parsed.success ? parsed.output : undefined;
};

export const toScheduledMessage = (item: ScheduleItem): ScheduledMessage => v.parse(scheduledMessage, item);

/** Undefined where this agent has none of that id. */
export async function findItem(
  twilio: Twilio,
  workerSid: string,
  requestId: string,
): Promise<Result<ScheduleItem | undefined, FunctionError>> {
  const found = await readMapItem(twilio, mapOf(workerSid), requestId);
  return found.ok ? success(read(found.value)) : failure(twilioError(found.error));
}

/** Those that go last, or went last, first. */
export async function listItems(twilio: Twilio, workerSid: string): Promise<Result<ScheduleItem[], FunctionError>> {
  const listed = await listMapItems(twilio, mapOf(workerSid), MOST_ITEMS);
  if (!listed.ok) return failure(twilioError(listed.error));
  const items = listed.value.flatMap(({ data }) => read(data) ?? []);
  items.sort((one, other) => Date.parse(other.sendsAt) - Date.parse(one.sendsAt));
  return success(items.slice(0, MOST_SHOWN));
}

/** The workers who have scheduled something. */
export async function listOwners(twilio: Twilio): Promise<Result<string[], FunctionError>> {
  const listed = await listMaps(twilio, MAPS);
  return listed.ok ? success(listed.value.map((map) => map.slice(MAPS.length))) : failure(twilioError(listed.error));
}

export const putItem = (
  twilio: Twilio,
  workerSid: string,
  item: ScheduleItem,
): Promise<Result<unknown, TwilioFailure>> =>
  putMapItem(twilio, mapOf(workerSid), item.requestId, item, keptSeconds(twilio, item));

/** Changes the item as it stands, where `change` has another one; answers it as it is then. */
export async function changeItem(
  twilio: Twilio,
  workerSid: string,
  requestId: string,
  change: (item: ScheduleItem) => ScheduleItem | undefined,
): Promise<Result<ScheduleItem | undefined, FunctionError>> {
  const changed = await changeMapItem(twilio, mapOf(workerSid), requestId, (data) => {
    const item = read(data);
    const wanted = item && change(item);
    return wanted && { data: wanted, ttlSeconds: keptSeconds(twilio, wanted) };
  });
  return changed.ok ? success(read(changed.value)) : failure(twilioError(changed.error));
}

export const removeItem = (
  twilio: Twilio,
  workerSid: string,
  requestId: string,
): Promise<Result<unknown, TwilioFailure>> => removeMapItem(twilio, mapOf(workerSid), requestId);

/** Keeps the item with Twilio's message, and whose that is for when Twilio tells what became of it. */
export async function putMessage(
  twilio: Twilio,
  workerSid: string,
  item: ScheduleItem & { messageSid: string },
): Promise<void> {
  const { messageSid, requestId } = item;
  // Where one of them fails, the message is found by its addresses and asked about when the agent lists them.
  await Promise.all([
    putItem(twilio, workerSid, item),
    writeDocument(twilio, documentOf(messageSid), { workerSid, requestId }, keptSeconds(twilio, item)),
  ]);
}

/** Whose message it is; undefined for one that was not scheduled here. */
export async function findOwner(
  twilio: Twilio,
  messageSid: string,
): Promise<Result<v.InferOutput<typeof owner> | undefined, FunctionError>> {
  const found = await readDocument(twilio, documentOf(messageSid));
  if (!found.ok) return failure(twilioError(found.error));
  const parsed = v.safeParse(owner, found.value);
  return success(parsed.success ? parsed.output : undefined);
}
