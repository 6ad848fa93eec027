import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';

import { NEWEST_FLEX_UI } from '../../sandbox/src/host/buildFlexBundle';

const ROOT = path.join(__dirname, '../..');
const PLUGIN = path.join(ROOT, 'examples/plugin');
const read = (name: string): string => fs.readFileSync(path.join(ROOT, name), 'utf8');
const manifestOf = (name: string) =>
  JSON.parse(read(name)) as {
    scripts: Record<string, string>;
    dependencies?: Record<string, string>;
    devDependencies: Record<string, string>;
    allowScripts?: Record<string, boolean>;
  };

const DOCKERFILE = read('examples/ci/Dockerfile');
const WORKFLOW = read('examples/ci/plugin-tests.yml');

/** What the command itself says of its options. */
const help = (...command: string[]): string =>
  execFileSync(process.execPath, [
    path.join(ROOT, 'node_modules/tsx/dist/cli.mjs'),
    path.join(ROOT, 'sandbox/src/cli.ts'),
    ...command,
    '--help',
  ]).toString();

/** Each command that CI runs, or the plugin's README says, with what stands after its `--` as another one. */
const commands = [
  ...[...read('examples/plugin/README.md').matchAll(/^(npm \w+)/gm)].map(([, command = '']) => command),
  ...[...DOCKERFILE.matchAll(/^RUN (.+)$/gm)].map(([, command = '']) => command),
  ...[...DOCKERFILE.matchAll(/^CMD (\[.+\])$/gm)].map(([, words = '']) => (JSON.parse(words) as string[]).join(' ')),
  ...[...WORKFLOW.matchAll(/^ +- run: (.+)$/gm)].map(([, command = '']) => command),
].flatMap((command) => command.split(' -- '));

const after = (start: RegExp): string[] =>
  commands.flatMap((command) => start.exec(command)?.slice(1) ?? []).filter(Boolean);

it.each(['functions', 'plugin', 'project', 'routing'])('npm asks nothing about packages of examples/%s', (name) => {
  const { allowScripts } = manifestOf(`examples/${name}/package.json`);
  // Of all that flex-sandbox brings, esbuild alone has an install script, and it works without.
  const packages = Object.entries(
    (JSON.parse(read('package-lock.json')) as { packages: Record<string, { hasInstallScript?: true }> }).packages,
  );
  const { dependencies = {} } = manifestOf('sandbox/package.json');
  const asking = Object.keys(dependencies).filter((dependency) =>
    packages.some(([place, { hasInstallScript }]) => hasInstallScript && place.endsWith(`node_modules/${dependency}`)),
  );
  expect(asking).toEqual(Object.keys(allowScripts ?? {}));
});

describe('the examples for CI, for the plugin of examples/plugin', () => {
  const { scripts, devDependencies } = manifestOf('examples/plugin/package.json');

  it('have the Playwright of this repository', () => {
    expect(DOCKERFILE).toContain(
      `FROM mcr.microsoft.com/playwright:v${manifestOf('package.json').devDependencies['@playwright/test']}-`,
    );
  });

  it('test the newest Flex UI that the sandbox knows', () => {
    expect(/^ +flex-ui: \[(.+)\]$/m.exec(WORKFLOW)?.[1]?.split(', ').at(-1)).toBe(`'${NEWEST_FLEX_UI}'`);
  });

  it('run commands whose packages and scripts the plugin has', () => {
    const packages: Record<string, string> = { 'flex-sandbox': 'flex-sandbox', playwright: '@playwright/test' };
    const programs = after(/^npx (\S+)/);
    expect(programs).toContain('flex-sandbox');
    for (const program of programs) expect(devDependencies).toHaveProperty([packages[program] ?? program]);

    const run = [...after(/^npm (start|test)\b/), ...after(/^npm run (\S+)/)];
    expect(run).toContain('test');
    for (const script of run) expect(Object.keys(scripts)).toContain(script);

    const others = commands.filter((command) => !/^(npx|true$|npm (start|test|run|ci|install)\b)/.test(command));
    expect(others).toEqual([]);
  });

  it('give flex-sandbox a command and options of its own help', () => {
    const given = new Map<string, string[]>();
    for (const command of [...commands, ...Object.values(scripts)]) {
      const [name, ...words] = /^(?:npx )?flex-sandbox (\S.*?)(?: -- .*)?$/.exec(command)?.[1]?.split(' ') ?? [];
      if (name) given.set(name, [...(given.get(name) ?? []), ...words.filter((word) => word.startsWith('--'))]);
    }
    expect(given.size).toBeGreaterThan(0);
    const all = help();
    for (const [name, options] of given) {
      expect(all).toMatch(new RegExp(`^ {2}${name} `, 'm'));
      const own = help(name);
      for (const option of options) expect(own).toMatch(new RegExp(`^ {2}${option} `, 'm'));
    }
  });

  it('copy files that the plugin has', () => {
    // The lock file is made by the first "npm install".
    const copied = [...DOCKERFILE.matchAll(/^COPY (.+) \S+$/gm)].flatMap(([, names = '']) => names.split(' '));
    for (const name of copied.filter((one) => !one.startsWith('package-lock.json'))) {
      expect(fs.readdirSync(PLUGIN).concat('.')).toContain(name);
    }
  });

  it('leave the packages of whoever builds the image out of it', () => {
    expect(read('examples/ci/.dockerignore').split('\n')).toContain('node_modules');
  });
});
