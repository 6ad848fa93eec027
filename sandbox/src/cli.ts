import fs from 'node:fs';
import path from 'node:path';

import { Command } from 'commander';

import { createSandbox } from './createSandbox';
import { buildFlexBundle } from './host/buildFlexBundle';
import { parsePort } from './parsePort';
import { readSandboxConfig } from './readSandboxConfig';
import type { SandboxConfig } from './readSandboxConfig';

const DEFAULT_CONFIG = 'sandbox.config.json';

interface Options {
  port: string;
  config?: string;
}

function configOf(given: string | undefined): Partial<SandboxConfig> {
  if (given) return readSandboxConfig(path.resolve(given));
  return fs.existsSync(DEFAULT_CONFIG) ? readSandboxConfig(path.resolve(DEFAULT_CONFIG)) : {};
}

async function start({ port, config }: Options): Promise<void> {
  const settings = configOf(config);
  for (const file of settings.pluginFiles ?? []) {
    if (!fs.existsSync(file)) throw new Error(`${file} is not there: build the plugin first.`);
  }
  const { file } = await buildFlexBundle(path.resolve('.cache'));
  const sandbox = await createSandbox({ ...settings, port: parsePort(port), flexBundle: file });
  console.log(`Agent desktop     ${sandbox.url}/agent-desktop/\nCustomer's phone  ${sandbox.url}/phone`);
  const end = (): void => void sandbox.close().then(() => process.exit(0));
  process.once('SIGINT', end).once('SIGTERM', end);
}

new Command('sandbox')
  .description('A local Twilio Flex: the real Flex UI over local Twilio services. Needs no account and no internet.')
  .option('--port <port>', 'port to listen on; 0 takes any free one', process.env['PORT'] || '4000')
  .option('--config <file>', `plugins, task channels and ui_attributes (default: ${DEFAULT_CONFIG} where there is one)`)
  .action((options: Options) =>
    start(options).catch((error: NodeJS.ErrnoException) => {
      console.error(
        error.code === 'EADDRINUSE' ? `Port ${options.port} is in use: choose another with --port.` : error.message,
      );
      process.exit(1);
    }),
  )
  .parse();
