import fs from 'node:fs';
import path from 'node:path';

import { Command, Option } from 'commander';

import { connect, PROFILES } from '../connect';
import type { Profile } from '../connect';
import { print, printJson, printLine } from '../report';
import { sentenceOf } from '../runSteps';
import type { Outcome } from '../runSteps';
import { readDoctorAccount } from './DoctorAccount';
import type { DoctorAccount } from './DoctorAccount';
import { Recorder } from './exchanges/Recorder';
import { writeRecording } from './exchanges/recording';
import { Scrubber } from './exchanges/Scrubber';
import { consent, probePlan } from './probe/consent';
import { PROBE_LITERALS } from './probe/literals';
import { interruption } from './probe/interruption';
import type { ProbeOutcome } from './probe/probeOutcome';
import { checkNumbers, senderOf } from './probe/numbers';
import { ACCOUNT_CHECKS, INSTALLATION_CHECKS, runChecks } from './runChecks';

interface Options {
  profile: Profile;
  sandboxUrl: string;
  json?: boolean;
  probe?: boolean;
  phone?: string;
  from?: string;
  yes?: boolean;
  record?: string;
}

const STATES: Record<ProbeOutcome['state'], [sign: string, words: string]> = {
  same: ['=', 'as in the sandbox'],
  differs: ['~', 'differs from the sandbox'],
  untried: ['i', 'couldn’t be tried'],
  wrong: ['!', 'wrong'],
};

function printProbe({ id, what, state, details, milliseconds }: ProbeOutcome): void {
  const [sign, words] = STATES[state];
  printLine(sign, `${id}, ${what}: ${words} (${milliseconds} ms)`, details);
}

function summary(checks: readonly Outcome[], probe: readonly ProbeOutcome[] | undefined): string {
  const count = <T extends { state: string }>(all: readonly T[], state: T['state']): number =>
    all.filter((one) => one.state === state).length;
  const looked = `${count(checks, 'exists')} as they should be, ${count(checks, 'wrong')} wrong.`;
  if (!probe) return `${looked} Nothing was changed.`;
  const states = Object.keys(STATES) as ProbeOutcome['state'][];
  return `Checks: ${looked}\nProbe: ${states.map((state) => `${count(probe, state)} ${STATES[state][1]}`).join(', ')}.`;
}

async function probe(
  account: DoctorAccount,
  recorder: Recorder,
  options: Options,
): Promise<ProbeOutcome[] | undefined> {
  const { phone = '', json, yes } = options;
  const from = senderOf(account, options.from);
  checkNumbers({ ...options, from });
  const plan = probePlan(account.twilio.accountSid, from, phone);
  (json ? console.error : console.log)(`\n${plan.join('\n')}`);
  if (!yes && !(await consent('Is this phone yours, or may you text it? Type yes to go on: '))) {
    console.error('\nNothing was probed: nobody typed yes. Add --yes where nobody can be asked.');
    process.exitCode = 1;
    return undefined;
  }
  if (!json) console.log('\nProbe');
  const { signal } = interruption();
  // It brings the sandbox along, which takes a second to load.
  const { probeAccount } = await import('./probe/probeAccount');
  return probeAccount(account, { phone, from, recorder, signal, tell: json ? () => undefined : printProbe });
}

/** Before anything is asked: what is recorded must not get lost. */
function checkWritable(file: string): void {
  try {
    fs.accessSync(fs.existsSync(file) ? file : path.dirname(file), fs.constants.W_OK);
  } catch (error) {
    throw new Error(`${file} can’t be written: ${(error as Error).message}`, { cause: error });
  }
}

async function doctor(options: Options): Promise<void> {
  const { profile, sandboxUrl, json, record } = options;
  checkNumbers(options);
  if (record) checkWritable(record);
  const scrubber = new Scrubber(PROBE_LITERALS);
  const recorder = new Recorder(scrubber);
  const twilio = recorder.listenTo(await connect(profile, sandboxUrl));
  const places = {
    account: scrubber.place('AC', twilio.accountSid),
    ...(options.phone && { phone: scrubber.place('number', options.phone) }),
  };
  const save = (from?: string): void => {
    if (!record) return;
    const all = { ...places, ...(from && { from: scrubber.place('number', from) }) };
    writeRecording(record, { of: profile === 'env' ? 'account' : 'sandbox', places: all, steps: recorder.steps });
  };

  recorder.begin('account', 'check');
  const origin = profile === 'sandbox' ? new URL(sandboxUrl).origin : undefined;
  const account = await readDoctorAccount(twilio, origin);
  const tell = json ? () => undefined : print;
  const begin = (name: string): void => void recorder.begin(name, 'check');
  const checks: Outcome[] = [];
  for (const [title, parts] of [
    ['Account', ACCOUNT_CHECKS],
    ['Installation', INSTALLATION_CHECKS],
  ] as const) {
    if (!json) console.log(title);
    checks.push(...(await runChecks(account, parts, { tell, begin })));
  }
  save();
  let probed: ProbeOutcome[] | undefined;
  if (options.probe) {
    try {
      probed = await probe(account, recorder, options);
    } finally {
      save(senderOf(account, options.from));
    }
  }
  if ([...checks, ...(probed ?? [])].some(({ state }) => state === 'wrong')) process.exitCode ??= 1;
  if (json) printJson({ checks, ...(probed && { probe: probed }) });
  else console.log(`\n${summary(checks, probed)}`);
  if (record && !json) console.log(`The exchanges are in ${record}. Look through it before you pass it on.`);
}

new Command('npm run doctor --')
  .description('Says whether a Flex account is as Messaging Controls needs it. Only --probe changes anything.')
  .addOption(new Option('--profile <name>', 'which account').choices(PROFILES).default('env'))
  .option('--sandbox-url <url>', 'where the sandbox is', 'http://localhost:4000')
  .option('--probe', 'also try one conversation, interaction and text message, and remove them')
  .option('--phone <number>', 'the phone that the probe texts: one of yours')
  .option('--from <number>', 'the number of the account that texts it; by default the first SMS sender')
  .option('--yes', 'do not ask before the probe')
  .option('--record <file>', 'save the exchanges, without numbers, names, tokens and texts')
  .option('--json', 'print one JSON document')
  .action((options: Options) => doctor(options))
  .parseAsync()
  .catch((error: unknown) => {
    if (process.argv.includes('--json')) printJson({ checks: [], error: sentenceOf(error) });
    console.error(sentenceOf(error));
    process.exitCode = 1;
  });
