import fs from 'node:fs/promises';

import { build } from 'esbuild';

/** A small TypeScript file of ours, bundled for the browser. In the package it is bundled already. */
export async function browserScript(entry: string): Promise<string> {
  const bundled = entry.replace(/\.ts$/, '.js');
  const isPackage = await fs.access(bundled).then(
    () => true,
    () => false,
  );
  if (isPackage) return fs.readFile(bundled, 'utf8');
  return bundleForBrowser(entry);
}

export async function bundleForBrowser(entry: string): Promise<string> {
  const { outputFiles } = await build({
    entryPoints: [entry],
    bundle: true,
    write: false,
    platform: 'browser',
    format: 'iife',
    target: 'es2020',
    logLevel: 'silent',
  });
  return outputFiles[0]?.text ?? '';
}
