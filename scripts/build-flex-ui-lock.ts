// `npm run flex-ui-lock`: writes down the versions of all that the newest Flex UI needs, for somebody who installs it
// with flex-sandbox.
import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';

import { NEWEST_FLEX_UI } from '../sandbox/src/host/buildFlexBundle';
import { flexUiManifest } from '../sandbox/src/host/installFlexUi';

const FILE = path.join(__dirname, '../sandbox/src/host/flexUiLock.json');
/** npm puts the registry that it is told to use in place of this one. */
const REGISTRY = 'https://registry.npmjs.org';

interface Lock {
  name?: string;
  packages: Record<string, { name?: string; resolved?: string }>;
}

const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'flex-ui-lock-'));
try {
  fs.writeFileSync(path.join(folder, 'package.json'), JSON.stringify(flexUiManifest(NEWEST_FLEX_UI)));
  const options = ['--package-lock-only', '--omit-lockfile-registry-resolved=false', '--legacy-peer-deps=false'];
  execFileSync('npm', ['install', ...options, '--ignore-scripts', '--no-audit', '--no-fund'], {
    cwd: folder,
    stdio: 'inherit',
  });
  const lock = JSON.parse(fs.readFileSync(path.join(folder, 'package-lock.json'), 'utf8')) as Lock;
  // The folder's, which nobody needs to know.
  delete lock.name;
  for (const [place, one] of Object.entries(lock.packages)) {
    if (one.resolved === undefined) continue;
    // From whichever registry it came here.
    const name = one.name ?? place.slice(place.lastIndexOf('node_modules/') + 'node_modules/'.length);
    one.resolved = `${REGISTRY}/${name}/-/${path.basename(one.resolved)}`;
  }
  fs.writeFileSync(FILE, `${JSON.stringify(lock, undefined, 1)}\n`);
} finally {
  fs.rmSync(folder, { recursive: true, force: true });
}
