#!/usr/bin/env node
import { Option } from 'commander';
import type { Command } from 'commander';

import { sandboxCommand } from './cliOptions';
import type { CliOptions } from './cliOptions';
import { exec } from './exec';
import { startSandbox } from './startSandbox';
import type { StartOptions } from './startSandbox';

type Options = CliOptions & StartOptions;

/** Ends with one sentence where something is wrong. */
async function orExplain({ port }: Options, work: () => Promise<void>): Promise<void> {
  try {
    await work();
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    console.error(code === 'EADDRINUSE' ? `Port ${port} is in use: choose another with --port.` : message);
    process.exit(1);
  }
}

async function serve(options: Options): Promise<void> {
  const sandbox = await startSandbox({ ...options, tell: console.log });
  console.log(`Start page        ${sandbox.url}/
Agent desktop     ${sandbox.url}/agent-desktop/
Customer's phone  ${sandbox.url}/phone
Console           ${sandbox.url}/console`);
  const end = (): void => void sandbox.close().then(() => process.exit(0));
  process.once('SIGINT', end).once('SIGTERM', end);
}

async function runIn(options: Options, command: string[]): Promise<void> {
  const sandbox = await startSandbox({ ...options, tell: console.error });
  try {
    process.exitCode = await exec(sandbox, command);
  } finally {
    await sandbox.close();
  }
  process.exit();
}

const withOwnOptions = (command: Command): Command =>
  command
    .addOption(
      new Option('--plugin <file>', 'a built plugin, besides those of the config; may be repeated').argParser(
        (file: string, before: string[] | undefined) => [...(before ?? []), file],
      ),
    )
    .addOption(
      new Option('--cache <folder>', "where Flex UI's bundle is kept (default: the user's cache)").env('SANDBOX_CACHE'),
    );

const inSandbox = withOwnOptions(
  sandboxCommand(
    'exec',
    'Starts a sandbox, runs a command that finds it in FLEX_SANDBOX_URL, and ends with its exit code.',
    '0 takes any free one',
  ),
)
  .argument('<command...>', 'what to run, after --')
  .action((command: string[], options: Options) => orExplain(options, () => runIn(options, command)));

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
