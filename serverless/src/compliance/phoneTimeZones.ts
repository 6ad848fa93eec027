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
