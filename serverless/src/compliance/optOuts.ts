import { createHash } from 'node:crypto';

import type { Twilio } from 'twilio';
import * as v from 'valibot';

import type { Result } from '../runtime/Result';
import { success } from '../runtime/Result';
import type { TwilioFailure } from '../runtime/twilioFailure';
import { readDocument, removeDocument, writeDocument } from '../sync/syncStore';

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

/** Keeps that this customer wants nothing from this sender. Safe to repeat. */
export async function recordOptOut(
  twilio: Twilio,
  pair: AddressPair,
  cause: 'STOP' | number,
): Promise<Result<unknown, TwilioFailure>> {
  if (cause === BLOCKED) {
    // What only START ends must not become what any message ends.
    const standing = await readOptOut(twilio, pair);
    if (!standing.ok || (standing.value && standing.value.cause !== BLOCKED)) return standing;
  }
  return writeDocument(twilio, documentOf(pair), { ...pair, cause, at: new Date().toISOString() }, FOR_EVER);
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

/** Who blocked us and has written since then has lifted it; what STOP began, START alone ends. */
export const holdsStill = (kept: OptOut | undefined, lastMessage: Date | null | undefined): boolean =>
  kept !== undefined && !(kept.cause === BLOCKED && lastMessage && lastMessage > new Date(kept.at));
