import { createHash } from 'node:crypto';
import fs from 'node:fs/promises';
import path from 'node:path';

import { build, version as esbuildVersion } from 'esbuild';
import type { BuildOptions } from 'esbuild';

import { installFlexUi } from './installFlexUi';

const FOLDER = path.join(__dirname, 'bundle');
const ENTRY = 'entry.cjs';

// The npm package is CommonJS with its dependencies apart, so it has to be bundled. Nothing in it is changed.
const OPTIONS: BuildOptions = {
  bundle: true,
  minify: true,
  platform: 'browser',
  format: 'iife',
  target: 'es2020',
  define: { global: 'window', 'process.env.NODE_ENV': '"production"' },
  loader: { '.node': 'empty' },
  alias: { path: 'path-browserify' },
  inject: [path.join(FOLDER, 'buffer.ts')],
  logLevel: 'silent',
};

export interface FlexBundle {
  file: string;
  /** Of `@twilio/flex-ui`. */
  version: string;
  /** False where it was there from an earlier start. */
  built: boolean;
}

export interface FlexBundleOptions {
  /** Of Flex UI, such as `2.12.0`; the one that this project has among its packages where it is left out. */
  version?: string;
  /** Told how an installation goes. */
  tell?: (line: string) => void;
}

async function ownVersion(): Promise<string> {
  const manifest = await fs.readFile(require.resolve('@twilio/flex-ui/package.json'), 'utf8');
  return (JSON.parse(manifest) as { version: string }).version;
}

/**
 * The Flex UI from npm as one script, in `cacheFolder`. Its name holds the version and a hash of how it was built,
 * so that a second start finds it; an older one is left for whoever goes back to that version. A version that is not
 * here is installed first: rejects with one sentence where that fails.
 */
export async function buildFlexBundle(
  cacheFolder: string,
  { version: wanted, tell = () => undefined }: FlexBundleOptions = {},
): Promise<FlexBundle> {
  const own = await ownVersion();
  const version = wanted ?? own;
  const hash = createHash('sha256').update(`${esbuildVersion} ${JSON.stringify(OPTIONS)}`);
  for (const name of (await fs.readdir(FOLDER)).sort()) hash.update(await fs.readFile(path.join(FOLDER, name)));
  const file = path.join(cacheFolder, `flex-ui-${version}-${hash.digest('hex').slice(0, 12)}.js`);
  const exists = await fs.access(file).then(
    () => true,
    () => false,
  );
  if (exists) return { file, version, built: false };
  await fs.mkdir(cacheFolder, { recursive: true });
  // Flex and all that it names come from there.
  const resolveDir = version === own ? FOLDER : await installFlexUi(version, cacheFolder, tell);
  const contents = await fs.readFile(path.join(FOLDER, ENTRY), 'utf8');
  // Written beside and renamed, so that a build which is cut off leaves no half bundle.
  const unfinished = `${file}.${process.pid}.part`;
  try {
    await build({ ...OPTIONS, stdin: { contents, resolveDir, sourcefile: ENTRY }, outfile: unfinished });
    await fs.rename(unfinished, file);
  } finally {
    await fs.rm(unfinished, { force: true });
  }
  return { file, version, built: true };
}
