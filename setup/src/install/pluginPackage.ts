import fs from 'node:fs';
import path from 'node:path';

import { ROOT } from './Installation';

const FILE = path.join(ROOT, 'package.json');

/** The plugin's own package.json, as it is now. */
export const readPluginPackage = () =>
  JSON.parse(fs.readFileSync(FILE, 'utf8')) as { name: string; version: string; dependencies: Record<string, string> };

/** Runs what may write package.json anew in its own way; afterwards it is as it was, but for this version. */
export async function withPluginVersion<T>(version: string, work: () => Promise<T>): Promise<T> {
  const text = fs.readFileSync(FILE, 'utf8');
  const wanted = text.replace(/("version": ")[^"]*/, `$1${version}`);
  fs.writeFileSync(FILE, wanted);
  try {
    const result = await work();
    fs.writeFileSync(FILE, wanted);
    return result;
  } catch (error) {
    fs.writeFileSync(FILE, text);
    throw error;
  }
}

/** Below zero where `one` is the older version. */
export const compareVersions = (one: string, other: string): number =>
  one.localeCompare(other, 'en', { numeric: true });

/** `0.1.0` → `0.1.1` */
export const nextPatch = (version: string): string =>
  version.replace(/^(\d+\.\d+\.)(\d+).*$/, (_, start: string, patch: string) => `${start}${Number(patch) + 1}`);
