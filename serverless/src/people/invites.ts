import type { Twilio } from 'twilio';
import * as v from 'valibot';

import { BACK_FOR, HAND_OVERS, INVITE_STATES } from '../../../src/contract/people';
import type { Result } from '../runtime/Result';
import { success } from '../runtime/Result';
import type { TwilioFailure } from '../runtime/twilioFailure';
import { changeDocument, readDocument, writeDocument } from '../sync/syncStore';

const keptInvite = v.object({
  id: v.string(),
  /** Absent until Twilio has answered. */
  taskSid: v.optional(v.string()),
  /** The colleague or the queue. */
  invitee: v.string(),
  name: v.string(),
  by: v.string(),
  byName: v.string(),
  /** ISO 8601. */
  at: v.string(),
  handOver: v.picklist(HAND_OVERS),
  note: v.string(),
  /** Who goes as soon as the newcomer is inside. */
  formerWorkerSids: v.array(v.string()),
  state: v.picklist(INVITE_STATES),
  /** ISO 8601: when it was found ended. */
  endedAt: v.optional(v.string()),
  /** Nobody has invited: the conversation that the agent had put aside comes back to them. */
  backFor: v.optional(v.picklist(BACK_FOR)),
});

/** An invite as Sync keeps it: what only agents may see has no place in a task's attributes, which events carry about. */
export type KeptInvite = v.InferOutput<typeof keptInvite>;

const kept = v.object({ invites: v.array(keptInvite) });

const ONE_DAY_SECONDS = 86_400;
const MOST_INVITES = 20;

const nameOf = (conversationSid: string): string => `messaging-controls-people-${conversationSid}`;

const read = (data: unknown): KeptInvite[] => {
  const parsed = v.safeParse(kept, data);
  return parsed.success ? parsed.output.invites : [];
};

export const isPending = ({ state }: KeptInvite): boolean => state === 'waiting' || state === 'ringing';

/** Its inviter is about to go. */
export const isHandOver = (invite: KeptInvite): boolean => invite.handOver !== 'stay' && isPending(invite);

/** Its newcomer may yet come in, and something follows from it. */
export const isUnsettled = (invite: KeptInvite): boolean =>
  invite.taskSid !== undefined && (isPending(invite) || invite.state === 'withdrawn');

export async function readInvites(
  twilio: Twilio,
  conversationSid: string,
): Promise<Result<KeptInvite[], TwilioFailure>> {
  const found = await readDocument(twilio, nameOf(conversationSid));
  return found.ok ? success(read(found.value)) : found;
}

/** Keeps an invite, or what has become of it. */
export async function keepInvite(
  twilio: Twilio,
  conversationSid: string,
  invite: KeptInvite,
): Promise<Result<unknown, TwilioFailure>> {
  const name = nameOf(conversationSid);
  const changed = await changeDocument(twilio, name, (data) => {
    const others = read(data).filter(({ id }) => id !== invite.id);
    return { data: { invites: [...others, invite].slice(-MOST_INVITES) }, ttlSeconds: ONE_DAY_SECONDS };
  });
  if (!changed.ok || changed.value !== undefined) return changed;
  return writeDocument(twilio, name, { invites: [invite] }, ONE_DAY_SECONDS);
}

/** Of one that Twilio has refused. */
export const dropInvite = (
  twilio: Twilio,
  conversationSid: string,
  inviteId: string,
): Promise<Result<unknown, TwilioFailure>> =>
  changeDocument(twilio, nameOf(conversationSid), (data) => ({
    data: { invites: read(data).filter(({ id }) => id !== inviteId) },
    ttlSeconds: ONE_DAY_SECONDS,
  }));
