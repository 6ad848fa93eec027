'use strict';
// `npm test`: lint, type check, unit tests and browser tests, each even where an earlier one failed,
// and at the end one plain line with the sum.
require('./requireNode.cjs');
const { execFile, spawn } = require('node:child_process');
const fs = require('node:fs');
const net = require('node:net');
const os = require('node:os');
const path = require('node:path');

require('tsx/cjs');
const { ensureChromium, ensureCurl, ensurePython } = require('./ensureTools.cjs');
const { LOWEST_FLEX_UI } = require('../src/flex/flexVersion.ts');

const root = path.join(__dirname, '..');
const results = path.join(root, 'test-results');
const bin = (name) => path.join(root, 'node_modules', '.bin', name);

const total = { passed: 0, failed: 0 };

const seconds = (started) => `${Math.round((Date.now() - started) / 1000)} s`;

/** @param isQuiet prints what it says when it is over, for those that run side by side */
function run(name, command, args, { env, isQuiet }) {
  console.log(`\n— ${name}${isQuiet ? ': begins' : ''}`);
  const started = Date.now();
  return new Promise((resolve) => {
    const output = isQuiet ? 'pipe' : 'inherit';
    const child = spawn(command, args, {
      cwd: root,
      stdio: ['ignore', output, output],
      env: { ...process.env, ...env },
    });
    const said = [];
    child.stdout?.on('data', (data) => said.push(data));
    child.stderr?.on('data', (data) => said.push(data));
    const end = (isPassed, why) => {
      if (said.length > 0) console.log(`\n— ${name}\n${Buffer.concat(said).toString().trimEnd()}`);
      if (why) console.error(why);
      console.log(`— ${name}: ${isPassed ? 'passed' : 'failed'} in ${seconds(started)}`);
      resolve(isPassed);
    };
    child.once('error', (error) => end(false, error.message));
    child.once('close', (status) => end(status === 0));
  });
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
async function suite(name, command, args, reportFile, count, options = {}) {
  fs.rmSync(reportFile, { force: true });
  const succeeded = await run(name, command, args, options);
  const counted = fs.existsSync(reportFile)
    ? count(JSON.parse(fs.readFileSync(reportFile, 'utf8')))
    : { passed: 0, failed: 0 };
  total.passed += counted.passed;
  total.failed += counted.failed || (succeeded ? 0 : 1);
}

/** For each of two workers of the browser tests. */
const PORTS = 6;
/** The first ones of all that are given away. */
const given = [];

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
      ? await Promise.all(
          Array.from({ length: PORTS - 1 }, (_, more) => port + more + 1 < 65536 && listen(port + more + 1)),
        )
      : [];
    const isGiven = given.some((first) => Math.abs(first - port) < PORTS);
    if (port && others.every(Boolean) && !isGiven) {
      given.push(port);
      return port;
    }
  }
}

async function browserSuite(name, reportName, files, { env = {}, isQuiet = false } = {}) {
  const report = path.join(results, reportName);
  const ports = { E2E_PORT: String(await freePorts()), PLAYWRIGHT_JSON_OUTPUT_NAME: report };
  await suite(
    name,
    bin('playwright'),
    ['test', ...files],
    report,
    // A test that could not run because of one before it is no success either.
    ({ stats }) => ({ passed: stats.expected, failed: stats.unexpected + stats.flaky + stats.skipped }),
    { env: { ...ports, ...env }, isQuiet },
  );
}

async function main() {
  fs.mkdirSync(results, { recursive: true });
  ensureCurl();
  ensurePython();
  ensureChromium();
  const oldest = { FLEX_UI: LOWEST_FLEX_UI, E2E_WORKERS: '1' };
  const rehearsal = ['--config', 'playwright.rehearsal.config.ts'];
  // These wait for the registry half of the time, and what runs beside them does not mind who else is at work.
  const waiting = Promise.all([
    browserSuite('Rehearsal of the installation', 'rehearsal.json', rehearsal, { isQuiet: true }),
    browserSuite(`Journey on Flex UI ${LOWEST_FLEX_UI}`, 'playwright-oldest.json', ['journey.spec.ts'], {
      env: oldest,
      isQuiet: true,
    }),
  ]);
  await checks([
    ['oxlint', bin('oxlint'), ['--type-aware', '--report-unused-disable-directives', '--deny-warnings']],
    ['ESLint', bin('eslint'), ['src', 'serverless/src', 'sandbox/src', '--max-warnings', '0']],
    ['TypeScript', process.execPath, [path.join(root, 'node_modules/typescript7/bin/tsc')]],
    ['knip', bin('knip'), ['--no-progress']],
    ['oxfmt', bin('oxfmt'), ['--check', '.']],
  ]);
  const jestReport = path.join(results, 'jest.json');
  await suite('Unit and SDK tests', bin('jest'), ['--json', `--outputFile=${jestReport}`], jestReport, (report) => ({
    passed: report.numPassedTests,
    failed: report.numFailedTests + report.numRuntimeErrorTestSuites,
  }));
  await waiting;
  await browserSuite('Browser tests', 'playwright.json', []);
  console.log(`\n${total.passed} passed, ${total.failed} failed`);
  process.exitCode = total.failed > 0 || total.passed === 0 ? 1 : 0;
}

main().catch((error) => {
  console.error(error.message);
  console.log(`\n${total.passed} passed, ${total.failed + 1} failed`);
  process.exitCode = 1;
});
