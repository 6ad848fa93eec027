import { execFile } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';

const ROOT = path.join(__dirname, '../..');
const RECIPES = fs.readFileSync(path.join(ROOT, 'CONTRIBUTING.md'), 'utf8');
/** A copy is enough to check: what the recipes change, and what that imports. */
const COPIED = [
  'src',
  'serverless/src',
  'sandbox/src',
  'setup/src/chosenQueueFilters.ts',
  'setup/src/workflowFilters.ts',
  'scripts',
  'tsconfig.json',
  'package.json',
  'serverless/package.json',
];

/** The whole program once, on a machine that is busy. */
const COMPILATION_MS = 180_000;

let copy: string;
const fileOf = (name: string): string => path.join(copy, name);

/** The code that a recipe gives under a step that names this file. */
function codeFor(file: string): string {
  const step = RECIPES.slice(RECIPES.indexOf(`\`${file}\``));
  const block = /```ts\n([\s\S]*?)```/.exec(step)?.[1];
  if (!block) throw new Error(`CONTRIBUTING.md has no code for ${file}`);
  return block.replace(/^ {3}/gm, '');
}

function edit(file: string, before: string, after: string): void {
  const text = fs.readFileSync(fileOf(file), 'utf8');
  if (!text.includes(before)) throw new Error(`${file} has no ${before}`);
  fs.writeFileSync(fileOf(file), text.replace(before, after));
}

function add(file: string): void {
  fs.mkdirSync(path.dirname(fileOf(file)), { recursive: true });
  fs.writeFileSync(fileOf(file), codeFor(file));
}

/** The files in which the compiler finds something. */
async function complaints(): Promise<string[]> {
  const tsc = path.join(ROOT, 'node_modules/typescript7/bin/tsc');
  const compile = promisify(execFile)(process.execPath, [tsc, '--noEmit', '--pretty', 'false'], { cwd: copy });
  const said = await compile.then(
    () => '',
    (error: { stdout: string }) => error.stdout,
  );
  return [...new Set([...said.matchAll(/^(.+?)\(\d+,\d+\): error/gm)].map(([, file]) => file ?? ''))].sort();
}

beforeAll(() => {
  copy = fs.mkdtempSync(path.join(os.tmpdir(), 'recipes-'));
  for (const name of COPIED) fs.cpSync(path.join(ROOT, name), fileOf(name), { recursive: true });
  for (const name of ['node_modules', 'sandbox/node_modules']) {
    if (fs.existsSync(path.join(ROOT, name))) fs.symlinkSync(path.join(ROOT, name), fileOf(name));
  }
});
afterAll(() => fs.rmSync(copy, { recursive: true, force: true }));

it(
  'compile: a backend route, a sandbox service, and a channel for which the compiler asks what it’s said to ask',
  async () => {
    add('src/contract/workerName.ts');
    add('serverless/src/functions/worker-name.ts');
    edit(
      'scripts/openApiDocument.ts',
      "  'start-status': {",
      `${codeFor('scripts/openApiDocument.ts')}\n  'start-status': {`,
    );
    edit(
      'scripts/openApiDocument.ts',
      'import ',
      "import { workerNameRequest, workerNameResponse } from '../src/contract/workerName';\nimport ",
    );
    add('sandbox/src/services/pricing/createPricing.ts');
    edit(
      'sandbox/src/createWorld.ts',
      'import ',
      "import { createPricing } from './services/pricing/createPricing';\nimport ",
    );
    edit('sandbox/src/createWorld.ts', '  createLookups(world);', '  createLookups(world);\n  createPricing(world);');

    const steps =
      /### A messaging channel that agents write on([\s\S]*?)\nThen teach the sandbox/.exec(RECIPES)?.[1] ?? '';
    const asking = steps.split('\n').filter((line) => line.includes('the compiler asks'));
    const promised = asking.flatMap((line) => {
      const files = [...(line.split(':')[0] ?? '').matchAll(/`([\w/.]+\.tsx?)`/g)].map(([, name]) => name ?? '');
      const folder = path.posix.dirname(files[0] ?? '');
      return files.map((name) => (name.includes('/') ? name : `${folder}/${name}`));
    });
    edit('src/contract/Channel.ts', "'chat'] as const", "'chat', 'viber'] as const");
    // With the English texts there, those places remain that need to be told what the new channel is.
    edit(
      'src/strings/en.ts',
      '  channel_chat:',
      "  channel_viber: 'Viber',\n  customerHelp_viber: 'Their ID',\n  channel_chat:",
    );
    expect(promised).toContain('src/strings/en.ts');
    expect(await complaints()).toEqual(promised.filter((file) => file !== 'src/strings/en.ts').sort());
  },
  COMPILATION_MS,
);

it('the service answers', async () => {
  const program = `
    const { createSandbox } = require('./sandbox/src/createSandbox');
    createSandbox({ port: 0 }).then(async ({ url, world, close }) => {
      const authorization = 'Basic ' + btoa(world.account.sid + ':' + world.account.authToken);
      const response = await fetch(url + '/pricing.twilio.com/v1/Messaging/Countries/US', { headers: { authorization } });
      console.log((await response.json()).country);
      await close();
    });`;
  const args = ['--require', 'tsx/cjs', '--eval', program];
  const { stdout } = await promisify(execFile)(process.execPath, args, { cwd: copy });
  expect(stdout.trim()).toBe('United States');
});
