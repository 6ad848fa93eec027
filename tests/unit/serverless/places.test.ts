import fs from 'node:fs';
import path from 'node:path';

const ROOT = path.join(__dirname, '../../..');
const HALVES = [
  { tests: 'tests/unit/plugin', sources: 'src' },
  { tests: 'tests/unit/serverless', sources: 'serverless/src' },
];

const filesIn = (folder: string): string[] =>
  (fs.readdirSync(path.join(ROOT, folder), { recursive: true }) as string[]).filter((name) => /\.tsx?$/.test(name));

/** `runtime/claim`, whether of a source file or its test, however its first letter is written. */
const keyOf = (name: string): string => name.replace(/(\.test)?\.tsx?$/, '').toLowerCase();

it.each(HALVES)('tests of one file stand at its path: $tests', ({ tests, sources }) => {
  const known = filesIn(sources).map(keyOf);
  const wrong = filesIn(tests)
    .filter((name) => /\.test\.tsx?$/.test(name))
    .filter((name) => {
      const imported = [...fs.readFileSync(path.join(ROOT, tests, name), 'utf8').matchAll(/from '(\.[^']+)'/g)]
        .map(([, from]) =>
          path.relative(path.join(ROOT, sources), path.resolve(ROOT, tests, path.dirname(name), from!)),
        )
        .map(keyOf);
      const own = known.filter((file) => path.basename(file) === path.basename(keyOf(name)) && imported.includes(file));
      return own.length === 1 && !own.includes(keyOf(name));
    });
  expect(wrong).toEqual([]);
});
