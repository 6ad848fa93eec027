import fs from 'node:fs';
import path from 'node:path';

import { configOf, sandboxCommand } from './cliOptions';
import type { CliOptions } from './cliOptions';
import { createSandbox } from './createSandbox';
import { buildFlexBundle } from './host/buildFlexBundle';

async function start({ port, seed, latency, state, config, flexUi }: CliOptions): Promise<void> {
  const settings = configOf(config);
  for (const file of settings.pluginFiles ?? []) {
    if (!fs.existsSync(file)) throw new Error(`${file} is not there: build the plugin first.`);
  }
  const bundle = await buildFlexBundle(path.resolve('.cache'), {
    version: flexUi ?? settings.flexUi,
    tell: console.log,
  });
  const sandbox = await createSandbox({
    ...settings,
    port,
    seed,
    latency,
    stateFile: state,
    flexBundle: bundle.file,
    flexUiVersion: bundle.version,
  });
  console.log(`Agent desktop     ${sandbox.url}/agent-desktop/
Customer's phone  ${sandbox.url}/phone
Console           ${sandbox.url}/console`);
  const end = (): void => void sandbox.close().then(() => process.exit(0));
  process.once('SIGINT', end).once('SIGTERM', end);
}

sandboxCommand(
  'sandbox',
  'A local Twilio Flex: the real Flex UI over local Twilio services. Needs no account and no internet.',
  '0 takes any free one',
)
  .action((options: CliOptions) =>
    start(options).catch((error: NodeJS.ErrnoException) => {
      console.error(
        error.code === 'EADDRINUSE' ? `Port ${options.port} is in use: choose another with --port.` : error.message,
      );
      process.exit(1);
    }),
  )
  .parse();
