import type { Twilio } from 'twilio';
import * as v from 'valibot';

import type { TraceAct } from '../../../src/contract/trace';
import { traceAct } from '../../../src/contract/trace';
import type { Result } from '../runtime/Result';
import { success } from '../runtime/Result';
import type { TwilioFailure } from '../runtime/twilioFailure';
import { changeDocument, claimDocument, listDocuments, readDocument } from '../sync/syncStore';

const interactionChannel = v.object({ interactionSid: v.string(), interactionChannelSid: v.string() });

/** An interaction and its one channel. */
export type InteractionChannel = v.InferOutput<typeof interactionChannel>;

const conversationRecord = v.object({
  interactionSid: v.optional(v.string()),
  interactionChannelSid: v.optional(v.string()),
  acts: v.optional(v.array(traceAct), []),
});

/** What is kept about a conversation: its interaction, and what befell it, the latest last. */
export type ConversationRecord = v.InferOutput<typeof conversationRecord>;

/** A conversation that rests for longer is looked up by TaskRouter's search. */
const KEPT_DAYS = 30;
const DAY_SECONDS = 86_400;

const PREFIX = 'messaging-controls-interaction-';
const nameOf = (conversationSid: string): string => `${PREFIX}${conversationSid}`;

const recordOf = (data: unknown): ConversationRecord => {
  const parsed = v.safeParse(conversationRecord, data);
  return parsed.success ? parsed.output : { acts: [] };
};

/**
 * Changes the record as it stands, or makes it: most often it is there.
 * @param keptDays from now on; where it is left out, as long as it would be kept anyway
 */
export async function changeRecord(
  twilio: Twilio,
  conversationSid: string,
  change: (record: ConversationRecord) => ConversationRecord,
  keptDays?: number,
): Promise<Result<unknown, TwilioFailure>> {
  const name = nameOf(conversationSid);
  const ttlSeconds = Math.max(KEPT_DAYS, keptDays ?? 0) * DAY_SECONDS;
  const update = () =>
    changeDocument(twilio, name, (data) => ({
      data: change(recordOf(data)),
      ...(keptDays === undefined ? {} : { ttlSeconds }),
    }));
  const changed = await update();
  if (!changed.ok || changed.value !== undefined) return changed;
  const made = await claimDocument(twilio, name, change({ acts: [] }), ttlSeconds);
  return made.ok && made.value === 'taken' ? update() : made;
}

/** Keeps which interaction a conversation has: the last that Twilio has told of. */
export async function writeInteraction(
  twilio: Twilio,
  conversationSid: string,
  channel: InteractionChannel,
  act: TraceAct,
): Promise<Result<unknown, TwilioFailure>> {
  // Nearly always the first one: made by one call.
  const first = { ...channel, acts: [act] };
  const made = await claimDocument(twilio, nameOf(conversationSid), first, KEPT_DAYS * DAY_SECONDS);
  if (!made.ok || made.value === 'claimed') return made;
  return changeRecord(twilio, conversationSid, ({ acts }) => ({ ...channel, acts: withAct(acts, act) }), KEPT_DAYS);
}

/** Sync takes 16 KiB. */
const MOST_ACTS = 60;

/** Twilio tells of a thing more than once now and then: of that, once. */
export function withAct(acts: readonly TraceAct[], act: TraceAct): TraceAct[] {
  const isKnown = (one: TraceAct): boolean =>
    one.by === 'twilio' &&
    one.act === act.act &&
    one.outcome === act.outcome &&
    // A state may come again, and a task into the same queue.
    (!['state', 'queued'].includes(act.act) || one.at === act.at);
  return acts.some(isKnown) ? [...acts] : [...acts, act].slice(-MOST_ACTS);
}

export const latestFirst = (acts: readonly TraceAct[]): TraceAct[] =>
  [...acts].sort((one, other) => other.at.localeCompare(one.at));

export async function readRecord(
  twilio: Twilio,
  conversationSid: string,
): Promise<Result<ConversationRecord, TwilioFailure>> {
  const read = await readDocument(twilio, nameOf(conversationSid));
  return read.ok ? success(recordOf(read.value)) : read;
}

/** Undefined where Twilio has told of none. */
export function interactionOf(record: unknown): InteractionChannel | undefined {
  const parsed = v.safeParse(interactionChannel, record);
  return parsed.success ? parsed.output : undefined;
}

/** Undefined where Twilio has told of none. It may be over, and a newer one not told of yet. */
export async function readInteraction(
  twilio: Twilio,
  conversationSid: string,
): Promise<Result<InteractionChannel | undefined, TwilioFailure>> {
  const read = await readDocument(twilio, nameOf(conversationSid));
  return read.ok ? success(interactionOf(read.value)) : read;
}

export interface KeptInteraction extends InteractionChannel {
  conversationSid: string;
}

/** Of all conversations of the last 30 days. */
export async function listInteractions(twilio: Twilio): Promise<Result<KeptInteraction[], TwilioFailure>> {
  const listed = await listDocuments(twilio, PREFIX);
  if (!listed.ok) return listed;
  return success(
    listed.value.flatMap(({ uniqueName, data }) => {
      const interaction = interactionOf(data);
      return interaction ? [{ conversationSid: uniqueName.slice(PREFIX.length), ...interaction }] : [];
    }),
  );
}
