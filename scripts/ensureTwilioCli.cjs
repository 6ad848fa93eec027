'use strict';
const { spawnSync } = require('node:child_process');
const fs = require('node:fs');
const path = require('node:path');

const ROOT = path.join(__dirname, '..');
const FOLDER = path.join(ROOT, '.cache/twilio-cli');

const PLUGINS = { '@twilio-labs/plugin-flex': '7.1.2', '@twilio-labs/plugin-serverless': '3.1.3' };

/**
 * What the plugins are made of and this repository has already, or what `init` alone needs. In their place a
 * tiny package is installed and removed again, so that Node finds those of the repository further up.
 */
const NOT_AGAIN = [
  '@twilio/flex-plugin-scripts',
  '@twilio/flex-dev-utils',
  '@twilio/flex-plugins-utils-exception',
  'twilio-run',
  'create-twilio-function',
];
const TINY = 'npm:is-number@7.0.0';

const MANIFEST = JSON.stringify({
  private: true,
  dependencies: PLUGINS,
  overrides: {
    fs: TINY,
    '@twilio/flex-plugins-api-client': '7.0.0',
    '@twilio/create-flex-plugin': '7.0.0',
    ...Object.fromEntries(NOT_AGAIN.map((name) => [name, TINY])),
  },
});

const folderOf = (name) => path.join(FOLDER, 'node_modules', name);

function isInstalled() {
  const manifest = path.join(FOLDER, 'package.json');
  const isSame = fs.existsSync(manifest) && fs.readFileSync(manifest, 'utf8') === MANIFEST;
  return isSame && Object.keys(PLUGINS).every((name) => fs.existsSync(path.join(folderOf(name), 'package.json')));
}

/**
 * The Twilio CLI's two plugins, installed where they are missing. Answers where each is.
 * Throws with a sentence where they cannot be had.
 */
function ensureTwilioCliPlugins() {
  if (!isInstalled()) {
    console.log('Installing the plugins of the Twilio CLI into .cache/twilio-cli, which takes about half a minute.');
    fs.rmSync(FOLDER, { recursive: true, force: true });
    fs.mkdirSync(FOLDER, { recursive: true });
    fs.writeFileSync(path.join(FOLDER, 'package.json'), MANIFEST);
    const args = ['install', '--prefix', FOLDER, '--no-package-lock', '--no-audit', '--no-fund', '--loglevel=error'];
    const { status } = spawnSync('npm', args, { cwd: FOLDER, stdio: ['ignore', 'ignore', 'inherit'] });
    if (status !== 0) {
      fs.rmSync(FOLDER, { recursive: true, force: true });
      throw new Error(
        "The Twilio CLI's plugins could not be installed. Connect this computer to npm's registry and try again.",
      );
    }
    for (const name of NOT_AGAIN) fs.rmSync(folderOf(name), { recursive: true, force: true });
  }
  return Object.fromEntries(Object.keys(PLUGINS).map((name) => [name, folderOf(name)]));
}

/** The program behind `twilio flex:plugins:create`, which makes a plugin's folder. */
function ensureFlexPluginCreator() {
  ensureTwilioCliPlugins();
  return path.join(folderOf('@twilio/create-flex-plugin'), 'bin/create-flex-plugin');
}

module.exports = { ensureFlexPluginCreator, ensureTwilioCliPlugins };
