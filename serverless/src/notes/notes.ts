import type { Twilio } from 'twilio';
import * as v from 'valibot';

import type { Result } from '../runtime/Result';
import { success } from '../runtime/Result';
import type { TwilioFailure } from '../runtime/twilioFailure';
import { appendToList, keepList, readList } from '../sync/syncStore';

const keptNote = v.object({
  id: v.string(),
  /** ISO 8601. */
  at: v.string(),
  /** The worker who wrote it. */
  by: v.string(),
  byName: v.string(),
  isSupervisors: v.boolean(),
  text: v.string(),
  after: v.number(),
});

/**
 * A note as Sync keeps it, which no browser reads by itself: nothing of it is in the conversation, in a task or in an event,
 * where a customer or another system would see it.
 */
export type KeptNote = v.InferOutput<typeof keptNote>;

const DAY_SECONDS = 86_400;
const MOST_NOTES = 200;
/** A list lives a year at most. */
const LONGEST_DAYS = 365;

const listOf = (conversationSid: string): string => `messaging-controls-notes-${conversationSid}`;

/** In the order in which they were written; of more than 200 the latest. */
export async function readNotes(twilio: Twilio, conversationSid: string): Promise<Result<KeptNote[], TwilioFailure>> {
  const listed = await readList(twilio, listOf(conversationSid), MOST_NOTES);
  if (!listed.ok) return listed;
  const notes = listed.value.flatMap(({ data }) => {
    const parsed = v.safeParse(keptNote, data);
    return parsed.success ? [parsed.output] : [];
  });
  return success(notes.reverse());
}

/** Keeps the note for so many days, and its list with it. */
export async function writeNote(
  twilio: Twilio,
  conversationSid: string,
  note: KeptNote,
  keptDays: number,
): Promise<Result<unknown, TwilioFailure>> {
  const list = listOf(conversationSid);
  const listSeconds = Math.min(keptDays + 1, LONGEST_DAYS) * DAY_SECONDS;
  const written = await appendToList(twilio, list, note, keptDays * DAY_SECONDS, listSeconds);
  if (!written.ok || written.value.index === 0) return written;
  return keepList(twilio, list, listSeconds);
}
