import { createHash } from 'node:crypto';

import type { Twilio } from 'twilio';
import * as v from 'valibot';

import { isPhoneNumber } from '../conversations/messagingAddress';
import type { Result } from '../runtime/Result';
import { success } from '../runtime/Result';
import { now } from '../runtime/Surroundings';
import type { TwilioFailure } from '../runtime/twilioFailure';
import { readDocument, removeDocument, writeDocument } from '../sync/syncStore';
import { lastMessageAt } from './messagingWindow';

/** A customer and the address of ours that they go by, as Conversations writes them. */
export interface AddressPair {
  address: string;
  proxyAddress: string;
}

/** No expiry: a customer who said STOP stays unwritten to until they say START. */
const FOR_EVER = 0;

/** https://www.twilio.com/docs/api/errors/21610 */
const OPTED_OUT = 21610;
/** https://www.twilio.com/docs/api/errors/63014 */
const BLOCKED = 63014;

/** Codes with which Twilio tells that the customer wants nothing from the sender. */
export const isOptOutCode = (code: number | undefined): boolean => code === OPTED_OUT || code === BLOCKED;

const optOut = v.object({ cause: v.union([v.literal('STOP'), v.number()]), at: v.pipe(v.string(), v.isoTimestamp()) });
type OptOut = v.InferOutput<typeof optOut>;

/** What somebody else wrote in its place still says that there is an opt-out. */
const ANY_OPT_OUT: OptOut = { cause: 'STOP', at: new Date(0).toISOString() };

/**
 * One document for each pair, since a map of all of them would let 20 questions in a second through for the whole
 * account. A hash, because Sync's names stand in addresses, which logs keep.
 */
function documentOf({ address, proxyAddress }: AddressPair): string {
  const hash = createHash('sha256').update(`${address} ${proxyAddress}`).digest('hex');
  return `messaging-controls.opt-out.${hash}`;
}

/**
 * Of whom blocked us, and of an opt-out that Twilio told of by an error where START is no word: they lift it in a place
 * that we cannot see, and a message of theirs is its only sign. If they have not, Twilio refuses the next message again.
 */
const isLiftedByWriting = ({ address }: AddressPair, cause: OptOut['cause']): boolean =>
  cause === BLOCKED || (cause !== 'STOP' && !isPhoneNumber(address));

/** Keeps that this customer wants nothing from this sender. Safe to repeat. */
export async function recordOptOut(
  twilio: Twilio,
  pair: AddressPair,
  cause: 'STOP' | number,
): Promise<Result<unknown, TwilioFailure>> {
  if (isLiftedByWriting(pair, cause)) {
    // What only START ends must not become what any message ends.
    const standing = await readOptOut(twilio, pair);
    if (!standing.ok || (standing.value && !isLiftedByWriting(pair, standing.value.cause))) return standing;
  }
  return writeDocument(twilio, documentOf(pair), { ...pair, cause, at: now(twilio).toISOString() }, FOR_EVER);
}

/** The customer has said START. Safe to repeat. */
export const removeOptOut = (twilio: Twilio, pair: AddressPair): Promise<Result<unknown, TwilioFailure>> =>
  removeDocument(twilio, documentOf(pair));

export async function readOptOut(
  twilio: Twilio,
  pair: AddressPair,
): Promise<Result<OptOut | undefined, TwilioFailure>> {
  const found = await readDocument(twilio, documentOf(pair));
  if (!found.ok) return found;
  const parsed = v.safeParse(v.optional(optOut), found.value);
  return success(parsed.success ? parsed.output : ANY_OPT_OUT);
}

/**
 * Whether the customer is opted out now. Asks for their last message where that may have ended it and is not known.
 * @param lastMessage when they last wrote to this sender, null for never; undefined where it was not asked
 */
export async function isOptedOut(
  twilio: Twilio,
  pair: AddressPair,
  kept: OptOut | undefined,
  lastMessage: Date | null | undefined,
): Promise<Result<boolean, TwilioFailure>> {
  if (!kept || !isLiftedByWriting(pair, kept.cause)) return success(kept !== undefined);
  const last = lastMessage === undefined ? await lastMessageAt(twilio, pair) : success(lastMessage);
  return last.ok ? success(!(last.value && last.value > new Date(kept.at))) : last;
}
