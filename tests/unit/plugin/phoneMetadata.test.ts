import fs from 'node:fs';

import { parsePhoneNumberFromString } from 'libphonenumber-js/core';
import type { MetadataJson } from 'libphonenumber-js/core';
import examples from 'libphonenumber-js/mobile/examples';

import phoneMetadata from '../../../webpack/phoneMetadata';

const FILE = require.resolve('libphonenumber-js/metadata.min.json');
const full = JSON.parse(fs.readFileSync(FILE, 'utf8')) as MetadataJson;
const bundled = JSON.parse(
  phoneMetadata(fs.readFileSync(`${FILE}.js`, 'utf8')).replace('export default ', ''),
) as MetadataJson;

it('the table of numbers that is bundled reads and writes numbers as the whole one does', () => {
  const read = (metadata: MetadataJson, country: string, national: string) => {
    const number = parsePhoneNumberFromString(national, { defaultCountry: country as 'US', extract: false }, metadata);
    return [country, number?.number, number?.country, number?.isPossible(), number?.formatInternational()];
  };
  const numbers = Object.entries(examples).flatMap(([country, example]) =>
    // With a leading zero, and a digit more or less, as people type them.
    [example, `0${example}`, `${example}1`, example.slice(0, -1)].map((national) => [country, national] as const),
  );
  expect(numbers.length).toBeGreaterThan(900);
  expect(numbers.map((one) => read(bundled, ...one))).toEqual(numbers.map((one) => read(full, ...one)));
  expect(JSON.stringify(bundled).length).toBeLessThan(0.97 * JSON.stringify(full).length);
});
