import type { Twilio } from 'twilio';
import * as v from 'valibot';

import { isPhoneNumber } from '../../../src/contract/address/messagingAddress';
import type { Result } from '../runtime/Result';
import { success } from '../runtime/Result';
import { now } from '../runtime/Surroundings';
import type { TwilioFailure } from '../runtime/twilioFailure';
import { changeDocument, readDocument, removeDocument, writeDocument } from '../sync/syncStore';
import type { AddressPair } from './addressPair';
import { documentOf, formsOf } from './addressPair';
import { recordConsentByWord, withdrawConsent } from './givenConsent';
import type { LastMessage } from './messagingWindow';
import { lastMessage } from './messagingWindow';
import type { OptOutChange } from './optOutEvents';

/** No expiry: a customer who wants nothing stays unwritten to until they say START, or a supervisor ends it. */
const FOR_EVER = 0;

/** https://www.twilio.com/docs/api/errors/21610 */
const OPTED_OUT = 21610;
/** https://www.twilio.com/docs/api/errors/63014 */
const BLOCKED = 63014;

/** Codes with which Twilio tells that the customer wants nothing from the sender. */
export const isOptOutCode = (code: number | undefined): boolean => code === OPTED_OUT || code === BLOCKED;

/** Who kept it, or ended it: the worker's SID, and why. */
const act = { by: v.string(), reason: v.string() };
const at = v.pipe(v.string(), v.isoTimestamp());

const optOut = v.union([
  v.object({ cause: v.union([v.literal('STOP'), v.number()]), at }),
  /** They have asked an agent. It stays when it has been lifted, with who did it. */
  v.object({ cause: v.literal('AGENT'), at, ...act, lifted: v.optional(v.object({ at, ...act })) }),
]);
export type OptOut = v.InferOutput<typeof optOut>;
type Cause = OptOut['cause'];

/** What somebody else wrote in its place still says that there is an opt-out. */
const ANY_OPT_OUT: OptOut = { cause: 'STOP', at: new Date(0).toISOString() };

/**
 * Of whom blocked us, and of an opt-out that Twilio told of by an error where START is no word: they lift it in a place
 * that we cannot see, and a message of theirs is its only sign. If they have not, Twilio refuses the next message again.
 */
const isLiftedByWriting = ({ address }: AddressPair, cause: Cause): boolean =>
  cause === BLOCKED || (typeof cause === 'number' && !isPhoneNumber(address));

/** The weaker one never takes the place of the stronger: what any message ends, what a supervisor ends, what START alone ends. */
const strengthOf = (pair: AddressPair, cause: Cause): number =>
  isLiftedByWriting(pair, cause) ? 0 : cause === 'AGENT' ? 1 : 2;

/** What Twilio tells of an opt-out, and when it came about. */
export interface OptOutEvent {
  change: OptOutChange;
  at: Date;
  /** The message's or the receipt's SID, which Twilio has signed; its token against repeats it has not. */
  sid: string | undefined;
}

/** Sync's longest: by then a later change is told apart by its date. */
const HEARD_SECONDS = 365 * 24 * 60 * 60;

/**
 * Keeps what an event says, once: whoever sends a webhook again that they have caught changes nothing, and nor does one
 * that is older than what stands.
 */
export async function keepOptOutEvent(
  twilio: Twilio,
  pair: AddressPair,
  { change, at, sid }: OptOutEvent,
): Promise<Result<unknown, TwilioFailure>> {
  const heardName = sid && `messaging-controls-opt-out-event-${sid}`;
  const [heard, standing] = await Promise.all([
    heardName ? readDocument(twilio, heardName) : success(undefined),
    readOptOut(twilio, pair),
  ]);
  if (!heard.ok || heard.value) return heard;
  if (!standing.ok) return standing;
  const isLate = standing.value !== undefined && new Date(standing.value.at) > at;
  const keep = () =>
    change.kind === 'record' ? recordOptOut(twilio, pair, change.cause, at) : optIn(twilio, pair, at);
  const kept = isLate ? standing : await keep();
  if (!kept.ok || !heardName) return kept;
  return writeDocument(twilio, heardName, { at: at.toISOString() }, HEARD_SECONDS);
}

