import { spawn } from 'node:child_process';
import fs from 'node:fs/promises';
import path from 'node:path';

/** Milliseconds between two lines that say how it goes. */
const SAYS_AGAIN = 15_000;

/** npm's codes of a registry that cannot be reached. */
const OFFLINE = ['ENOTFOUND', 'EAI_AGAIN', 'ECONNREFUSED', 'ECONNRESET', 'ETIMEDOUT', 'ENETUNREACH', 'ENOTCACHED'];

/** As far as it is read here: what `npm install --json` prints where it fails. */
interface NpmFailure {
  error?: { code?: string; summary?: string };
}

/**
 * The versions of all that Flex UI's newest version needs, as npm writes them down: with it npm asks the registry for
 * nothing but the packages, and takes half the time. `npm run flex-ui-lock` writes it.
 */
const LOCK = path.join(__dirname, 'flexUiLock.json');

/** The `package.json` with which npm installs this version of Flex UI. */
export function flexUiManifest(version: string): Record<string, unknown> {
  return {
    private: true,
    dependencies: { '@twilio/flex-ui': version, react: '17.0.2', 'react-dom': '17.0.2' },
    // A package of the name of Node's own module, which a dependency asks for and no browser needs.
    overrides: { fs: 'npm:is-number@7.0.0' },
  };
}

/** The lock where it is one of this version. */
async function lockOf(version: string): Promise<string | undefined> {
  const text = await fs.readFile(LOCK, 'utf8');
  const { packages } = JSON.parse(text) as { packages: Record<string, { version?: string }> };
  return packages['node_modules/@twilio/flex-ui']?.version === version ? text : undefined;
}

/** Runs `npm install` in a folder. Resolves with npm's failure, undefined where there was none. */
function npmInstall(folder: string): Promise<NpmFailure['error']> {
  const options = [
    ...['--prefix', folder, '--json', '--loglevel=silent'],
    ...['--ignore-scripts', '--no-audit', '--no-fund', '--prefer-offline'],
    // What another npm, which has started this program, was told holds for its own project.
    ...['--package-lock=true', '--legacy-peer-deps=false', '--fetch-retry-mintimeout=1000', '--fetch-retry-factor=2'],
  ];
  return new Promise((resolve, reject) => {
    const npm = spawn('npm', ['install', ...options], {
      cwd: folder,
      env: process.env,
      shell: process.platform === 'win32',
      stdio: ['ignore', 'pipe', 'ignore'],
    });
    let printed = '';
    npm.stdout.on('data', (data: Buffer) => (printed += data.toString()));
    npm.once('error', reject);
    npm.once('close', (code) => resolve(code === 0 ? undefined : failureIn(printed)));
  });
}

function failureIn(printed: string): NpmFailure['error'] {
  try {
    return (JSON.parse(printed) as NpmFailure).error ?? {};
  } catch {
    // npm was ended before it could say why, and what it printed is all there is.
    return { summary: printed.trim() };
  }
}

function sentenceOf(version: string, { code = '', summary = '' }: NonNullable<NpmFailure['error']>): string {
  // With a lock it may be any other package that a registry lacks.
  if ((code === 'ETARGET' || code === 'E404') && /@twilio(\/|%2f)flex-ui\b/i.test(summary)) {
    return `There is no Flex UI ${version} on npm: "npm view @twilio/flex-ui versions" lists those that there are.`;
  }
  if (OFFLINE.includes(code)) {
    return `Flex UI ${version} is not on this computer and npm could not be reached (${code}): go online once, and start again.`;
  }
  const reason = [code, summary].filter(Boolean).join(' ');
  return `npm could not install Flex UI ${version}${reason ? `: ${reason}` : ', and did not say why'}.`;
}

/**
 * The folder that holds this version of Flex UI with the packages that it names, `<cacheFolder>/flex-ui/<version>`;
 * installed from npm where it is not there. Rejects with one sentence.
 */
export async function installFlexUi(
  version: string,
  cacheFolder: string,
  tell: (line: string) => void,
): Promise<string> {
  const folder = path.join(cacheFolder, 'flex-ui', version);
  const exists = await fs.access(folder).then(
    () => true,
    () => false,
  );
  if (exists) return folder;

  // Installed beside it and renamed, so that a folder which is there is a whole one.
  const unfinished = `${folder}.part`;
  await fs.rm(unfinished, { recursive: true, force: true });
  await fs.mkdir(unfinished, { recursive: true });
  await fs.writeFile(path.join(unfinished, 'package.json'), JSON.stringify(flexUiManifest(version)));
  const lock = await lockOf(version);
  if (lock !== undefined) await fs.writeFile(path.join(unfinished, 'package-lock.json'), lock);

  tell(`Flex UI ${version} is not on this computer: installing it from npm. This takes a minute or more.`);
  const start = Date.now();
  const progress = setInterval(() => {
    tell(`  still installing Flex UI ${version}, ${Math.round((Date.now() - start) / 1000)} s`);
  }, SAYS_AGAIN);
  try {
    const failure = await npmInstall(unfinished);
    if (failure) throw new Error(sentenceOf(version, failure));
    await fs.rename(unfinished, folder);
  } finally {
    clearInterval(progress);
    await fs.rm(unfinished, { recursive: true, force: true });
  }
  tell(`  Flex UI ${version} is installed, ${Math.round((Date.now() - start) / 1000)} s`);
  return folder;
}
