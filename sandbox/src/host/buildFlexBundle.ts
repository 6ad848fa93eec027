import { createHash } from 'node:crypto';
import fs from 'node:fs/promises';
import path from 'node:path';

import { build, version as esbuildVersion } from 'esbuild';
import type { BuildOptions } from 'esbuild';

const FOLDER = path.join(__dirname, 'bundle');

// The npm package is CommonJS with its dependencies apart, so it has to be bundled. Nothing in it is changed.
const OPTIONS: BuildOptions = {
  entryPoints: [path.join(FOLDER, 'entry.cjs')],
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

/**
 * The Flex UI from npm as one script, in `cacheFolder`. Its name holds the version and a hash of how it was built,
 * so that a second start finds it; an older one is left for whoever goes back to that version.
 */
export async function buildFlexBundle(cacheFolder: string): Promise<FlexBundle> {
  const manifest = await fs.readFile(require.resolve('@twilio/flex-ui/package.json'), 'utf8');
  const { version } = JSON.parse(manifest) as { version: string };
  const hash = createHash('sha256').update(`${esbuildVersion} ${JSON.stringify(OPTIONS)}`);
  for (const name of (await fs.readdir(FOLDER)).sort()) hash.update(await fs.readFile(path.join(FOLDER, name)));
  const file = path.join(cacheFolder, `flex-ui-${version}-${hash.digest('hex').slice(0, 12)}.js`);
  const exists = await fs.access(file).then(
    () => true,
    () => false,
  );
  if (exists) return { file, version, built: false };
  await fs.mkdir(cacheFolder, { recursive: true });
  // Written beside and renamed, so that a build which is cut off leaves no half bundle.
  const unfinished = `${file}.${process.pid}.part`;
  try {
    await build({ ...OPTIONS, outfile: unfinished });
    await fs.rename(unfinished, file);
  } finally {
    await fs.rm(unfinished, { force: true });
  }
  return { file, version, built: true };
}
