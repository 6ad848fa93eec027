import fs from 'node:fs';
import path from 'node:path';

import { Command, Option } from 'commander';

import { connect, PROFILES } from '../connect';
import type { Profile } from '../connect';
import { consent } from '../doctor/probe/consent';
import { readSetup } from '../readSetup';
import { print, printJson, printLine } from '../report';
import { sentenceOf } from '../runSteps';
import type { Outcome } from '../runSteps';
import { Installation, NO_SETUP } from './Installation';
import { reachSandbox } from './reachSandbox';
import { runStages } from './runStages';
import type { Run, Stage, StageOutcome } from './runStages';
import { installStages, rollbackStages, uninstallStages, upgradeStages } from './stages';

interface Options {
  apply?: boolean;
  yes?: boolean;
  settings: string;
  profile: Profile;
  sandboxUrl: string;
  json?: boolean;
}

interface Kind {
  name: string;
  description: string;
  stages: (installation: Installation) => Stage[];
  /** Whether there has to be a set-up file. */
  needsSetup?: boolean;
  /** Whether it may remove something. */
  removes?: boolean;
  /** What is said where it went well. */
  next: string;
}

const SETTINGS_FILE = 'setup/setup.json';

const COMMANDS: readonly Kind[] = [
  {
    name: 'install',
    description: 'Installs Messaging Controls into a Flex account: Functions, account, plugin, release.',
    stages: installStages,
    needsSetup: true,
    next: 'Agents have it when they load Flex again. To try one real conversation: npm run doctor -- --help.',
  },
  {
    name: 'upgrade',
    description: 'Brings an installation to this version: the Functions first, then the plugin.',
    stages: upgradeStages,
    next: 'Agents have it when they load Flex again. npm run flex:rollback goes back.',
  },
  {
    name: 'rollback',
    description: 'Goes back to the plugin that was released before, then to the Functions that were deployed before.',
    stages: rollbackStages,
    next: 'Agents have it when they load Flex again. The settings are as they were.',
  },
  {
    name: 'uninstall',
    description: 'Takes Messaging Controls out of a Flex account, and says what stays.',
    stages: uninstallStages,
    removes: true,
    next: 'Messaging Controls is out of this account.',
  },
];

/** The set-up of the file; where none is needed and none was named, what stands for it. */
function setupOf({ needsSetup }: Kind, { settings }: Options) {
  if (!needsSetup && settings === SETTINGS_FILE && !fs.existsSync(settings)) return NO_SETUP;
  return readSetup(settings);
}

async function open(kind: Kind, options: Options): Promise<Installation> {
  const { profile, sandboxUrl, settings, json } = options;
  const setup = setupOf(kind, options);
  if (profile === 'sandbox') await reachSandbox(sandboxUrl);
  return Installation.open(await connect('env', sandboxUrl), {
    setup,
    folder: path.resolve(path.dirname(settings)),
    say: json ? () => undefined : (line) => printLine('…', line, []),
    sandboxOrigin: profile === 'sandbox' ? new URL(sandboxUrl).origin : undefined,
  });
}

/** Runs the stages and prints each outcome as it comes, unless it is to be one document or nothing at all. */
const run = (stages: Stage[], apply: boolean, isSilent: boolean) =>
  runStages(stages, {
    apply,
    begin: (title) => void (isSilent || console.log(`\n${title}`)),
    tell: isSilent ? () => undefined : print,
  } satisfies Run & { begin: (title: string) => void });

const all = (stages: readonly StageOutcome[]): Outcome[] => stages.flatMap(({ steps }) => steps);

const isRemoval = ({ state }: Outcome): boolean => state === 'remove';

function summary(outcomes: readonly Outcome[], apply: boolean): string {
  const count = (chosen: (outcome: Outcome) => boolean): number => outcomes.filter(chosen).length;
  const open = count(({ state, isDone }) => !isDone && ['create', 'change', 'remove'].includes(state));
  return [
    apply ? `${count(({ isDone }) => isDone === true)} done` : `${open} to do`,
    `${count(({ state }) => state === 'exists')} as they should be`,
    `${count(({ state }) => state === 'wrong')} wrong`,
  ].join(', ');
}

/** What is removed is shown first. Throws where nobody says that it may be. */
async function askToRemove(stages: Stage[], { yes, json }: Options): Promise<void> {
  if (yes) return;
  const isAsked = process.stdin.isTTY && !json;
  const planned = await run(stages, false, !isAsked);
  if (!all(planned.outcomes).some(isRemoval)) return;
  if (isAsked && (await consent('\nRemove it? Type yes to go on: '))) return;
  throw new Error('Nothing was removed: nobody said yes. Add --yes where nobody can be asked.');
}

async function carryOut(kind: Kind, options: Options): Promise<void> {
  const { apply = false, json = false } = options;
  const stages = kind.stages(await open(kind, options));
  if (apply && kind.removes) await askToRemove(stages, options);
  const { outcomes, stopped } = await run(stages, apply, json);
  const steps = all(outcomes);
  const isWrong = steps.some(({ state }) => state === 'wrong');
  process.exitCode = isWrong ? 1 : 0;
  if (json) return printJson({ command: kind.name, applied: apply, stages: outcomes });
  console.log(`\n${summary(steps, apply)}.`);
  if (!apply) console.log('Nothing was changed: --apply does it.');
  else if (stopped) console.log('Stopped there. Mend what is said above and run the same command again.');
  else if (!isWrong) console.log(kind.next);
}

const program = new Command('npm run flex:…').description('Installs, upgrades, rolls back and uninstalls.');
for (const kind of COMMANDS) {
  program
    .command(kind.name)
    .description(kind.description)
    .usage(`-- (as npm run flex:${kind.name} -- …)`)
    .addOption(new Option('--plan', 'only say what would be done (the default)').conflicts('apply'))
    .option('--apply', 'do it')
    .option('--yes', 'remove without asking')
    .option('--settings <file>', 'the set-up file', SETTINGS_FILE)
    .addOption(new Option('--profile <name>', 'which account').choices(PROFILES).default('env'))
    .option('--sandbox-url <url>', 'where the sandbox is', 'http://localhost:4000')
    .option('--json', 'print one JSON document')
    .action((options: Options) =>
      carryOut(kind, options).catch((error: unknown) => {
        if (options.json) printJson({ command: kind.name, applied: false, stages: [], error: sentenceOf(error) });
        throw error;
      }),
    );
}

program.parseAsync().catch((error: unknown) => {
  console.error(sentenceOf(error));
  process.exitCode = 1;
});
