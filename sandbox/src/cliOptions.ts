import fs from 'node:fs';
import path from 'node:path';

import { Command, InvalidArgumentError, Option } from 'commander';

import { PROFILES } from './model/Profile';
import type { Profile } from './model/Profile';
import { parseFlexUiVersion } from './parseFlexUiVersion';
import { parsePort } from './parsePort';
import { readSandboxConfig } from './readSandboxConfig';
import type { SandboxConfig } from './readSandboxConfig';
import { SEEDS } from './seed/seed';
import type { SeedName } from './seed/seed';

export const DEFAULT_CONFIG = 'sandbox.config.json';

/** What a command line says about the sandbox. */
export interface CliOptions {
  port: number;
  seed: SeedName;
  /** Milliseconds. */
  latency: number;
  profile?: Profile;
  /** Absolute path. */
  state?: string;
  /** Absolute path. */
  config?: string;
  /** Version of Flex UI. */
  flexUi?: string;
}

/** Commander's own way of saying that an option is wrong. */
export const checked =
  <T>(read: (text: string, before: T | undefined) => T) =>
  (text: string, before: T | undefined): T => {
    try {
      return read(text, before);
    } catch (error) {
      throw new InvalidArgumentError(error instanceof Error ? error.message : String(error));
    }
  };

function parseLatency(text: string): number {
  if (!/^\d+$/.test(text)) throw new Error('Give whole milliseconds.');
  return Number(text);
}

/** A command with the options of the sandbox; `portNote` is added to what the help says of the port. */
export const sandboxCommand = (name: string, description: string, portNote: string, usualPort = 4000): Command =>
  new Command(name)
    .description(description)
    .addOption(
      new Option('--port <port>', `port to listen on; ${portNote}`)
        .env('PORT')
        .default(usualPort)
        .argParser(checked(parsePort)),
    )
    .addOption(
      new Option('--seed <name>', 'what it begins with, where no state is kept').choices(SEEDS).default(SEEDS[0]),
    )
    .addOption(
      new Option('--latency <ms>', 'how long each request to Twilio waits').default(0).argParser(checked(parseLatency)),
    )
    .addOption(
      new Option('--profile <name>', "strict holds to Twilio's rate limits, queues and lags").choices(PROFILES),
    )
    .addOption(
      new Option('--state <file>', 'keeps the state in this file between runs').argParser((file) => path.resolve(file)),
    )
    .addOption(
      new Option(
        '--config <file>',
        `plugins, task channels, feature flags and ui_attributes (default: ${DEFAULT_CONFIG})`,
      ).argParser((file) => path.resolve(file)),
    );

const flexUiOption = (more: string): Option =>
  new Option(
    '--flex-ui <version>',
    `version of Flex UI, such as 2.12.0, installed from npm where it is not here${more} (default: your project's, or the newest one)`,
  );

/** Which Flex UI: of a command that starts one sandbox. */
export const oneFlexUi = (): Option => flexUiOption('').argParser(checked(parseFlexUiVersion));

/** Where a command can be run on several, one after the other. */
export const severalFlexUi = (): Option =>
  flexUiOption('; repeated, exec runs the command once on each').argParser(
    checked((text: string, before: string[] | undefined) => [...(before ?? []), parseFlexUiVersion(text)]),
  );

/** The config that was named, or else the one that is there in this folder; nothing where there is none. */
export function configOf(given: string | undefined, folder = '.'): Partial<SandboxConfig> {
  if (given) return readSandboxConfig(given);
  const file = path.resolve(folder, DEFAULT_CONFIG);
  return fs.existsSync(file) ? readSandboxConfig(file) : {};
}
