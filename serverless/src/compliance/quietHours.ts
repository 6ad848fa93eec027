import { personOf } from '../../../src/contract/address/variants';
import type { Checks } from '../../../src/contract/checks';
import { isByNumber } from '../../../src/contract/Channel';
import type { Channel } from '../../../src/contract/Channel';
import type { BackendError } from '../../../src/contract/errors';
import type { QuietHoursSetting } from '../../../src/settings/settingsSchema';
import type { KnownTimeZone } from './knownTimeZone';

export type CustomerTimes = Checks['customerTimes'];
export type QuietHours = NonNullable<BackendError['quietHours']>;

/**
 * The time wherever a customer is known to be, or may be by their numbers (E.164). Empty where nobody tells: of an ID, an
 * identity, or a number of no place.
 */
export async function customerTimes(
  addresses: readonly { channel: Channel; number: string }[],
  now: Date,
  known?: Pick<KnownTimeZone, 'timeZone' | 'isAlone'>,
): Promise<CustomerTimes> {
  const numbers = known?.isAlone
    ? []
    : addresses.filter(({ channel }) => isByNumber(channel)).map(({ number }) => personOf(number));
  if (!known && numbers.length === 0) return [];
  // They take time to load: only where they are needed.
  const [{ customerTimeZones }, { DateTime }] = await Promise.all([import('./phoneTimeZones'), import('luxon')]);
  const told = known ? [known.timeZone] : [];
  return [...new Set([...told, ...numbers.flatMap((number) => customerTimeZones(number))])].flatMap((timeZone) => {
    const there = DateTime.fromJSDate(now, { zone: timeZone });
    return there.isValid ? [{ timeZone, time: there.toFormat('HH:mm') }] : [];
  });
}

/** `HH:MM` within a window that may go over midnight. Its end is outside of it; one from and to the same time is none. */
const isWithin = (time: string, { from, to }: QuietHoursSetting): boolean =>
  from <= to ? from <= time && time < to : from <= time || time < to;

/** Quiet where it is quiet at any of the places: nobody is woken by a guess. */
export function quietHoursAt(
  channel: Channel,
  times: CustomerTimes,
  setting: QuietHoursSetting | undefined,
): QuietHours | undefined {
  if (!setting?.channels.includes(channel)) return undefined;
  const quiet = times.find(({ time }) => isWithin(time, setting));
  return quiet && { timeZone: quiet.timeZone, customerTime: quiet.time, from: setting.from, to: setting.to };
}

/** When it is quiet on a channel, by the customer's clock. */
export const quietWindowOf = (channel: Channel, setting: QuietHoursSetting | undefined): Checks['quietWindow'] =>
  setting?.channels.includes(channel) ? { from: setting.from, to: setting.to } : undefined;
