import { parsePhoneNumberFromString } from 'libphonenumber-js/max';

import table from './phoneTimeZones.json';

const zonesByPrefix = new Map(
  Object.entries<string>(table.prefixes).flatMap(([zones, prefixes]) =>
    prefixes.split(' ').map((prefix) => [prefix, zones.split('&')] as const),
  ),
);

/**
 * The time zones, by their IANA names, where a number (E.164) may be: of a mobile, those of its area or country. By the
 * longest prefix that is known. Empty for a number of no place.
 */
export function phoneTimeZones(number: string): string[] {
  for (let prefix = number.replace(/^\+/, ''); prefix; prefix = prefix.slice(0, -1)) {
    const zones = zonesByPrefix.get(prefix);
    if (zones) return zones;
  }
  return [];
}

/**
 * Calling codes of which a mobile's number begins with an area's code: North America, Mexico, Argentina, Brazil. Its time
 * is the area's.
 */
const WITH_AREA_CODES = ['1', '52', '54', '55'];

/** North America's area codes that a border of time zones runs through, where Google's table knows one side. */
const DIVIDED_AREAS: Record<string, readonly string[]> = {
  'America/New_York&America/Chicago': ['219', '270', '364', '423', '574', '812', '850', '906', '930', '931'],
  'America/Chicago&America/Denver': ['308', '432', '605', '620', '701', '785'],
  'America/Los_Angeles&America/Boise': ['208', '458', '541', '775', '986'],
  'America/Phoenix&America/Denver': ['928'],
  'America/Anchorage&America/Adak': ['907'],
  'America/Vancouver&America/Edmonton': ['236', '250', '672', '778'],
  'America/Regina&America/Edmonton': ['306', '639'],
  'America/Toronto&America/Winnipeg': ['807'],
  'America/Toronto&America/Halifax': ['367', '418', '581'],
  'America/St_Johns&America/Goose_Bay': ['709'],
};

/** All of Kazakhstan, which shares Russia's calling code. */
const KAZAKHSTAN = '77';

/**
 * Where the customer of a number may be: also across the border that its area lies on, and for a mobile without an area,
 * anywhere in its country. The likeliest zone comes first.
 */
export function customerTimeZones(number: string): string[] {
  const likely = phoneTimeZones(number);
  const phone = parsePhoneNumberFromString(number);
  if (!phone) return likely;
  const area = phone.nationalNumber.slice(0, 3);
  const divided =
    phone.countryCallingCode === '1' &&
    Object.keys(DIVIDED_AREAS).find((zones) => DIVIDED_AREAS[zones]!.includes(area));
  if (divided) return [...new Set([...likely, ...divided.split('&')])];
  if (phone.getType() !== 'MOBILE' || WITH_AREA_CODES.includes(phone.countryCallingCode)) return likely;
  const code = phone.country === 'KZ' ? KAZAKHSTAN : phone.countryCallingCode;
  return [...new Set([...likely, ...zonesUnder(code)])];
}

const zonesUnder = (code: string): string[] =>
  zonesByPrefix.get(code) ??
  [...zonesByPrefix].filter(([prefix]) => prefix.startsWith(code)).flatMap(([, zones]) => zones);
