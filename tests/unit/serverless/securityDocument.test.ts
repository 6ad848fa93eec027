import fs from 'node:fs';
import path from 'node:path';

import ts from 'typescript';

const ROOT = path.resolve(__dirname, '../../..');
const read = (name: string): string => fs.readFileSync(path.join(ROOT, name), 'utf8');

interface Threat {
  name: string;
  tests: { file: string; title: string }[];
}

const threats = (): Threat[] =>
  read('docs/security.md')
    .split(/^### /m)
    .slice(1)
    .map((section) => ({
      name: section.split('\n')[0]!,
      tests: [...section.matchAll(/^- Test: (\S+), "(.*)"$/gm)].map(([, file, title]) => ({
        file: file!,
        title: title!,
      })),
    }));

/** The titles of a file's tests, as they are written. */
function titlesOf(file: string): Set<string> {
  const titles = new Set<string>();
  const visit = (node: ts.Node): void => {
    if (ts.isCallExpression(node) && /^(it|test)\b/.test(node.expression.getText())) {
      const [title] = node.arguments;
      if (title && ts.isStringLiteralLike(title)) titles.add(title.text);
    }
    ts.forEachChild(node, visit);
  };
  visit(ts.createSourceFile(file, read(file), ts.ScriptTarget.Latest, true));
  return titles;
}

describe('docs/security.md', () => {
  it('has at least twenty threats, each with who, what and a test', () => {
    const all = threats();
    expect(all.length).toBeGreaterThanOrEqual(20);
    expect(all.filter(({ tests }) => tests.length === 0)).toEqual([]);
    for (const part of ['- Who: ', '- Wants: ', '- Against it: ']) {
      expect(read('docs/security.md').split(`\n${part}`)).toHaveLength(all.length + 1);
    }
  });

  it.each(threats())('names tests that are there: $name', ({ tests }) => {
    for (const { file, title } of tests) expect([...titlesOf(file)]).toContain(title);
  });
});

it('every package of the lock file has a hash, and comes from npm’s registry', () => {
  interface Package {
    link?: boolean;
    integrity?: string;
    resolved?: string;
  }
  const { packages } = JSON.parse(read('package-lock.json')) as { packages: Record<string, Package> };
  const ours = ['', 'serverless', 'sandbox', 'setup'];
  const foreign = Object.entries(packages).filter(
    ([name, { link, integrity, resolved }]) =>
      !ours.includes(name) &&
      !link &&
      !(
        integrity?.startsWith('sha512-') &&
        // Where it is left out, npm asks the registry that it is set to.
        (resolved === undefined || resolved.startsWith('https://registry.npmjs.org/'))
      ),
  );
  expect(foreign.map(([name]) => name)).toEqual([]);
});

it('the plugin names no secret, and takes nothing of the Functions', () => {
  const files = fs
    .readdirSync(path.join(ROOT, 'src'), { recursive: true, encoding: 'utf8' })
    .filter((file) => /\.tsx?$/.test(file))
    .map((file) => path.join('src', file));
  const FORBIDDEN = /AUTH_TOKEN|API_SECRET|API_KEY|SYSTEM_KEYS|authToken|serverless\/src|from '(node:|twilio')/;
  expect(files.length).toBeGreaterThan(50);
  expect(files.filter((file) => FORBIDDEN.test(read(file)))).toEqual([]);
});
