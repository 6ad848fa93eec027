import { createHash } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';

import { runNode } from './children';

/** All that the built plugin depends on. */
const SOURCES = ['src', 'public', 'webpack', 'webpack.config.js', 'tsconfig.json', 'package.json'];

function* filesBelow(place: string): Generator<string> {
  if (!fs.existsSync(place)) return;
  if (!fs.statSync(place).isDirectory()) return void (yield place);
  for (const name of fs.readdirSync(place).sort()) yield* filesBelow(path.join(place, name));
}

/** Of all that the plugin is built from, but what is named in `without`. */
export function hashOf(root: string, without: readonly string[] = []): string {
  const hash = createHash('sha256');
  for (const source of SOURCES.filter((name) => !without.includes(name))) {
    for (const file of filesBelow(path.join(root, source))) {
      hash.update(`${path.relative(root, file)}\n`).update(fs.readFileSync(file));
    }
  }
  return hash.digest('hex');
}

/** Where the backend finds the plugin's chunks. */
export const CHUNKS = 'serverless/dist/assets/chunks';

/** Builds the plugin where its sources have changed since the last time. Resolves with what there is to say. */
export async function buildPlugin(root: string, cache: string, files: string[]): Promise<string> {
  const record = path.join(cache, 'plugin.hash');
  const hash = hashOf(root);
  const isCurrent = fs.existsSync(record) && fs.readFileSync(record, 'utf8') === hash;
  const needed = [...files, path.join(root, CHUNKS, 'releases.json')];
  if (isCurrent && needed.every((file) => fs.existsSync(file))) return 'unchanged';
  fs.rmSync(record, { force: true });
  const printed = await runNode([path.join(root, 'scripts/build-plugin.cjs')], { cwd: root });
  fs.writeFileSync(record, hash);
  return printed.split('\n').at(-1) ?? '';
}
