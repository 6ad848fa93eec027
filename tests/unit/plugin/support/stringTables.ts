import fs from 'node:fs';
import path from 'node:path';

type Strings = Record<string, string>;

const ROOT = path.resolve(__dirname, '../../../../src/strings');

/** One language of one part: a file exports nothing else. */
const tableOf = (file: string): Strings => Object.values(jest.requireActual<Record<string, Strings>>(file))[0]!;

/** Every part's strings in the three languages. The panel's own stand under ``, and have those of `start` in them. */
export const stringTables = ['', ...fs.readdirSync(ROOT)]
  .filter((part) => fs.existsSync(path.join(ROOT, part, 'en.ts')))
  .map((part) => {
    const [en, es, ptBR] = ['en', 'es', 'ptBR'].map((language) => tableOf(path.join(ROOT, part, language)));
    return { part: part || 'panel', en: en!, es: es!, ptBR: ptBR! };
  });
