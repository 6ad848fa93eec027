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

/**
 * The beginnings of numbers, of an area that a border of time zones runs through or of a country's mobiles, where Google's
 * table knows one side, or is older than the area. https://www.nanpa.com/area-code-maps
 */
const DIVIDED: Record<string, readonly string[]> = {
  'America/New_York&America/Chicago': [
    ...['1219', '1270', '1364', '1423', '1448', '1574', '1606', '1812', '1850', '1906', '1930', '1931'],
  ],
  'America/Chicago&America/Denver': ['1308', '1432', '1605', '1620', '1701', '1785'],
  'America/Los_Angeles&America/Boise': ['1208', '1458', '1541', '1775', '1986'],
  'America/Phoenix&America/Denver': ['1928'],
  'America/Anchorage&America/Adak': ['1907'],
  'America/Vancouver&America/Edmonton': ['1236', '1250', '1257', '1672', '1778'],
  'America/Regina&America/Edmonton': ['1306', '1474', '1639'],
  'America/Toronto&America/Winnipeg': ['1807'],
  'America/Toronto&America/Halifax': ['1367', '1418', '1581'],
  'America/St_Johns&America/Goose_Bay': ['1709', '1879'],
  // Yukon, the Northwest Territories and Nunavut.
  'America/Whitehorse&America/Edmonton&America/Winnipeg&America/Toronto': ['1867'],
  'America/Manaus&America/Eirunepe': ['5597'],
  'America/Santiago&Pacific/Easter': ['569'],
  'Pacific/Pohnpei&Pacific/Chuuk': ['691'],
  'Pacific/Port_Moresby&Pacific/Bougainville': ['6757', '6758'],
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
  const divided = Object.keys(DIVIDED).find((zones) => DIVIDED[zones]!.some((one) => number.startsWith(`+${one}`)));
  if (divided) return [...new Set([...likely, ...divided.split('&')])];
  if (phone.getType() !== 'MOBILE' || WITH_AREA_CODES.includes(phone.countryCallingCode)) return likely;
  const code = phone.country === 'KZ' ? KAZAKHSTAN : phone.countryCallingCode;
  return [...new Set([...likely, ...zonesUnder(code)])];
}

const zonesUnder = (code: string): string[] =>
  zonesByPrefix.get(code) ??
  [...zonesByPrefix].filter(([prefix]) => prefix.startsWith(code)).flatMap(([, zones]) => zones);
