import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import fs from 'node:fs/promises';
import path from 'node:path';

import type { Dependency } from '../../model/serverless';

/** npm's codes for a registry that it could not reach. */
const OFFLINE =
  /\b(ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ETIMEDOUT|ENETUNREACH|EHOSTUNREACH|ERR_SOCKET_TIMEOUT)\b/;

/** Releases of Twilio's own runtime handler that npm does not have, and the nearest that it has. */
const ON_NPM: Readonly<Record<string, string>> = {
  '@twilio/runtime-handler@1.0.1': '1.0.2',
  '@twilio/runtime-handler@2.1.2': '2.1.0',
};

/** npm could not install the packages. */
export class InstallError extends Error {
  constructor(
    message: string,
    /** Whether that says nothing about the packages, since the registry could not be reached. */
    readonly isOffline: boolean,
  ) {
    super(message);
  }
}

/**
 * Installs packages in an empty folder, as Twilio's builder does, which gets this list and nothing else: no lock file
 * and no settings of the project. Resolves with the folder that holds the `node_modules`; a list that was installed
 * before is taken from there. Rejects with an InstallError.
 */
export async function installDependencies(
  dependencies: readonly Dependency[],
  cache: string,
  signal: AbortSignal,
): Promise<string> {
  const wanted = onNpm(dependencies);
  const list = JSON.stringify(wanted);
  const key = createHash('sha256').update(`${process.versions.modules} ${process.platform} ${list}`).digest('hex');
  const folder = path.join(cache, key.slice(0, 32));
  if (await isThere(folder)) return folder;

  await fs.mkdir(cache, { recursive: true });
  // Beside it, and renamed when it is whole: another sandbox may be at the same.
  const unfinished = await fs.mkdtemp(`${folder}.part-`);
  try {
    await fs.writeFile(path.join(unfinished, 'package.json'), JSON.stringify({ private: true, dependencies: wanted }));
    await runNpm(unfinished, signal);
    await fs.mkdir(path.join(unfinished, 'node_modules'), { recursive: true });
    await fs.rename(unfinished, folder).catch(async (error: unknown) => {
      if (!(await isThere(folder))) throw error;
    });
    return folder;
  } finally {
    await fs.rm(unfinished, { recursive: true, force: true, maxRetries: 5 });
  }
}

/** What npm is asked for, in one order whatever the order of the list. */
function onNpm(dependencies: readonly Dependency[]): Record<string, string> {
  const sorted = [...dependencies].sort((a, b) => (a.name < b.name ? -1 : 1));
  return Object.fromEntries(sorted.map(({ name, version }) => [name, ON_NPM[`${name}@${version}`] ?? version]));
}

const isThere = (folder: string): Promise<boolean> =>
  fs.stat(path.join(folder, 'node_modules')).then(
    () => true,
    () => false,
  );

/** Where the registry is and how it is reached is the computer's matter; all other settings of npm are not taken over. */
const KEPT_SETTING = /^npm_config_(registry|proxy|https?_proxy|noproxy|cafile|cache|userconfig|globalconfig)$/i;

function runNpm(folder: string, signal: AbortSignal): Promise<void> {
  const environment = Object.entries(process.env).filter(([name]) => !/^npm_/i.test(name) || KEPT_SETTING.test(name));
  const child = spawn(
    'npm',
    [
      ...['install', '--prefix', folder, '--no-audit', '--no-fund', '--no-package-lock', '--prefer-offline'],
      ...[
        '--legacy-peer-deps=false',
        '--force=false',
        '--fetch-retries=1',
        '--fetch-retry-mintimeout=1000',
        '--loglevel=error',
      ],
    ],
    { cwd: folder, env: Object.fromEntries(environment), stdio: ['ignore', 'ignore', 'pipe'], signal },
  );
  let errors = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => (errors += text));
  return new Promise((resolve, reject) => {
    child.once('error', ({ message }) => (errors += `npm could not be started: ${message}`));
    child.once('close', (code) => (code === 0 ? resolve() : reject(failureOf(errors))));
  });
}

function failureOf(errors: string): InstallError {
  const isOffline = OFFLINE.test(errors);
  if (isOffline) {
    return new InstallError(
      "The sandbox could not reach npm's registry, so it cannot tell whether the dependencies of this build install. " +
        'Connect this computer to the internet and deploy again.',
      true,
    );
  }
  const words = errors
    .split('\n')
    .map((line) => line.replace(/^npm (error|ERR!)\s?/, '').trimEnd())
    .filter((line) => line !== '' && !/^(A complete log|For a full report|.*eresolve-report)/.test(line));
  return new InstallError(words.join('\n'), false);
}
