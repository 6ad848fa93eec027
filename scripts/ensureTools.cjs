'use strict';
const { spawnSync } = require('node:child_process');
const fs = require('node:fs');

const SYSTEM_BROWSERS = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
];

const found = () => [process.env.CHROMIUM_PATH, ...SYSTEM_BROWSERS].find((file) => file && fs.existsSync(file));

// Debian's packages ask nothing.
const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
const run = (command, args) => spawnSync(command, args, { stdio: 'inherit', env }).status === 0;

/** Whether apt has installed the package: for root on a Debian or Ubuntu. */
function installByApt(name) {
  const isRootWithApt = process.getuid?.() === 0 && fs.existsSync('/usr/bin/apt-get');
  return isRootWithApt && run('apt-get', ['update', '-qq']) && run('apt-get', ['install', '-y', '-qq', name]);
}

/**
 * The path of a Chromium for the browser tests, installed where there is none: Debian's package for root with apt,
 * else Playwright's own download (then the answer is undefined: Playwright finds it by itself).
 */
function ensureChromium() {
  if (found()) return found();
  const { chromium } = require('@playwright/test');
  if (fs.existsSync(chromium.executablePath())) return undefined;
  console.log('No Chromium on this machine: installing one for the browser tests.');
  if (installByApt('chromium')) return found();
  if (run(process.execPath, [require.resolve('@playwright/test/cli'), 'install', 'chromium'])) return undefined;
  throw new Error('Chromium could not be installed. Install it by hand and set CHROMIUM_PATH to its path.');
}

/** curl runs the commands of Twilio's documentation in a test. Desktops have it; a bare Debian gets it. */
function ensureCurl() {
  if (spawnSync('curl', ['--version']).status === 0 || installByApt('curl')) return;
  throw new Error('The tests need curl. Install it and try again.');
}

module.exports = { ensureChromium, ensureCurl };
