import * as v from 'valibot';

import { isByNumber } from '../../../src/contract/Channel';
import type { Channel } from '../../../src/contract/Channel';
import type { Settings } from '../../../src/settings/settingsSchema';
import type { FunctionCall } from '../runtime/FunctionCall';
import type { FunctionError } from '../runtime/FunctionError';
import { attempt, twilioError } from '../runtime/twilioFailure';
import { privateName } from '../sync/privateName';
import { readDocument, writeDocument } from '../sync/syncStore';
import { readGivenConsent, withdrawConsent } from './givenConsent';
import { lastMessage } from './messagingWindow';

/** As long as Twilio's "no" is good for. https://www.twilio.com/docs/lookup/v2-api/reassigned-number */
const DAY_SECONDS = 24 * 60 * 60;
const FOR_EVER = 0;

/** `since`: the day, `YYYYMMDD`, that Twilio was asked about. */
const kept = v.object({ since: v.string(), isReassigned: v.boolean() });

const REASSIGNED: FunctionError = { code: 'NUMBER_REASSIGNED', field: 'to' };

/**
 * Why nothing may be sent to a number that somebody else has got since the customer last wrote to this sender, or agreed to
 * its messages: what the former customer agreed to is over. Asked where the settings say so, of numbers of the United
 * States alone, which are all that Twilio knows; each look-up costs money, so no caller may get here before its guard has
 * passed. A look-up that fails says nothing against a number.
 */
export async function checkReassigned(
  { context, twilio }: Pick<FunctionCall, 'context' | 'twilio'>,
  { consent }: Pick<Settings, 'consent'>,
  channel: Channel,
  { number, address, proxyAddress }: { number: string; address: string; proxyAddress: string | undefined },
): Promise<FunctionError | undefined> {
  if (consent.reassigned !== 'check' || proxyAddress === undefined || !isByNumber(channel)) return undefined;
  const { readAddress } = await import('../../../src/contract/address/readAddress');
  const reading = readAddress(number, channel);
  if (reading.kind !== 'address' || reading.country !== 'US') return undefined;

  const pair = { address, proxyAddress };
  const name = privateName(context, 'reassigned', `${address} ${proxyAddress}`);
  const [standing, given, last] = await Promise.all([
    readDocument(twilio, name),
    readGivenConsent(twilio, pair),
    lastMessage(twilio, pair),
  ]);
  if (!standing.ok) return twilioError(standing.error);
  if (!given.ok) return twilioError(given.error);
  if (!last.ok) return twilioError(last.error);
  const times = [given.value && new Date(given.value.at), last.value?.at].flatMap((at) => at?.getTime() ?? []);
  const since = times.length > 0 ? dayOf(new Date(Math.max(...times))) : undefined;
  const parsed = v.safeParse(kept, standing.value);
  const known = parsed.success ? parsed.output : undefined;
  // Until whoever has it now writes, or agrees.
  if (known?.isReassigned && !(since && since > known.since)) return REASSIGNED;
  if (since === undefined || (known && known.since === since)) return undefined;

  const lookUp = twilio.lookups.v2.phoneNumbers(number);
  const asked = await attempt(() => lookUp.fetch({ fields: 'reassigned_number', lastVerifiedDate: since }));
  const told = asked.ok ? (asked.value.reassignedNumber as { isNumberReassigned?: unknown } | null) : undefined;
  // Neither `no` nor `no_data_available` holds anything up.
  if (typeof told?.isNumberReassigned !== 'string') return undefined;
  const isReassigned = told.isNumberReassigned === 'yes';
  const written = await writeDocument(twilio, name, { since, isReassigned }, isReassigned ? FOR_EVER : DAY_SECONDS);
  if (!isReassigned) return undefined;
  // Where it cannot be kept, what they agreed to stays, so that it is asked again.
  const ended = written.ok ? await withdrawConsent(twilio, pair) : written;
  return ended.ok ? REASSIGNED : twilioError(ended.error);
}

/** In UTC. */
const dayOf = (time: Date): string => time.toISOString().slice(0, 10).replaceAll('-', '');
