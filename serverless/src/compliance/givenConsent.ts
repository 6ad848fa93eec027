import type { Twilio } from 'twilio';
import * as v from 'valibot';

import type { Channel } from '../../../src/contract/Channel';
import { CONSENT_KINDS, CONSENT_SOURCES } from '../../../src/contract/consentKind';
import type { ConsentKind } from '../../../src/contract/consentKind';
import type { Settings } from '../../../src/settings/settingsSchema';
import type { FunctionError } from '../runtime/FunctionError';
import type { Result } from '../runtime/Result';
import { success } from '../runtime/Result';
import type { TwilioFailure } from '../runtime/twilioFailure';
import { twilioError } from '../runtime/twilioFailure';
import { readDocument, removeDocument, writeDocument } from '../sync/syncStore';
import type { AddressPair } from './addressPair';
import { documentOf, formsOf } from './addressPair';
import { lastMessage } from './messagingWindow';

/** No expiry: it holds until the customer opts out. */
const FOR_EVER = 0;

const given = v.object({
  kind: v.picklist(CONSENT_KINDS),
  source: v.picklist(CONSENT_SOURCES),
  /** When the customer gave it. */
  at: v.pipe(v.string(), v.isoTimestamp()),
  /** The website, the system's name, or the worker's SID. */
  by: v.optional(v.string()),
  /** What an agent wrote about it. */
  note: v.optional(v.string()),
});
export type GivenConsent = v.InferOutput<typeof given>;

const rank = (kind: ConsentKind | undefined): number => (kind === undefined ? -1 : CONSENT_KINDS.indexOf(kind));

/** The strongest that is kept of the person; that they have written is not, since Twilio tells it. */
export async function readGivenConsent(
  twilio: Twilio,
  pair: AddressPair,
): Promise<Result<GivenConsent | undefined, TwilioFailure>> {
  const found = await Promise.all(formsOf(pair).map((form) => readDocument(twilio, documentOf('consent', form))));
  let strongest: GivenConsent | undefined;
  for (const document of found) {
    if (!document.ok) return document;
    const parsed = v.safeParse(given, document.value);
    if (parsed.success && rank(parsed.output.kind) > rank(strongest?.kind)) strongest = parsed.output;
  }
  return success(strongest);
}

/** Keeps what comes after what stands, unless that is as strong. Safe to repeat. */
export async function recordConsent(
  twilio: Twilio,
  pair: AddressPair,
  after: (standing: GivenConsent | undefined) => GivenConsent,
): Promise<Result<unknown, TwilioFailure>> {
  const standing = await readGivenConsent(twilio, pair);
  if (!standing.ok) return standing;
  const consent = after(standing.value);
  if (rank(standing.value?.kind) >= rank(consent.kind)) return standing;
  return writeDocument(twilio, documentOf('consent', pair), { ...pair, ...consent }, FOR_EVER);
}

/** The customer's own word: after what somebody else has recorded it is the second one. */
export const recordConsentByWord = (
  twilio: Twilio,
  pair: AddressPair,
  at: Date,
): Promise<Result<unknown, TwilioFailure>> =>
  recordConsent(twilio, pair, (standing) => ({
    kind: standing && standing.source !== 'word' ? 'double' : 'explicit',
    source: 'word',
    at: at.toISOString(),
  }));

/** Who opts out takes back what they have agreed to. */
export async function withdrawConsent(twilio: Twilio, pair: AddressPair): Promise<Result<unknown, TwilioFailure>> {
  const removed = await Promise.all(formsOf(pair).map((form) => removeDocument(twilio, documentOf('consent', form))));
  return removed.find(({ ok }) => !ok) ?? success(undefined);
}

/** What the customer has agreed to, by their messages too where nothing is kept. */
export async function consentOf(
  twilio: Twilio,
  pair: AddressPair,
): Promise<Result<GivenConsent | undefined, TwilioFailure>> {
  const kept = await readGivenConsent(twilio, pair);
  if (!kept.ok || kept.value) return kept;
  const last = await lastMessage(twilio, pair);
  if (!last.ok) return last;
  return success(last.value ? { kind: 'implicit', source: 'message', at: last.value.at.toISOString() } : undefined);
}

/** The consent that the settings ask for before a first message on this channel, if any. */
const neededConsent = ({ consent }: Pick<Settings, 'consent'>, channel: Channel): ConsentKind | undefined =>
  channel === 'chat' ? undefined : consent.required[channel];

/** What the settings ask for beyond what was given; undefined where nothing is missing. */
export function beyond(
  given: GivenConsent | undefined,
  settings: Pick<Settings, 'consent'>,
  channel: Channel,
): ConsentKind | undefined {
  const needed = neededConsent(settings, channel);
  return rank(given?.kind) >= rank(needed) ? undefined : needed;
}

/**
 * The consent that the settings ask for before a first message to this customer, where it is not there; undefined where
 * nothing is missing. Asks Twilio only where the settings ask for one.
 */
export async function missingConsent(
  twilio: Twilio,
  settings: Pick<Settings, 'consent'>,
  channel: Channel,
  { address, proxyAddress }: { address: string; proxyAddress: string | undefined },
): Promise<Result<ConsentKind | undefined, TwilioFailure>> {
  if (!neededConsent(settings, channel) || proxyAddress === undefined) return success(undefined);
  const standing = await consentOf(twilio, { address, proxyAddress });
  return standing.ok ? success(beyond(standing.value, settings, channel)) : standing;
}

/** Why a first message must not go; undefined where it may. */
export async function checkConsent(...asked: Parameters<typeof missingConsent>): Promise<FunctionError | undefined> {
  const missing = await missingConsent(...asked);
  if (!missing.ok) return twilioError(missing.error);
  return missing.value && { code: 'CONSENT_MISSING', field: 'to' };
}
