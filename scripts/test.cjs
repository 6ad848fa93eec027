'use strict';
// `npm test`: lint, type check, unit tests and browser tests, each even where an earlier one failed,
// and at the end one plain line with the sum.
require('./requireNode.cjs');
const { spawnSync } = require('node:child_process');
const fs = require('node:fs');
const net = require('node:net');
const path = require('node:path');

require('tsx/cjs');
const { ensureCurl } = require('./ensureTools.cjs');
const { LOWEST_FLEX_UI } = require('../src/flex/flexVersion.ts');

const root = path.join(__dirname, '..');
const results = path.join(root, 'test-results');
const bin = (name) => path.join(root, 'node_modules', '.bin', name);

const total = { passed: 0, failed: 0 };

function run(name, command, args, env = {}) {
  console.log(`\n— ${name}`);
  const started = Date.now();
  const { status, error } = spawnSync(command, args, {
    cwd: root,
    stdio: 'inherit',
    env: { ...process.env, ...env },
  });
  if (error) console.error(error.message);
  console.log(`— ${name}: ${status === 0 ? 'passed' : 'failed'} in ${Math.round((Date.now() - started) / 1000)} s`);
  return status === 0;
}

/** A check that has no tests to count counts as one. */
function check(name, command, args) {
  total[run(name, command, args) ? 'passed' : 'failed'] += 1;
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

/** Two neighbouring free ports: the sandbox's and the functions'. */
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
    if (port && port < 65535 && (await listen(port + 1))) return port;
  }
}

async function browserSuite(name, reportName, files, env = {}) {
  const report = path.join(results, reportName);
  suite(
    name,
    bin('playwright'),
    ['test', ...files],
    report,
    ({ stats }) => ({ passed: stats.expected, failed: stats.unexpected + stats.flaky }),
    { E2E_PORT: String(await freePorts()), PLAYWRIGHT_JSON_OUTPUT_NAME: report, ...env },
  );
}

async function main() {
  fs.mkdirSync(results, { recursive: true });
  check('ESLint', bin('eslint'), ['.', '--max-warnings', '0']);
  check('Prettier', bin('prettier'), ['--check', '--log-level', 'warn', '.']);
  for (const project of ['tsconfig.json', 'serverless', 'sandbox', 'setup', 'tests/e2e']) {
    check(`TypeScript ${project}`, bin('tsc'), ['--noEmit', '-p', project]);
  }
  ensureCurl();
  const jestReport = path.join(results, 'jest.json');
  suite('Unit and SDK tests', bin('jest'), ['--json', `--outputFile=${jestReport}`], jestReport, (report) => ({
    passed: report.numPassedTests,
    failed: report.numFailedTests + report.numRuntimeErrorTestSuites,
  }));
  await browserSuite('Browser tests', 'playwright.json', []);
  const oldest = { FLEX_UI: LOWEST_FLEX_UI };
  await browserSuite(`Journey on Flex UI ${LOWEST_FLEX_UI}`, 'playwright-oldest.json', ['journey.spec.ts'], oldest);
  console.log(`\n${total.passed} passed, ${total.failed} failed`);
  process.exitCode = total.failed > 0 || total.passed === 0 ? 1 : 0;
}

main().catch((error) => {
  console.error(error.message);
  console.log(`\n${total.passed} passed, ${total.failed + 1} failed`);
  process.exitCode = 1;
});
