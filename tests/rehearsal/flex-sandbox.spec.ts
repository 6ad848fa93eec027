import { execFileSync, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';

import { expect, test } from '@playwright/test';

import { ensureChromium } from '../../scripts/ensureTools.cjs';
import { ensureFlexPluginCreator } from '../../scripts/ensureTwilioCli.cjs';
import { ROOT } from './Checkout';

/** The package as a stranger gets it: from a tarball, into the folder of an example, without this repository. */
let folder: string;

const env: NodeJS.ProcessEnv = {
  ...process.env,
  // Twilio's own tools, which are large, are those of this repository.
  PATH: `${process.env['PATH']}${path.delimiter}${path.join(ROOT, 'node_modules/.bin')}`,
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

/** What a command prints to both streams. It has to succeed. */
function succeeds(command: string, args: string[], cwd: string): string {
  const { status, stdout, stderr } = spawnSync(command, args, { cwd, env, encoding: 'utf8' });
  expect(status, `${stdout}${stderr}`).toBe(0);
  return `${stdout}${stderr}`;
}

/** Another example, below the folder in which flex-sandbox is installed. */
function exampleOf(name: string, place = name): string {
  const example = path.join(folder, place);
  fs.cpSync(path.join(ROOT, 'examples', name), example, { recursive: true });
  return example;
}

test('the example’s own tests pass in a sandbox of their own', () => {
  expect(succeeds('npm', ['test'], folder)).toContain('3 passed');
});

test('a plugin of the builder’s own template passes its test', () => {
  succeeds(process.execPath, [ensureFlexPluginCreator(), 'plugin-sample'], folder);
  const plugin = exampleOf('builder', 'plugin-sample');
  for (const name of ['@twilio/flex-plugin', '@twilio/flex-ui', '@twilio-paste/core', 'react', 'react-dom']) {
    const link = path.join(plugin, 'node_modules', name);
    fs.mkdirSync(path.dirname(link), { recursive: true });
    fs.symlinkSync(path.join(ROOT, 'node_modules', name), link, 'junction');
  }
  const builder = path.join(ROOT, 'node_modules/@twilio/flex-plugin-scripts/bin/flex-plugin');
  succeeds(process.execPath, [builder, 'build'], plugin);
  expect(succeeds('npx', ['flex-sandbox', 'exec', '--', 'playwright', 'test'], plugin)).toContain('1 passed');
});

test('a project of the shape of the Flex project template passes its tests', () => {
  expect(succeeds('npm', ['test'], exampleOf('project'))).toContain('1 passed');
});

test('a backend in Functions passes its tests', () => {
  expect(succeeds('npm', ['test'], exampleOf('functions'))).toContain('pass 3');
});

test('a backend that routes customers itself passes its tests', () => {
  expect(succeeds('npm', ['test'], exampleOf('routing'))).toContain('pass 1');
});

/** Starts a program of an example's folder, and resolves with its first line. */
async function starts(args: string[], cwd: string, more: NodeJS.ProcessEnv = {}) {
  const child = spawn(process.execPath, args, { cwd, env: { ...env, ...more }, stdio: ['ignore', 'pipe', 'inherit'] });
  const [line] = (await once(child.stdout, 'data')) as [Buffer];
  return { child, line: line.toString().trim() };
}

test('a fault in that backend is found on the console alone', async ({ page }) => {
  const example = exampleOf('routing', 'faulty');
  const file = path.join(example, 'backend.js');
  fs.writeFileSync(file, fs.readFileSync(file, 'utf8').replace("type: 'sms'", "type: 'SMS'"));

  const program = "require('flex-sandbox').createSandbox({ port: 0 }).then(({ url }) => console.log(url))";
  const sandbox = await starts(['--eval', program], example);
  const facts = (await (await fetch(`${sandbox.line}/sandbox`)).json()) as Record<string, string>;
  const { accountSid = '', authToken = '', workspaceSid, workflowSid } = facts;
  const backend = await starts(['--require', 'flex-sandbox/redirect.cjs', 'backend.js'], example, {
    TWILIO_SANDBOX_URL: sandbox.line,
    TWILIO_ACCOUNT_SID: accountSid,
    TWILIO_AUTH_TOKEN: authToken,
    WORKSPACE_SID: workspaceSid,
    WORKFLOW_SID: workflowSid,
  });
  try {
    await fetch(`${sandbox.line}/conversations.twilio.com/v1/Configuration/Addresses/+14155550100`, {
      method: 'POST',
      headers: { authorization: `Basic ${btoa(`${accountSid}:${authToken}`)}` },
      body: new URLSearchParams({
        'AutoCreation.Enabled': 'true',
        'AutoCreation.Type': 'webhook',
        'AutoCreation.WebhookUrl': backend.line,
        'AutoCreation.WebhookFilters': 'onMessageAdded',
      }),
    });
    const message = { customer: '+12025550143', channel: 'sms', to: '+14155550100', body: 'Where is my order?' };
    await fetch(`${sandbox.line}/sandbox/phone/messages`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(message),
    });

    await page.goto(`${sandbox.line}/console`);
    await page.getByRole('searchbox').fill('my order');
    await page.getByRole('button', { name: 'Search' }).click();
    await page.getByRole('link', { name: /^SM/ }).first().click();
    const wrong = page.getByRole('region', { name: 'What’s wrong' });
    await expect(async () => {
      await page.reload();
      await expect(wrong).toContainText('It says: Twilio answers 400', { timeout: 1 });
    }).toPass();
    await expect(wrong).toContainText('POST /v1/Interactions. Answer: 400');
    await expect(wrong).toContainText('20001 channel.type SMS is not supported');
    await expect(wrong).toContainText('no agent hears of it');
    const pictures = process.env['SCREENSHOTS'];
    if (pictures) await page.screenshot({ path: path.join(pictures, 'find-a-fault.png'), fullPage: true });
    const step = wrong.getByRole('link', { name: /^Step/ }).last();
    await step.click();
    await expect(page.locator('.moment:target')).toContainText('"type": "SMS"');
  } finally {
    backend.child.kill();
    sandbox.child.kill();
  }
});

test('a backend in Python passes its tests', () => {
  const tests = ['python3', '-m', 'unittest'];
  expect(succeeds('npx', ['flex-sandbox', 'exec', '--', ...tests], exampleOf('python'))).toContain('Ran 2 tests');
});

/** Ends with its code where the sandbox is there. */
const EXITS = (code: string) => ['node', '-e', `process.exit(process.env.FLEX_SANDBOX_URL ? ${code} : 1)`];
const exec = (...args: string[]) => spawnSync('npx', ['flex-sandbox', ...args], { cwd: folder, env, encoding: 'utf8' });

test('exec hands the command’s exit code on, and says what cannot be run', () => {
  expect(exec('exec', '--', ...EXITS('7')).status).toBe(7);
  const unknown = exec('exec', '--', 'no-such-command');
  expect(unknown).toMatchObject({ status: 1 });
  expect(unknown.stderr).toContain('There is no command "no-such-command".');
});

test('exec runs the command once on each version of Flex UI, and sums up', () => {
  const cache = path.join(folder, 'cache');
  fs.mkdirSync(cache);
  // Two versions that were bundled before; which Flex is in them does not matter to this command.
  const bundle = fs.readdirSync(env['SANDBOX_CACHE'] ?? '').find((name) => /^flex-ui-2.*\.js$/.test(name)) ?? '';
  for (const version of ['2.4.1', '2.15.1']) {
    fs.symlinkSync(path.join(ROOT, '.cache', bundle), path.join(cache, bundle.replace(/2\.\d+\.\d+/, version)));
  }
  const versions = ['--flex-ui', '2.4.1', '--flex-ui', '2.15.1'];
  const failsOnNewer = EXITS("process.env.FLEX_UI_VERSION === '2.15.1' ? 3 : 0");
  const { status, stderr } = exec(...versions, 'exec', '--cache', cache, '--', ...failsOnNewer);
  expect(stderr).toMatch(
    /On Flex UI:\n {2}2\.4\.1 +passed in \d+ s\n {2}2\.15\.1 +failed with exit code 3 in \d+ s\n$/,
  );
  expect(status).toBe(3);
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
