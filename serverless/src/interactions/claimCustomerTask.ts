import type { Twilio } from 'twilio';
import * as v from 'valibot';

import type { Result } from '../runtime/Result';
import { success } from '../runtime/Result';
import { now, randomUuid } from '../runtime/Surroundings';
import type { TwilioFailure } from '../runtime/twilioFailure';
import { claimDocument, readDocument } from '../sync/syncStore';
import { isOver } from './Start';

const claim = v.object({ attempt: v.string(), startedAt: v.string() });

/** Long after the webhook is gone, or the conversation has closed. */
const KEPT_SECONDS = 7 * 24 * 60 * 60;

/** Functions that have claimed a task, one after the other, and ended half way. */
const MOST_ROUNDS = 10;

type Kind = 'reply' | 'inbound';

/** The Sync document that holds a round. */
export const claimName = (kind: Kind, conversationSid: string, round: number): string =>
  `messaging-controls-${kind}-${conversationSid}-${round}`;

export interface TaskClaim {
  /** The Sync document that holds it. */
  documentName: string;
  /** An earlier function had begun, so that what it made has to be looked for. */
  isTakenOver: boolean;
}

/**
 * The right to make the interaction of a customer's message, for one function at a time. Each round has a document of
 * its own, so that of several that find an old claim only one takes it over. Undefined where another function is at
 * work.
 */
export async function claimCustomerTask(
  twilio: Twilio,
  kind: Kind,
  conversationSid: string,
): Promise<Result<TaskClaim | undefined, TwilioFailure>> {
  for (let round = 1; round <= MOST_ROUNDS; round += 1) {
    const documentName = claimName(kind, conversationSid, round);
    const data = { attempt: randomUuid(twilio), startedAt: now(twilio).toISOString() };
    const claimed = await claimDocument(twilio, documentName, data, KEPT_SECONDS);
    if (!claimed.ok) return claimed;
    if (claimed.value === 'claimed') return success({ documentName, isTakenOver: round > 1 });
    const standing = await readDocument(twilio, documentName);
    if (!standing.ok) return standing;
    const held = v.safeParse(claim, standing.value);
    if (!held.success || !isOver(twilio, held.output.startedAt)) return success(undefined);
  }
  return success(undefined);
}
