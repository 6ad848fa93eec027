'use strict';
const { spawnSync } = require('node:child_process');
const fs = require('node:fs');
const path = require('node:path');

const FOLDER = path.join(__dirname, '../.cache/stryker');
const VERSION = '9.6.1';
const MANIFEST = JSON.stringify({
  private: true,
  dependencies: { '@stryker-mutator/core': VERSION, '@stryker-mutator/jest-runner': VERSION },
});

/**
 * Stryker, which `npm test` has no use for, installed where it is missing. Answers its program.
 * Throws with a sentence where it cannot be had.
 */
function ensureStryker() {
  const manifest = path.join(FOLDER, 'package.json');
  const program = path.join(FOLDER, 'node_modules/@stryker-mutator/core/bin/stryker.js');
  const isSame = fs.existsSync(manifest) && fs.readFileSync(manifest, 'utf8') === MANIFEST;
  if (isSame && fs.existsSync(program)) return program;
  console.log('Installing Stryker into .cache/stryker, which takes about half a minute.');
  fs.rmSync(FOLDER, { recursive: true, force: true });
  fs.mkdirSync(FOLDER, { recursive: true });
  fs.writeFileSync(manifest, MANIFEST);
  const args = ['install', '--prefix', FOLDER, '--no-package-lock', '--no-audit', '--no-fund', '--loglevel=error'];
  if (spawnSync('npm', args, { cwd: FOLDER, stdio: ['ignore', 'ignore', 'inherit'] }).status !== 0) {
    fs.rmSync(FOLDER, { recursive: true, force: true });
    throw new Error("Stryker could not be installed. Connect this computer to npm's registry and try again.");
  }
  return program;
}

module.exports = { ensureStryker };
