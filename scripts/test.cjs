'use strict';
// `npm test`: lint, type check, unit tests and browser tests, each even where an earlier one failed,
// and at the end one plain line with the sum.
require('./requireNode.cjs');
const { execFile, spawnSync } = require('node:child_process');
const fs = require('node:fs');
const net = require('node:net');
const os = require('node:os');
const path = require('node:path');

require('tsx/cjs');
const { ensureCurl } = require('./ensureTools.cjs');
const { LOWEST_FLEX_UI } = require('../src/flex/flexVersion.ts');

const root = path.join(__dirname, '..');
const results = path.join(root, 'test-results');
const bin = (name) => path.join(root, 'node_modules', '.bin', name);

const total = { passed: 0, failed: 0 };

const seconds = (started) => `${Math.round((Date.now() - started) / 1000)} s`;

function run(name, command, args, env = {}) {
  console.log(`\n— ${name}`);
  const started = Date.now();
  const { status, error } = spawnSync(command, args, {
    cwd: root,
    stdio: 'inherit',
    env: { ...process.env, ...env },
  });
  if (error) console.error(error.message);
  console.log(`— ${name}: ${status === 0 ? 'passed' : 'failed'} in ${seconds(started)}`);
  return status === 0;
}

/** A check has no tests to count, so it counts as one. What it says is printed when it is over. */
function check(name, command, args) {
  const started = Date.now();
  return new Promise((resolve) => {
    execFile(command, args, { cwd: root, maxBuffer: Infinity }, (error, output, errors) => {
      const said = error?.code === 'ENOENT' ? error.message : `${output}${errors}`.trimEnd();
      if (said) console.log(`\n${said}`);
      console.log(`— ${name}: ${error ? 'failed' : 'passed'} in ${seconds(started)}`);
      total[error ? 'failed' : 'passed'] += 1;
      resolve();
    });
  });
}

/** Each uses one core, so as many as there are cores run side by side. */
async function checks(all) {
  const waiting = [...all];
  const work = async () => {
    for (let next = waiting.shift(); next; next = waiting.shift()) await check(...next);
  };
  await Promise.all(Array.from({ length: os.availableParallelism() }, work));
}

/** A suite is counted by its own report; one that fails without a failed test counts as one failure. */
function suite(name, command, args, reportFile, count, env) {
  fs.rmSync(reportFile, { force: true });
  const succeeded = run(name, command, args, env);
  const counted = fs.existsSync(reportFile)
    ? count(JSON.parse(fs.readFileSync(reportFile, 'utf8')))
    : { passed: 0, failed: 0 };
  total.passed += counted.passed;
  total.failed += counted.failed || (succeeded ? 0 : 1);
}

/** The first of six neighbouring free ports: for each worker, the sandbox's, the functions' and a website's. */
async function freePorts() {
  const listen = (port) =>
    new Promise((resolve) => {
      const server = net.createServer();
      server.once('error', () => resolve(undefined));
      server.listen(port, '127.0.0.1', () => {
        const taken = server.address().port;
        server.close(() => resolve(taken));
      });
    });
  for (;;) {
    const port = await listen(0);
    const others = port
      ? await Promise.all([1, 2, 3, 4, 5].map((more) => port + more < 65536 && listen(port + more)))
      : [];
    if (port && others.every(Boolean)) return port;
  }
}

async function browserSuite(name, reportName, files, env = {}) {
  const report = path.join(results, reportName);
  suite(
    name,
    bin('playwright'),
    ['test', ...files],
    report,
    // A test that could not run because of one before it is no success either.
    ({ stats }) => ({ passed: stats.expected, failed: stats.unexpected + stats.flaky + stats.skipped }),
    { E2E_PORT: String(await freePorts()), PLAYWRIGHT_JSON_OUTPUT_NAME: report, ...env },
  );
}

async function main() {
  fs.mkdirSync(results, { recursive: true });
  await checks([
    ['ESLint', bin('eslint'), ['.', '--max-warnings', '0']],
    ...['tsconfig.json', 'serverless', 'sandbox', 'setup', 'tests/e2e'].map((project) => [
      `TypeScript ${project}`,
      bin('tsc'),
      ['--noEmit', '-p', project],
    ]),
    ['Prettier', bin('prettier'), ['--check', '--log-level', 'warn', '.']],
  ]);
  ensureCurl();
  const jestReport = path.join(results, 'jest.json');
  suite('Unit and SDK tests', bin('jest'), ['--json', `--outputFile=${jestReport}`], jestReport, (report) => ({
    passed: report.numPassedTests,
    failed: report.numFailedTests + report.numRuntimeErrorTestSuites,
  }));
  await browserSuite('Browser tests', 'playwright.json', []);
  const oldest = { FLEX_UI: LOWEST_FLEX_UI, E2E_WORKERS: '1' };
  await browserSuite(`Journey on Flex UI ${LOWEST_FLEX_UI}`, 'playwright-oldest.json', ['journey.spec.ts'], oldest);
  const rehearsal = ['--config', 'playwright.rehearsal.config.ts'];
  await browserSuite('Rehearsal of the installation', 'rehearsal.json', rehearsal);
  console.log(`\n${total.passed} passed, ${total.failed} failed`);
  process.exitCode = total.failed > 0 || total.passed === 0 ? 1 : 0;
}

main().catch((error) => {
  console.error(error.message);
  console.log(`\n${total.passed} passed, ${total.failed + 1} failed`);
  process.exitCode = 1;
});
