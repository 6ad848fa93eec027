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

/** What the recipes' own tests need besides. */
const FOR_TESTS = ['tests', 'setup/src', 'sandbox/loopback.cjs', 'sandbox/redirect.cjs', 'jest.config.js'];

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

/** In a file of its own, as the recipe allows. */
const WORKER_NAME_TEST = `import { Backend } from './backend';

let backend: Backend;
beforeAll(async () => {
  backend = await Backend.start({ isCold: false });
});
afterAll(() => backend.close());

`;

it(
  'pass the tests that they bring',
  async () => {
    for (const name of FOR_TESTS) fs.cpSync(path.join(ROOT, name), fileOf(name), { recursive: true });
    // What the compiler asks of a channel, and its ID.
    edit('src/contract/address/messagingAddress.ts', "  apple: 'apple:',", "  apple: 'apple:',\n  viber: 'viber:',");
    edit('src/contract/address/messagingAddress.ts', '|messenger|apple)', '|messenger|apple|viber)');
    edit(
      'src/contract/address/readAddress.ts',
      "  if (channel === 'messenger') return",
      `${codeFor('src/contract/address/readAddress.ts')}  if (channel === 'messenger') return`,
    );
    edit('tests/unit/addressTable.ts', '  // Links.\n', `${codeFor('tests/unit/addressTable.ts')}  // Links.\n`);
    add('tests/contract/pricing.test.ts');
    const route = codeFor('tests/serverless/lookups.test.ts');
    fs.writeFileSync(fileOf('tests/serverless/workerName.test.ts'), WORKER_NAME_TEST + route);

    const run = (...args: string[]) => promisify(execFile)(process.execPath, args, { cwd: copy });
    await run('--require', 'tsx/cjs', 'scripts/build-openapi.ts');
    const tests = ['contract/pricing', 'unit/serverless/openapi', 'serverless/workerName', 'unit/plugin/address.test'];
    const jest = path.join(ROOT, 'node_modules/jest/bin/jest.js');
    const report = fileOf('report.json');
    await run(
      jest,
      '--runInBand',
      '--forceExit',
      '--json',
      `--outputFile=${report}`,
      ...tests.map((name) => `tests/${name}`),
    ).catch((error: { stderr: string }) => {
      throw new Error(error.stderr);
    });
    const { numTotalTestSuites, testResults } = JSON.parse(fs.readFileSync(report, 'utf8')) as {
      numTotalTestSuites: number;
      testResults: { assertionResults: { title: string }[] }[];
    };
    expect(numTotalTestSuites).toBe(tests.length);
    const titles = testResults.flatMap(({ assertionResults }) => assertionResults.map(({ title }) => title));
    expect(titles).toContain('tells an agent the name of their worker');
    expect(titles).toContain('has a price list for a country');
    expect(titles).toContain('"viber:01234567890A=" on viber');
  },
  COMPILATION_MS,
);
