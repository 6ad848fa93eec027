import type { Twilio } from 'twilio';
import * as v from 'valibot';

import { waitingItem } from '../../../src/contract/waiting';
import type { Result } from '../runtime/Result';
import { success } from '../runtime/Result';
import { now } from '../runtime/Surroundings';
import type { TwilioFailure } from '../runtime/twilioFailure';
import { changeMapItem, listMapItems, putMapItem, readMapItem, removeMapItem } from '../sync/syncStore';

const waitingEntry = v.object({
  ...waitingItem.entries,
  /** Of who waits. */
  byName: v.optional(v.string()),
  /** Of the task that was put aside: for the one that comes of it. */
  queueSid: v.optional(v.string()),
  attributes: v.optional(v.record(v.string(), v.unknown())),
});

/**
 * What an agent waits for, in a map of their own in Sync, by the conversation. It is an index: whether a conversation
 * waits, its own attributes tell. What only agents may see, such as the note, is here alone.
 */
export type WaitingEntry = v.InferOutput<typeof waitingEntry>;

const mapOf = (workerSid: string): string => `messaging-controls.waiting.${workerSid}`;

const DAY_SECONDS = 86_400;
/** Longer than anything waits: a date, or a reply. */
const KEPT_DAYS = 200;
const MOST_ENTRIES = 500;

const read = (data: unknown): WaitingEntry | undefined => {
  const parsed = v.safeParse(waitingEntry, data);
  return parsed.success ? parsed.output : undefined;
};

/** @param keptDays after which it is forgotten */
export const putEntry = (
  twilio: Twilio,
  workerSid: string,
  entry: WaitingEntry,
  keptDays = KEPT_DAYS,
): Promise<Result<unknown, TwilioFailure>> =>
  putMapItem(twilio, mapOf(workerSid), entry.conversationSid, entry, keptDays * DAY_SECONDS);

export async function findEntry(
  twilio: Twilio,
  workerSid: string,
  conversationSid: string,
): Promise<Result<WaitingEntry | undefined, TwilioFailure>> {
  const found = await readMapItem(twilio, mapOf(workerSid), conversationSid);
  return found.ok ? success(read(found.value)) : found;
}

export async function listEntries(twilio: Twilio, workerSid: string): Promise<Result<WaitingEntry[], TwilioFailure>> {
  const listed = await listMapItems(twilio, mapOf(workerSid), MOST_ENTRIES);
  return listed.ok ? success(listed.value.flatMap(({ data }) => read(data) ?? [])) : listed;
}

/** The customer has written, and it goes on waiting. */
export const noteWritten = (
  twilio: Twilio,
  workerSid: string,
  conversationSid: string,
): Promise<Result<unknown, TwilioFailure>> =>
  changeMapItem(twilio, mapOf(workerSid), conversationSid, (data) => {
    const entry = read(data);
    if (!entry || entry.hasWritten) return undefined;
    const left = Math.ceil((Date.parse(entry.until ?? '') - now(twilio).getTime()) / (DAY_SECONDS * 1_000));
    return { data: { ...entry, hasWritten: true }, ttlSeconds: (Math.max(0, left || 0) + 20) * DAY_SECONDS };
  });

/** Succeeds too where there is none. */
export const removeEntry = (
  twilio: Twilio,
  workerSid: string,
  conversationSid: string,
): Promise<Result<unknown, TwilioFailure>> => removeMapItem(twilio, mapOf(workerSid), conversationSid);
