import fs from 'node:fs';
import path from 'node:path';

const ROOT = path.join(__dirname, '../../..');
const read = (file: string): string => fs.readFileSync(path.join(ROOT, file), 'utf8');
const matches = (text: string, pattern: RegExp): string[] => [...text.matchAll(pattern)].map(([, found = '']) => found);

const ignored = new Set(
  read('.gitignore')
    .split('\n')
    .map((line) => line.replaceAll('/', '')),
);
const folders = fs
  .readdirSync(ROOT, { withFileTypes: true })
  .filter((entry) => entry.isDirectory() && !entry.name.startsWith('.') && !ignored.has(entry.name))
  .map(({ name }) => name);

it('the README’s table of folders has each folder', () => {
  const [, table = ''] = read('README.md').split('## Where things are');
  expect(matches(table.split('\n## ')[0] ?? '', /^\| `([\w-]+)\/` /gm).sort()).toEqual(folders.sort());
});

describe.each(['README.md', 'CONTRIBUTING.md', 'ARCHITECTURE.md'])('%s', (file) => {
  const text = read(file);

  it('names files and folders that are there', () => {
    // Whoever follows a recipe makes the file of which it gives the code.
    const made = new Set(matches(text, /`([^`\n]+)`[^\n]*\n\n +```ts\n/g));
    const named = matches(text, new RegExp(`\`((?:${folders.join('|')})/[\\w./-]*)\``, 'g'));
    const linked = matches(text, /\]\((?!https?:)([^)#]+)/g);
    expect(named.length + linked.length).toBeGreaterThan(5);
    expect([...named, ...linked].filter((name) => !made.has(name) && !fs.existsSync(path.join(ROOT, name)))).toEqual(
      [],
    );
  });

  it('names commands that are there', () => {
    const { scripts } = JSON.parse(read('package.json')) as { scripts: Record<string, string> };
    const named = matches(text, /\bnpm (?:run )?((?<=run )[\w:-]+|start\b|test\b)/g);
    // The README's table has some without "npm run", after one that has it.
    const [, table = ''] = text.split('## Commands');
    const rows = matches(table, /^\| (`.+?`) +\|/gm);
    named.push(...rows.flatMap((row) => matches(row, /`([\w:-]+)`/g)));
    if (file !== 'ARCHITECTURE.md') expect(named.length).toBeGreaterThan(10);
    expect(named.filter((name) => !Object.hasOwn(scripts, name))).toEqual([]);
  });
});
