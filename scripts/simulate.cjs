'use strict';
// `npm run simulate -- --seeds 100000`: more histories of tests/simulation than `npm test` plays, or by `--seed 123` one.
const { spawnSync } = require('node:child_process');
const path = require('node:path');
const { parseArgs } = require('node:util');

const root = path.join(__dirname, '..');

function whole(name, text) {
  if (text === undefined || /^[1-9]\d*$/.test(text)) return text;
  console.error(`--${name} takes a whole number, not "${text}", as in "npm run simulate -- --${name} 5000".`);
  process.exit(2);
}

function options() {
  try {
    return parseArgs({ options: { seeds: { type: 'string' }, seed: { type: 'string' } } }).values;
  } catch (error) {
    console.error(`${error.message}\nUsage: npm run simulate -- [--seeds <how many> | --seed <which one>]`);
    process.exit(2);
  }
}

const { seeds, seed } = options();
const env = { ...process.env, SEEDS: whole('seeds', seeds) ?? '5000', ...(seed ? { SEED: whole('seed', seed) } : {}) };
const { status } = spawnSync(path.join(root, 'node_modules/.bin/jest'), ['tests/simulation/histories'], {
  cwd: root,
  stdio: 'inherit',
  env,
});
process.exitCode = status ?? 1;
