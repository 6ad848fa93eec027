// `npm run mutants`: changes the guards of the backend, one spot at a time, and sees whether a test notices; with `-- --all`
// the whole backend and the plugin's rules, or with `--sample 0.01` a hundredth of their lines, the same each time, which
// takes more than an hour. Writes the figures into docs/reliability.md.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
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

/** Files, and folders with all that is in them. */
const ALL = [
  'serverless/src',
  'src/contract',
  ...['auto-accept/rules', 'auto-accept/isAcceptedByFlex', 'channels/matchChannel', 'flex/channelType'].map(
    (name) => `src/${name}.ts`,
  ),
  ...['settings/readSettings', 'settings/settingsSchema', 'settings/backendSettingsSchema'].map(
    (name) => `src/${name}.ts`,
  ),
];

const filesIn = (place: string): string[] =>
  statSync(path.join(ROOT, place)).isFile()
    ? [place]
    : readdirSync(path.join(ROOT, place), { recursive: true, encoding: 'utf8' })
        .filter((file) => file.endsWith('.ts'))
        .map((file) => `${place}/${file}`);

/** A share of a file's lines, as Stryker names them: by what stands there, so that it is the same ones each time. */
const sampleOf = (file: string, share: number): string[] =>
  readFileSync(path.join(ROOT, file), 'utf8')
    .split('\n')
    .flatMap((line, index) => {
      const digest = createHash('sha256').update(`${file} ${line}`).digest();
      return digest.readUInt32BE() < share * 2 ** 32 ? [`${file}:${index + 1}-${index + 1}`] : [];
    });

type Status = 'Killed' | 'Timeout' | 'Survived' | 'NoCoverage' | 'Ignored' | 'CompileError' | 'RuntimeError';
/** Others are none that a test could notice. */
const KINDS: Partial<Record<Status, 'found' | 'missed'>> = {
  Killed: 'found',
  Timeout: 'found',
  Survived: 'missed',
  NoCoverage: 'missed',
};

interface Report {
  files: Record<string, { mutants: { status: Status; mutatorName: string; location: { start: { line: number } } }[] }>;
}

function main(): void {
  const { values } = parseArgs({
    options: { all: { type: 'boolean' }, sample: { type: 'string' }, only: { type: 'string' } },
  });
  const isGuards = !values.all && values.sample === undefined;
  const name = isGuards ? 'guards' : 'all';
  const share = Number(values.sample ?? 1);
  if (!(share > 0 && share <= 1)) throw new Error('--sample takes a share of the lines, such as 0.01.');
  const all = ALL.flatMap(filesIn);
  const mutate = isGuards ? GUARDS : share < 1 ? all.flatMap((file) => sampleOf(file, share)) : all;
  const report = path.join(FOLDER, `${name}.json`);
  const options = {
    mutate: values.only === undefined ? mutate : values.only.split(','),
    testRunner: 'jest',
    plugins: ['@stryker-mutator/jest-runner'],
    // The simulation loads the functions by their names, so that Jest finds no relation between them.
    jest: { configFile: 'tests/mutants.jest.config.js', enableFindRelatedTests: isGuards },
    coverageAnalysis: 'perTest',
    concurrency: 1,
    timeoutMS: 30_000,
    // What is only run as a module is loaded would have to be tried with every test there is.
    ignoreStatic: !isGuards,
    // Types are the compiler's to check, and Babel reads none of them.
    checkers: [],
    reporters: ['json', 'clear-text', 'progress-append-only'],
    jsonReporter: { fileName: report },
    clearTextReporter: { allowColor: false, logTests: false, reportTests: false },
    ignorePatterns: ['.cache', 'build', 'test-results', '**/dist'],
    tempDirName: '.stryker-tmp',
    allowEmpty: false,
  };
  const file = path.join(FOLDER, `${name}.config.json`);
  const program = ensureStryker();
  mkdirSync(FOLDER, { recursive: true });
  writeFileSync(file, JSON.stringify(options));
  // Each mutant plays them anew.
  const env = { SEEDS: '20', PAIRS: '0', ...process.env, MUTANTS: name };
  const { status } = spawnSync(process.execPath, [program, 'run', file], { cwd: ROOT, stdio: 'inherit', env });
  if (status !== 0) throw new Error('Stryker did not come to its end.');
  if (values.only === undefined) void tell(name, share, JSON.parse(readFileSync(report, 'utf8')) as Report);
}

/** Of the guards each file, of all each folder. */
const placeOf = (name: string, file: string): string =>
  name === 'guards' ? file : path.posix.dirname(file).split('/').slice(0, 3).join('/');

async function tell(name: string, sampled: number, { files }: Report): Promise<void> {
  const counted = new Map<string, { found: number; missed: number }>();
  const sum = { found: 0, missed: 0 };
  for (const [file, { mutants }] of Object.entries(files)) {
    const place = placeOf(name, file);
    const counts = counted.get(place) ?? { found: 0, missed: 0 };
    counted.set(place, counts);
    for (const { status } of mutants) {
      const kind = KINDS[status];
      if (!kind) continue;
      counts[kind] += 1;
      sum[kind] += 1;
    }
  }
  const share = ({ found, missed }: typeof sum): string =>
    `${((100 * found) / Math.max(1, found + missed)).toFixed(1)} %`;
  const isGuards = name === 'guards';
  const what = isGuards ? 'the guards of the backend' : 'the backend and the plugin’s rules';
  const which = sampled < 1 ? `, in a sample of ${100 * sampled} lines in a hundred` : '';
  const options = isGuards ? '' : sampled < 1 ? ` -- --sample ${sampled}` : ' -- --all';
  await writeSection(
    isGuards ? 'Mutants of the guards' : 'Mutants of all',
    [
      `\`npm run mutants${options}\` wrote this: Stryker has changed ${what}, one spot at a time${which}, and the tests that run them in their own process were asked whether they notice.${isGuards ? '' : ' What is only run as a module is loaded is left out.'}`,
      table([
        [isGuards ? 'file' : 'folder', 'noticed', 'not noticed', 'share'],
        ...[...counted].map(([place, counts]) => [`\`${place}\``, counts.found, counts.missed, share(counts)]),
        ['all', sum.found, sum.missed, share(sum)],
      ]),
    ].join('\n\n'),
  );
  console.log(`${share(sum)} were noticed. The figures are in docs/reliability.md.`);
  if (isGuards && sum.missed > 0) process.exitCode = 1;
}

try {
  main();
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
