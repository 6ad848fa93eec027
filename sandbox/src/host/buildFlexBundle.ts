import { createHash } from 'node:crypto';
import fs from 'node:fs/promises';
import path from 'node:path';

import { build, version as esbuildVersion } from 'esbuild';
import type { BuildOptions } from 'esbuild';

import { installFlexUi } from './installFlexUi';

const FOLDER = path.join(__dirname, 'bundle');
const ENTRY = 'entry.cjs';
const BUFFER = 'buffer.mjs';

/** Installed where a project has no Flex UI of its own. */
export const NEWEST_FLEX_UI = '2.17.1';

// The npm package is CommonJS with its dependencies apart, so it has to be bundled. Nothing in it is changed.
const OPTIONS: BuildOptions = {
  bundle: true,
  minify: true,
  platform: 'browser',
  format: 'iife',
  target: 'es2020',
  define: { global: 'window', 'process.env.NODE_ENV': '"production"' },
  loader: { '.node': 'empty' },
  logLevel: 'silent',
};
/** Of the sandbox's own, wherever Flex UI itself comes from. */
const FILES: BuildOptions = {
  alias: { path: require.resolve('path-browserify') },
  inject: [path.join(FOLDER, BUFFER)],
};

export interface FlexBundle {
  file: string;
  /** Of `@twilio/flex-ui`. */
  version: string;
  /** False where it was there from an earlier start. */
  built: boolean;
}

export interface FlexBundleOptions {
  /** Of Flex UI, such as `2.12.0`; where it is left out, the one that the project has among its packages, or the newest. */
  version?: string;
  /** Told how an installation goes. */
  tell?: (line: string) => void;
}

/** The Flex UI among the packages of the project that is worked in, or else of this one. */
async function ownFlexUi(): Promise<{ version: string; folder: string } | undefined> {
  for (const folder of [process.cwd(), FOLDER]) {
    try {
      const manifest = await fs.readFile(require.resolve('@twilio/flex-ui/package.json', { paths: [folder] }), 'utf8');
      return { version: (JSON.parse(manifest) as { version: string }).version, folder };
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'MODULE_NOT_FOUND') throw error;
    }
  }
  return undefined;
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
  const own = await ownFlexUi();
  const version = wanted ?? own?.version ?? NEWEST_FLEX_UI;
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
  const resolveDir = version === own?.version ? own.folder : await installFlexUi(version, cacheFolder, tell);
  const contents = await fs.readFile(path.join(FOLDER, ENTRY), 'utf8');
  // Written beside and renamed, so that a build which is cut off leaves no half bundle.
  const unfinished = `${file}.${process.pid}.part`;
  try {
    await build({ ...OPTIONS, ...FILES, stdin: { contents, resolveDir, sourcefile: ENTRY }, outfile: unfinished });
    await fs.rename(unfinished, file);
  } finally {
    await fs.rm(unfinished, { force: true });
  }
  return { file, version, built: true };
}
