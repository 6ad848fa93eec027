import { personOf } from '../../../src/contract/address/variants';
import { isByNumber } from '../../../src/contract/Channel';
import type { Checks } from '../../../src/contract/checks';
import { isTimeZone } from '../../../src/contract/timeZone';
import type { Settings } from '../../../src/settings/settingsSchema';
import type { FunctionCall } from '../runtime/FunctionCall';
import type { Result } from '../runtime/Result';
import { success } from '../runtime/Result';
import type { TwilioFailure } from '../runtime/twilioFailure';
import type { KeptTimeZone, Whereabouts } from './keptTimeZone';
import { readTimeZone } from './keptTimeZone';

/** Where somebody other than the number says that a customer is. */
export interface KnownTimeZone {
  timeZone: string;
  from: NonNullable<Checks['timeZoneSource']>['from'];
  /** In place of the number. Otherwise it is quiet there too. */
  isAlone: boolean;
  /** Of what an agent has kept. */
  kept?: KeptTimeZone;
}

/**
 * The best that is known of where a customer is, beyond their number: what an agent has kept, which is their own act; a
 * contact provider's or a system's word, where the settings trust it; the settings' own; and at last that word where they do
 * not, by which it can only be quiet longer. Nobody gets out of quiet hours by it: an agent who may not write in them chooses
 * among the zones that the number may have.
 * @param claimed what came with the request
 * @param reading of what is kept, where it is under way
 */
export async function knownTimeZone(
  call: Pick<FunctionCall, 'context' | 'twilio'>,
  { customerTime }: Pick<Settings, 'customerTime'>,
  customer: Whereabouts,
  claimed: string | undefined,
  reading = readTimeZone(call, customer),
): Promise<Result<KnownTimeZone | undefined, TwilioFailure>> {
  const found = await reading;
  if (!found.ok) return found;
  const kept = found.value;
  if (kept) {
    const isAlone = kept.isAnywhere || (await mayBeIn(customer, kept.timeZone));
    return success({ timeZone: kept.timeZone, from: 'agent', isAlone, kept });
  }
  const isTrusted = customerTime.contacts === 'trusted';
  const contact = isTimeZone(claimed)
    ? ({ timeZone: claimed, from: 'contact', isAlone: isTrusted } as const)
    : undefined;
  if (contact && isTrusted) return success(contact);
  const timeZone = zoneOfSettings(customerTime, customer);
  return success(timeZone === undefined ? contact : { timeZone, from: 'settings', isAlone: true });
}

/** By the longest beginning of their number. */
function zoneOfSettings(
  { zones }: Pick<Settings['customerTime'], 'zones'>,
  { channel, number }: Whereabouts,
): string | undefined {
  if (!isByNumber(channel)) return undefined;
  const person = personOf(number);
  return zones
    .filter(({ numbers }) => person.startsWith(numbers))
    .sort((one, other) => other.numbers.length - one.numbers.length)[0]?.timeZone;
}

/** Whether the number says nothing against it. */
async function mayBeIn({ channel, number }: Whereabouts, timeZone: string): Promise<boolean> {
  if (!isByNumber(channel)) return true;
  const { customerTimeZones } = await import('./phoneTimeZones');
  const zones = customerTimeZones(personOf(number));
  return zones.length === 0 || zones.some((one) => plainName(one) === plainName(timeZone));
}

/** Of several names of one zone the same: `Asia/Calcutta` and `Asia/Kolkata`. */
const plainName = (timeZone: string): string => new Intl.DateTimeFormat('en', { timeZone }).resolvedOptions().timeZone;
