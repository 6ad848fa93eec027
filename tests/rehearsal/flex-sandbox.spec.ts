import { execFileSync, spawnSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';

import { expect, test } from '@playwright/test';

import { ensureChromium } from '../../scripts/ensureTools.cjs';
import { ROOT } from './Checkout';

/** The package as a stranger gets it: from a tarball, into the folder of an example, without this repository. */
let folder: string;

const env = {
  ...process.env,
  CHROMIUM_PATH: ensureChromium(),
  // Where the bundle of this repository's own Flex UI is, which is the newest one too.
  SANDBOX_CACHE: path.join(ROOT, '.cache'),
};

test.beforeAll(() => {
  folder = fs.mkdtempSync(path.join(os.tmpdir(), 'stranger-'));
  fs.cpSync(path.join(ROOT, 'examples/plugin'), folder, { recursive: true });
  execFileSync('npm', ['run', 'build:sandbox'], { cwd: ROOT, stdio: 'pipe' });
  const packed = execFileSync('npm', ['pack', '--silent', '--pack-destination', folder], {
    cwd: path.join(ROOT, 'sandbox'),
    encoding: 'utf8',
  });
  const tarball = packed.trim().split('\n').at(-1) ?? '';
  const registry = execFileSync('npm', ['config', 'get', 'registry'], { cwd: ROOT, encoding: 'utf8' }).trim();
  const options = ['--no-audit', '--no-fund', '--prefer-offline', '--registry', registry];
  execFileSync('npm', ['install', ...options, path.join(folder, tarball)], { cwd: folder, stdio: 'pipe' });
});

test.afterAll(() => fs.rmSync(folder, { recursive: true, force: true }));

test('the example’s own tests pass in a sandbox of their own', () => {
  const { status, stdout, stderr } = spawnSync('npm', ['test'], { cwd: folder, env, encoding: 'utf8' });
  expect(`${stdout}${stderr}`).toContain('3 passed');
  expect(status).toBe(0);
});

test('exec hands the command’s exit code on, and says what cannot be run', () => {
  const run = (...command: string[]) =>
    spawnSync('npx', ['flex-sandbox', 'exec', '--port', '0', '--', ...command], { cwd: folder, env, encoding: 'utf8' });
  expect(run('node', '-e', 'process.exit(process.env.FLEX_SANDBOX_URL ? 7 : 1)').status).toBe(7);
  const unknown = run('no-such-command');
  expect(unknown).toMatchObject({ status: 1 });
  expect(unknown.stderr).toContain('There is no command "no-such-command".');
});

test('a plugin that is not there is named', () => {
  const { status, stderr } = spawnSync('npx', ['flex-sandbox', '--port', '0', '--plugin', 'build/none.js'], {
    cwd: folder,
    env,
    encoding: 'utf8',
  });
  expect(stderr).toContain('none.js is not there: build the plugin first.');
  expect(status).toBe(1);
});

test('TypeScript knows what a program may use', () => {
  const program = `import { startSandbox } from 'flex-sandbox';
import { expect, test } from 'flex-sandbox/playwright';
test('typed', async ({ agent, phone }) => {
  await phone().write('Hello');
  await expect(agent).toHaveTitle(/./);
  const sandbox = await startSandbox({ port: 0, seed: 'demo' });
  sandbox.restore(sandbox.snapshot());
  await sandbox.close();
});
`;
  fs.writeFileSync(path.join(folder, 'program.ts'), program);
  const strict = ['--noEmit', '--strict', '--module', 'nodenext', '--target', 'es2022', '--types', 'node'];
  const types = ['--typeRoots', path.join(ROOT, 'node_modules/@types')];
  const tsc = path.join(ROOT, 'node_modules/typescript/bin/tsc');
  const { stdout } = spawnSync(process.execPath, [tsc, ...strict, ...types, 'program.ts'], {
    cwd: folder,
    encoding: 'utf8',
  });
  expect(stdout).toBe('');
});
