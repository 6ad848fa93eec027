#!/usr/bin/env node
import { Option } from 'commander';
import type { Command } from 'commander';

import { sandboxCommand, severalFlexUi } from './cliOptions';
import type { CliOptions } from './cliOptions';
import { execOnVersions } from './execOnVersions';
import { startSandbox } from './startSandbox';
import type { StartOptions } from './startSandbox';

type Options = Omit<CliOptions & StartOptions, 'flexUi'> & { flexUi?: string[] };

/** Ends with one sentence where something is wrong. */
async function orExplain({ port }: Pick<Options, 'port'>, work: () => Promise<void>): Promise<void> {
  try {
    await work();
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    console.error(code === 'EADDRINUSE' ? `Port ${port} is in use: choose another with --port.` : message);
    process.exit(1);
  }
}

async function serve({ flexUi = [], ...options }: Options): Promise<void> {
  if (flexUi.length > 1) throw new Error('Give one version of Flex UI: several are for "flex-sandbox exec".');
  const sandbox = await startSandbox({ ...options, flexUi: flexUi[0], tell: console.log });
  console.log(`Start page        ${sandbox.url}/
Agent desktop     ${sandbox.url}/agent-desktop/
Customer's phone  ${sandbox.url}/phone
Console           ${sandbox.url}/console`);
  const end = (): void => void sandbox.close().then(() => process.exit(0));
  process.once('SIGINT', end).once('SIGTERM', end);
}

async function runIn({ flexUi = [], ...options }: Options, command: string[]): Promise<void> {
  process.exit(await execOnVersions(flexUi, { ...options, tell: console.error }, command));
}

const withOwnOptions = (command: Command): Command =>
  command
    .addOption(
      new Option('--plugin <file>', 'a built plugin, besides those of the config; may be repeated').argParser(
        (file: string, before: string[] | undefined) => [...(before ?? []), file],
      ),
    )
    .addOption(
      new Option('--cache <folder>', "where Flex UI and Functions' packages are kept (default: the user's cache)").env(
        'SANDBOX_CACHE',
      ),
    )
    .addOption(severalFlexUi());

/** Those after `exec`, and those that stand before it. */
function optionsOfExec(inSandbox: Command): Options {
  const isGiven = (command: Command | null, name: string): boolean => command?.getOptionValueSource(name) === 'cli';
  const before = Object.entries(inSandbox.parent?.opts<Options>() ?? {}).filter(
    ([name]) => isGiven(inSandbox.parent, name) && !isGiven(inSandbox, name),
  );
  return { ...inSandbox.opts<Options>(), ...Object.fromEntries(before) };
}

const inSandbox = withOwnOptions(
  sandboxCommand(
    'exec',
    'Starts a sandbox, runs a command that finds it in FLEX_SANDBOX_URL, and ends with its exit code.',
    '0 takes any free one',
    0,
  ),
)
  .argument('<command...>', 'what to run, after --')
  .action((command: string[], _options: Options, self: Command) => {
    const options = optionsOfExec(self);
    return orExplain(options, () => runIn(options, command));
  });

withOwnOptions(
  sandboxCommand(
    'flex-sandbox',
    'A local Twilio Flex: the real Flex UI over local Twilio services. Needs no account.',
    '0 takes any free one',
  ),
)
  .enablePositionalOptions()
  .addCommand(inSandbox)
  .action((options: Options) => orExplain(options, () => serve(options)))
  .parse();
