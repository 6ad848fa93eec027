import path from 'node:path';

import { Command, Option } from 'commander';

import { connect, PROFILES } from './connect';
import type { Profile } from './connect';
import { migrate } from './migrate';
import { createContext, readSetup } from './readSetup';
import { print, printJson } from './report';
import { runSteps, sentenceOf } from './runSteps';
import type { Outcome } from './runSteps';

interface Options {
  plan?: boolean;
  apply?: boolean;
  settings: string;
  profile: Profile;
  sandboxUrl: string;
  json?: boolean;
}

function summary(outcomes: readonly Outcome[], apply: boolean): string {
  const count = (chosen: (outcome: Outcome) => boolean): number => outcomes.filter(chosen).length;
  const changes = count(({ state }) => state === 'create' || state === 'change');
  const wrongs = count(({ state }) => state === 'wrong');
  return [
    apply ? `${count(({ isDone }) => isDone === true)} done` : `${changes} to do`,
    `${count(({ state }) => state === 'exists')} as they should be`,
    `${wrongs} wrong`,
  ].join(', ');
}

/** A command's outcome: printed as it comes, or as one JSON document; something wrong ends it with 1. */
async function report(
  { apply = false, json = false }: Options,
  run: (tell: (outcome: Outcome) => void) => Promise<Outcome[]>,
): Promise<void> {
  const outcomes = await run(json ? () => undefined : print).catch((error: unknown) => {
    if (json) printJson({ applied: false, steps: [], error: sentenceOf(error) });
    throw error;
  });
  const isWrong = outcomes.some(({ state }) => state === 'wrong');
  if (json) printJson({ applied: apply, steps: outcomes });
  else console.log(`\n${summary(outcomes, apply)}.${apply ? '' : ' Nothing was changed: --apply does it.'}`);
  process.exitCode = isWrong ? 1 : 0;
}

const withOptions = (command: Command): Command =>
  command
    .addOption(new Option('--plan', 'only say what would change (the default)').conflicts('apply'))
    .option('--apply', 'make it so')
    .addOption(new Option('--profile <name>', 'which account').choices(PROFILES).default('env'))
    .option('--sandbox-url <url>', 'where the sandbox is', 'http://localhost:4000')
    .option('--json', 'print one JSON document');

const program = withOptions(new Command('npm run setup --'))
  .description('Makes a Flex account ready for Messaging Controls. Running it twice changes nothing.')
  .option('--settings <file>', 'the set-up file', 'setup/setup.json')
  .action(async (options: Options) => {
    await report(options, async (tell) => {
      const setup = readSetup(options.settings);
      const twilio = await connect(options.profile, options.sandboxUrl);
      const context = await createContext(twilio, setup, path.dirname(options.settings));
      return runSteps(context, { apply: options.apply === true, tell });
    });
  });

withOptions(program.command('migrate'))
  .description('Moves legacy Flex Flows to Conversations addresses, and tells what has no equivalent.')
  .action(async (_: unknown, command: Command) => {
    const options = command.optsWithGlobals<Options>();
    await report(options, async (tell) => {
      const twilio = await connect(options.profile, options.sandboxUrl);
      return migrate(twilio, { apply: options.apply === true, tell });
    });
  });

program.parseAsync().catch((error: unknown) => {
  console.error(sentenceOf(error));
  process.exitCode = 1;
});