/** Keeps that this customer wants nothing from this sender. Safe to repeat. */
export async function recordOptOut(
  twilio: Twilio,
  pair: AddressPair,
  cause: 'STOP' | number,
  at = now(twilio),
): Promise<Result<unknown, TwilioFailure>> {
  if (isLiftedByWriting(pair, cause)) {
    // What only START ends must not become what any message ends.
    const standing = await readOptOut(twilio, pair);
    if (!standing.ok || (standing.value && strengthOf(pair, standing.value.cause) > 0)) return standing;
  }
  const optedOut: OptOut = { cause, at: at.toISOString() };
  return replaceConsent(twilio, pair, optedOut);
}

/** Who wants nothing has agreed to nothing any more. */
async function replaceConsent(
  twilio: Twilio,
  pair: AddressPair,
  kept: OptOut,
): Promise<Result<unknown, TwilioFailure>> {
  const written = await writeDocument(twilio, documentOf('opt-out', pair), { ...pair, ...kept }, FOR_EVER);
  return written.ok ? withdrawConsent(twilio, pair) : written;
}

/** Keeps that the customer has asked an agent for no more. Safe to repeat: what stands stays. */
export async function recordAgentOptOut(
  twilio: Twilio,
  pair: AddressPair,
  { by, reason }: { by: string; reason: string },
): Promise<Result<unknown, TwilioFailure>> {
  const standing = await readOptOut(twilio, pair);
  if (!standing.ok || (standing.value && strengthOf(pair, standing.value.cause) > 0)) return standing;
  const kept: OptOut = { cause: 'AGENT', at: now(twilio).toISOString(), by, reason };
  return replaceConsent(twilio, pair, kept);
}

/** Ends what an agent has kept, and nothing else. Safe to repeat. */
export async function liftAgentOptOut(
  twilio: Twilio,
  pair: AddressPair,
  { by, reason }: { by: string; reason: string },
): Promise<Result<unknown, TwilioFailure>> {
  const lifted = { at: now(twilio).toISOString(), by, reason };
  const changed = await Promise.all(
    formsOf(pair).map((form) =>
      changeDocument(twilio, documentOf('opt-out', form), (data) => {
        const parsed = v.safeParse(optOut, data);
        const isOurs = parsed.success && parsed.output.cause === 'AGENT' && !parsed.output.lifted;
        return isOurs ? { data: { ...(data as object), lifted }, ttlSeconds: FOR_EVER } : undefined;
      }),
    ),
  );
  return changed.find(({ ok }) => !ok) ?? success(undefined);
}

/** START: it also says that they agree. */
async function optIn(twilio: Twilio, pair: AddressPair, at: Date): Promise<Result<unknown, TwilioFailure>> {
  const done = await Promise.all([
    recordConsentByWord(twilio, pair, at),
    ...formsOf(pair).map((form) => removeDocument(twilio, documentOf('opt-out', form))),
  ]);
  return done.find(({ ok }) => !ok) ?? success(undefined);
}

/** Of several forms of the customer's address the opt-out that lasts longest; undefined also for one that was lifted. */
export async function readOptOut(
  twilio: Twilio,
  pair: AddressPair,
): Promise<Result<OptOut | undefined, TwilioFailure>> {
  const found = await Promise.all(formsOf(pair).map((form) => readDocument(twilio, documentOf('opt-out', form))));
  const kept: OptOut[] = [];
  for (const document of found) {
    if (!document.ok) return document;
    const parsed = v.safeParse(v.optional(optOut), document.value);
    const standing = parsed.success ? parsed.output : ANY_OPT_OUT;
    if (standing && !('lifted' in standing && standing.lifted)) kept.push(standing);
  }
  const [strongest] = kept.sort((one, other) => strengthOf(pair, other.cause) - strengthOf(pair, one.cause));
  return success(strongest);
}

/** Whether the customer of the pair is opted out now. */
export async function hasOptedOut(twilio: Twilio, pair: AddressPair): Promise<Result<boolean, TwilioFailure>> {
  const kept = await readOptOut(twilio, pair);
  return kept.ok ? isOptedOut(twilio, pair, kept.value, undefined) : kept;
}

/**
 * Whether the customer is opted out now. Asks for their last message where that may have ended it and is not known.
 * @param last that they wrote to this sender, null for none; undefined where it was not asked
 */
export async function isOptedOut(
  twilio: Twilio,
  pair: AddressPair,
  kept: OptOut | undefined,
  last: LastMessage | null | undefined,
): Promise<Result<boolean, TwilioFailure>> {
  if (!kept || !isLiftedByWriting(pair, kept.cause)) return success(kept !== undefined);
  const latest = last === undefined ? await lastMessage(twilio, pair) : success(last);
  return latest.ok ? success(!(latest.value && latest.value.at > new Date(kept.at))) : latest;
}
