'use strict';
const { spawnSync } = require('node:child_process');
const fs = require('node:fs');

/** Debian's package of it: a Chromium without a window, which signs in to Flex with less than half of the work. */
const HEADLESS_SHELL = 'chromium-headless-shell';

const SYSTEM_BROWSERS = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
];

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
 * else a browser that is there already, else Playwright's own download (then the answer is undefined: Playwright finds
 * it by itself). Processes that this one starts need not look again.
 */
function ensureChromium() {
  const { CHROMIUM_PATH } = process.env;
  if (CHROMIUM_PATH && fs.existsSync(CHROMIUM_PATH)) return CHROMIUM_PATH;
  const shell = `/usr/bin/${HEADLESS_SHELL}`;
  const file = [shell, ...SYSTEM_BROWSERS].find(
    (browser) => fs.existsSync(browser) || (browser === shell && installByApt(HEADLESS_SHELL)),
  );
  if (file) return (process.env.CHROMIUM_PATH = file);
  if (run(process.execPath, [require.resolve('@playwright/test/cli'), 'install', '--only-shell', 'chromium'])) {
    return undefined;
  }
  throw new Error('Chromium could not be installed. Install it by hand and set CHROMIUM_PATH to its path.');
}

/** curl runs the commands of Twilio's documentation in a test. Desktops have it; a bare Debian gets it. */
function ensureCurl() {
  if (spawnSync('curl', ['--version']).status === 0 || installByApt('curl')) return;
  throw new Error('The tests need curl. Install it and try again.');
}

/** Python runs the example of a backend in another language. */
function ensurePython() {
  if (spawnSync('python3', ['--version']).status === 0 || installByApt('python3')) return;
  throw new Error('The tests need Python 3. Install it and try again.');
}

module.exports = { ensureChromium, ensureCurl, ensurePython };
