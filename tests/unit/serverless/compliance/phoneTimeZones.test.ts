import { phoneTimeZones } from '../../../../serverless/src/compliance/phoneTimeZones';
import table from '../../../../serverless/src/compliance/phoneTimeZones.json';
// What python-phonenumbers 8.13.48, another port of Google's library, says of a number of each country and of area
// codes where a country has several zones; `&` stands between zones.
import others from '../timeZonesOfNumbers.json';

describe('the time zones of a number', () => {
  it.each(Object.entries<string>(others))('%s: %s', (number, zones) => {
    expect(phoneTimeZones(number).join('&')).toBe(zones);
  });

  it.each(['', '+', 'gita@example.com', '+0'])('%j has none', (text) => {
    expect(phoneTimeZones(text)).toEqual([]);
  });

  it('are all ones whose time can be told', () => {
    const zones = new Set(Object.keys(table.prefixes).flatMap((together) => together.split('&')));
    expect(zones.size).toBeGreaterThan(250);
    for (const timeZone of zones) expect(() => new Intl.DateTimeFormat('en', { timeZone })).not.toThrow();
  });
});
