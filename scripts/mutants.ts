// `npm run mutants`: changes the guards of the backend, one spot at a time, and sees whether a test notices; with `-- --all`
// the whole backend and the plugin's rules. Writes the figures into docs/reliability.md.
import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';

import { ensureStryker } from './ensureStryker.cjs';
import { table, writeSection } from './reliabilityDocument';

const ROOT = path.join(__dirname, '..');
const FOLDER = path.join(ROOT, '.cache/stryker');

/** Of the backend: what decides who may ask, from where, for whom, how often, and whether a request is done already. */
const GUARDS = [
  'runtime/agentToken',
  'runtime/systemKey',
  'runtime/webhookSignature',
  'runtime/functionUrl',
  'runtime/crossOrigin',
  'webchat/websiteOrigin',
  'routing/permissions',
  'interactions/checkAddresses',
  'sync/claim',
  'contact-requests/rateLimits',
].map((name) => `serverless/src/${name}.ts`);

const ALL = [
  'serverless/src/**/*.ts',
  ...['auto-accept/rules', 'auto-accept/isAcceptedByFlex', 'channels/matchChannel', 'flex/channelType'].map(
    (name) => `src/${name}.ts`,
  ),
  ...['settings/readSettings', 'settings/settingsSchema', 'settings/backendSettingsSchema', 'contract/*'].map(
    (name) => `src/${name}.ts`,
  ),
];

type Status = 'Killed' | 'Timeout' | 'Survived' | 'NoCoverage' | 'Ignored' | 'CompileError' | 'RuntimeError';

interface Report {
  files: Record<string, { mutants: { status: Status; mutatorName: string; location: { start: { line: number } } }[] }>;
}

function main(): void {
  const { values } = parseArgs({
    options: { all: { type: 'boolean' }, only: { type: 'string' } },
  });
  const name = values.all ? 'all' : 'guards';
  const mutate = values.all ? ALL : GUARDS;
  const report = path.join(FOLDER, `${name}.json`);
  const options = {
    mutate: values.only === undefined ? mutate : values.only.split(','),
    testRunner: 'jest',
    plugins: ['@stryker-mutator/jest-runner'],
    jest: { configFile: 'tests/mutants.jest.config.js' },
    coverageAnalysis: 'perTest',
    concurrency: 1,
    timeoutMS: 30_000,
    // Types are the compiler's to check, and Babel reads none of them.
    checkers: [],
    reporters: ['json', 'clear-text'],
    jsonReporter: { fileName: report },
    clearTextReporter: { allowColor: false, logTests: false, reportTests: false },
    ignorePatterns: ['.cache', 'build', 'docs', 'test-results', '**/dist'],
    tempDirName: '.stryker-tmp',
    allowEmpty: false,
  };
  const file = path.join(FOLDER, `${name}.config.json`);
  const program = ensureStryker();
  mkdirSync(FOLDER, { recursive: true });
  writeFileSync(file, JSON.stringify(options));
  const env = { ...process.env, MUTANTS: name };
  const { status } = spawnSync(process.execPath, [program, 'run', file], { cwd: ROOT, stdio: 'inherit', env });
  if (status !== 0) throw new Error('Stryker did not come to its end.');
  if (values.only === undefined) void tell(name, JSON.parse(readFileSync(report, 'utf8')) as Report);
}

async function tell(name: string, { files }: Report): Promise<void> {
  const counted = Object.entries(files).map(([file, { mutants }]) => {
    const number = (...of: Status[]) => mutants.filter(({ status }) => of.includes(status)).length;
    return { file, found: number('Killed', 'Timeout'), missed: number('Survived', 'NoCoverage') };
  });
  const share = (found: number, missed: number): string =>
    `${((100 * found) / Math.max(1, found + missed)).toFixed(1)} %`;
  const sum = counted.reduce((all, { found, missed }) => ({ found: all.found + found, missed: all.missed + missed }), {
    found: 0,
    missed: 0,
  });
  const what = name === 'guards' ? 'the guards of the backend' : 'the backend and the plugin’s rules';
  await writeSection(
    name === 'guards' ? 'Mutants of the guards' : 'Mutants of all',
    [
      `\`npm run mutants${name === 'guards' ? '' : ' -- --all'}\` wrote this: Stryker has changed ${what}, one spot at a time, and the tests that run them in their own process were asked whether they notice.`,
      table([
        ['file', 'noticed', 'not noticed', 'share'],
        ...counted.map(({ file, found, missed }) => [`\`${file}\``, found, missed, share(found, missed)]),
        ['all', sum.found, sum.missed, share(sum.found, sum.missed)],
      ]),
    ].join('\n\n'),
  );
  const hasMissed = name === 'guards' && sum.missed > 0;
  console.log(`${share(sum.found, sum.missed)} were noticed. The figures are in docs/reliability.md.`);
  if (hasMissed) process.exitCode = 1;
}

try {
  main();
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
