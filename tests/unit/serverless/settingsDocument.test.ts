import fs from 'node:fs';
import path from 'node:path';

import { settingsDocument } from '../../../scripts/settingsDocument';
import { readSettings } from '../../../src/settings/readSettings';

/** oxfmt aligns tables; what they say is compared. */
const words = (text: string): string[] => text.split(/[\s|-]+/).filter(Boolean);

const DOCS = path.join(__dirname, '../../../docs');
const read = (file: string): string => fs.readFileSync(path.join(DOCS, file), 'utf8');

/** The settings of a document's examples. */
const examplesIn = (file: string): unknown[] =>
  [...read(file).matchAll(/```json\n([^`]+)```/g)].map(([, json = '']) => {
    const example = JSON.parse(json) as { messaging_controls?: unknown };
    return example.messaging_controls ?? example;
  });

/** `senders[].name` and its like, of everything that an example says. */
function pathsIn(value: unknown, place: string): string[] {
  if (Array.isArray(value)) return value.flatMap((item) => pathsIn(item, `${place}[]`));
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([name, entry]) => {
    const here = place ? `${place}.${name}` : name;
    return [here, ...pathsIn(entry, here)];
  });
}

describe('the examples', () => {
  it.each(['channels.md', 'auto-accept.md', 'inbound.md', 'click-to-message.md', 'administrators-guide.md'])(
    'of docs/%s are right',
    (file) => {
      const examples = examplesIn(file);
      expect(examples).not.toEqual([]);
      expect(examples.map((example) => readSettings(example).problems)).toEqual(examples.map(() => []));
    },
  );

  it('of docs/settings.example.json are right, and leave out no setting', () => {
    const { messaging_controls: example } = JSON.parse(read('settings.example.json')) as {
      messaging_controls: unknown;
    };
    expect(readSettings(example).problems).toEqual([]);
    const documented = [...read('settings.md').matchAll(/^\| `([^`]+)` /gm)].map(([, place]) => place);
    expect([...new Set(pathsIn(example, ''))].sort()).toEqual(documented.sort());
  });
});

describe('docs/settings.md', () => {
  const text = read('settings.md');
  const rows = text.split('\n').filter((line) => line.startsWith('| `'));

  it('is what the schemas say: `npm run settings:document` writes it anew', () => {
    expect(words(text)).toEqual(words(settingsDocument()));
  });

  it('tells the type of each', () => {
    const types = rows.map((row) => row.split('|')[2]?.trim() ?? '');
    expect(types.filter((type) => /^(list of)?$/.test(type))).toEqual([]);
  });

  it('has a section for every setting, and a word about it', () => {
    const told = new Set(rows.filter((row) => !/\|\s*\|$/.test(row)).map((row) => /^\| `(\w+)`/.exec(row)?.[1]));
    expect(Object.keys(readSettings(undefined).settings).filter((name) => !told.has(name))).toEqual([]);
  });
});
