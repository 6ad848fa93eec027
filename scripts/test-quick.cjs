'use strict';
// `npm run test:quick`: of lint, type check and Jest what the changes touch that are not committed yet, or with
// `-- --since <commit>` those since then. A change of the backend plays some histories of the simulation.
require('./requireNode.cjs');
const { execFileSync, spawn } = require('node:child_process');
const fs = require('node:fs');
const path = require('node:path');
const { parseArgs } = require('node:util');

const root = path.join(__dirname, '..');
const bin = (name) => path.join(root, 'node_modules', '.bin', name);
/** What is played in some seconds. */
const SEEDS = '40';

function changedFiles() {
  const { since } = parseArgs({ options: { since: { type: 'string', default: 'HEAD' } } }).values;
  const git = (...args) => execFileSync('git', args, { cwd: root, encoding: 'utf8' }).split('\n').filter(Boolean);
  const names = [...git('diff', '--name-only', since), ...git('ls-files', '--others', '--exclude-standard')];
  return [...new Set(names)].filter((name) => fs.existsSync(path.join(root, name)));
}

function run(name, args = [], env = {}) {
  return new Promise((resolve) => {
    console.log(`— ${[name, ...args].join(' ').slice(0, 200)}`);
    const child = spawn(bin(name), args, { cwd: root, stdio: 'inherit', env: { ...process.env, ...env } });
    child.once('error', ({ message }) => resolve(console.error(message) ?? false));
    child.once('close', (status) => resolve(status === 0));
  });
}

async function main() {
  const files = changedFiles();
  if (files.length === 0) return console.log('Nothing has changed.');
  const code = files.filter((name) => /\.(ts|tsx|js|cjs|mjs)$/.test(name));
  const work = [
    () => run('oxfmt', ['--check', '--no-error-on-unmatched-pattern', ...files]),
    ...(code.length > 0
      ? [
          () => run('eslint', ['--max-warnings', '0', '--no-warn-ignored', ...code]),
          () => run('oxlint', ['--type-aware', ...code]),
          () => run('../typescript7/bin/tsc'),
        ]
      : []),
  ];
  const results = [];
  for (const step of work) results.push(await step());
  if (code.length > 0) {
    results.push(
      await run('jest', [
        '--passWithNoTests',
        '--testPathIgnorePatterns',
        'tests/simulation',
        '--findRelatedTests',
        ...code,
      ]),
    );
  }
  // The functions are loaded by their names, so that nothing is related to them.
  if (code.some((name) => /^(serverless|src\/contract|tests\/simulation)\//.test(name)))
    results.push(await run('jest', ['tests/simulation/histories'], { SEEDS }));
  process.exitCode = results.every(Boolean) ? 0 : 1;
}

main().catch((error) => {
  console.error(error.message);
  process.exitCode = 1;
});
