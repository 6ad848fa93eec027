import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';

import { configOf } from './cliOptions';
import type { CliOptions } from './cliOptions';
import { createSandbox } from './createSandbox';
import type { Sandbox } from './Sandbox';
import { buildFlexBundle } from './host/buildFlexBundle';

export type StartOptions = Partial<CliOptions> & {
  /** Built plugin files besides those of the config. */
  plugin?: string[];
  /** Where Flex UI's bundle, and what npm installed for Functions, is kept between runs. */
  cache?: string;
  /** Told how an installation goes. */
  tell?: (line: string) => void;
};

/** For all projects of this computer, where the folder is not named. */
const usualCache = (): string =>
  path.join(process.env['XDG_CACHE_HOME'] ?? path.join(os.homedir(), '.cache'), 'flex-sandbox');

/**
 * A sandbox with the agent desktop, by the options of the command line and the config file; on any free port where none
 * is named. Rejects with one sentence where a plugin's file is not there, where Flex UI cannot be installed, and with
 * `EADDRINUSE` where the port is taken.
 */
export async function startSandbox(options: StartOptions = {}): Promise<Sandbox> {
  const { port = 0, seed = 'demo', latency = 0, state, config, flexUi, plugin = [], tell = () => undefined } = options;
  const settings = configOf(config);
  const pluginFiles = [...(settings.pluginFiles ?? []), ...plugin.map((file) => path.resolve(file))];
  for (const file of pluginFiles) {
    if (!fs.existsSync(file)) throw new Error(`${file} is not there: build the plugin first.`);
  }
  const cache = path.resolve(options.cache ?? process.env['SANDBOX_CACHE'] ?? usualCache());
  const bundle = await buildFlexBundle(cache, { version: flexUi ?? settings.flexUi, tell });
  return createSandbox({
    ...settings,
    cache,
    pluginFiles,
    port,
    seed,
    latency,
    profile: options.profile ?? settings.profile,
    stateFile: state,
    flexBundle: bundle.file,
    flexUiVersion: bundle.version,
  });
}
