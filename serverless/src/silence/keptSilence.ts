import type { Twilio } from 'twilio';
import * as v from 'valibot';

import type { SupervisorCall } from '../../../src/contract/supervision';
import { supervisorCall } from '../../../src/contract/supervision';
import type { Result } from '../runtime/Result';
import { success } from '../runtime/Result';
import type { TwilioFailure } from '../runtime/twilioFailure';
import { changeMapItem, listMapItems, putMapItem, readMapItem, removeMapItem } from '../sync/syncStore';

const keptSilence = v.object({
  conversationSid: v.string(),
  /** ISO 8601: since when the customer waits of whom the rest tells. */
  since: v.optional(v.string()),
  /** ISO 8601: when an agent was last at work on it, as their browser says. */
  activeAt: v.optional(v.string()),
  /** What supervisors are told. */
  told: v.optional(supervisorCall),
  /** The invite by which the queue is offered it. */
  inviteId: v.optional(v.string()),
  /** The workers from whom it was given back. */
  former: v.optional(v.array(v.string())),
});

/** What is known of a customer who waits too long for an agent: in one map, by the conversation. */
export type KeptSilence = v.InferOutput<typeof keptSilence>;

const SILENCE = 'messaging-controls-silence';
const KEPT_SECONDS = 12 * 3_600;
const MOST_ITEMS = 1_000;

const read = (data: unknown): KeptSilence | undefined => {
  const parsed = v.safeParse(keptSilence, data);
  return parsed.success ? parsed.output : undefined;
};

export async function readSilence(
  twilio: Twilio,
  conversationSid: string,
): Promise<Result<KeptSilence | undefined, TwilioFailure>> {
  const found = await readMapItem(twilio, SILENCE, conversationSid);
  return found.ok ? success(read(found.value)) : found;
}

/** All of the last half day. */
export async function listSilences(twilio: Twilio): Promise<Result<KeptSilence[], TwilioFailure>> {
  const listed = await listMapItems(twilio, SILENCE, MOST_ITEMS);
  return listed.ok ? success(listed.value.flatMap(({ data }) => read(data) ?? [])) : listed;
}

/** Changes what is kept, or begins it: the agent's browser and the janitor may both be at it. */
export async function changeSilence(
  twilio: Twilio,
  conversationSid: string,
  change: (kept: KeptSilence) => KeptSilence,
): Promise<Result<unknown, TwilioFailure>> {
  const changed = await changeMapItem(twilio, SILENCE, conversationSid, (data) => ({
    data: change(read(data) ?? { conversationSid }),
    ttlSeconds: KEPT_SECONDS,
  }));
  if (!changed.ok || changed.value !== undefined) return changed;
  return putMapItem(twilio, SILENCE, conversationSid, change({ conversationSid }), KEPT_SECONDS);
}

/** Succeeds too where there is none. */
export const removeSilence = (twilio: Twilio, conversationSid: string): Promise<Result<unknown, TwilioFailure>> =>
  removeMapItem(twilio, SILENCE, conversationSid);

/** Another has it: nobody is told of the agent who had it any more, but for that agent. */
export const endSilence = (
  twilio: Twilio,
  conversationSid: string,
  former: string[],
): Promise<Result<unknown, TwilioFailure>> =>
  changeSilence(twilio, conversationSid, () => ({ conversationSid, former }));

/** Of whom supervisors are told, those who have waited longest first. */
export async function silentCalls(twilio: Twilio): Promise<Result<SupervisorCall[], TwilioFailure>> {
  const listed = await listSilences(twilio);
  if (!listed.ok) return listed;
  return success(listed.value.flatMap(({ told }) => told ?? []).sort((one, other) => one.at.localeCompare(other.at)));
}
