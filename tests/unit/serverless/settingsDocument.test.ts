import fs from 'node:fs';
import path from 'node:path';

import { settingsDocument } from '../../../scripts/settingsDocument';
import { readSettings } from '../../../src/settings/readSettings';

/** Prettier aligns tables; what they say is compared. */
const words = (text: string): string[] => text.split(/[\s|-]+/).filter(Boolean);

describe('docs/settings.md', () => {
  const text = fs.readFileSync(path.join(__dirname, '../../../docs/settings.md'), 'utf8');

  it('is what the schemas say: `npm run settings:document` writes it anew', () => {
    expect(words(text)).toEqual(words(settingsDocument()));
  });

  it('has a section for every setting, and a word about it', () => {
    const rows = text.split('\n').filter((line) => line.startsWith('| `'));
    const told = new Set(rows.filter((row) => !/\|\s*\|$/.test(row)).map((row) => /^\| `(\w+)`/.exec(row)?.[1]));
    expect(Object.keys(readSettings(undefined).settings).filter((name) => !told.has(name))).toEqual([]);
  });
});
