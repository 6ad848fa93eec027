import { createHash } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';

import { buildPlugin, hashOf } from '../../../scripts/start/buildPlugin';
import { runNode } from '../../../scripts/start/children';
import type { Step } from '../Step';
import { exists, wrong } from '../Step';
import type { Installation } from './Installation';
import { ROOT } from './Installation';
import { readPluginPackage } from './pluginPackage';

const CACHE = path.resolve(ROOT, process.env['SANDBOX_CACHE'] ?? '.cache');
export const FUNCTIONS_FOLDER = path.join(ROOT, 'serverless/dist/functions');

export const buildFunctions = (): Promise<string> =>
  runNode([path.join(ROOT, 'scripts/build-functions.cjs')], { cwd: ROOT });

/** Builds the plugin where its sources or its version have changed since the last time. */
export function buildPluginHere(): Promise<string> {
  fs.mkdirSync(CACHE, { recursive: true });
  const bundle = path.join(ROOT, 'build', `${readPluginPackage().name}.js`);
  return buildPlugin(ROOT, CACHE, [bundle, `${bundle}.map`]);
}

/** What a plugin is built from, whatever its version: by this a deployed one is known again. Twelve digits. */
export function sourceMark(): string {
  const { dependencies } = readPluginPackage();
  const sources = hashOf(ROOT, ['package.json']);
  return createHash('sha256').update(sources).update(JSON.stringify(dependencies)).digest('hex').slice(0, 12);
}

/** Builds all that will be deployed, before anything in the account is touched. */
export async function localBuilds({ say }: Installation): Promise<Step[]> {
  say('Building the Functions and the plugin; the first time takes about half a minute.');
  return Promise.all([
    buildStep('build of the Functions', 'npm run build:functions', buildFunctions),
    buildStep('build of the plugin', 'npm run build', buildPluginHere),
  ]);
}

async function buildStep(what: string, command: string, build: () => Promise<string>): Promise<Step> {
  try {
    await build();
    return exists(what);
  } catch (error) {
    const first = (error as Error).message
      .split('\n')
      .find((line) => /error/i.test(line))
      ?.trim();
    return wrong(what, `It fails${first ? `: ${first}` : ''}. Run "${command}", mend what it says, and try again.`);
  }
}
