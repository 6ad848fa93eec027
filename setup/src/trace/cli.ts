import { Command, Option } from 'commander';

import type { SyncClient } from '../../../serverless/src/sync/syncStore';
import { readFlexConfiguration } from '../../../serverless/src/settings/flexConfiguration';
import { trace } from '../../../serverless/src/trace/trace';
import type { Trace, TraceStep } from '../../../src/contract/trace';
import { connect, PROFILES } from '../connect';
import type { Profile } from '../connect';
import { readDoctorAccount } from '../doctor/DoctorAccount';
import { syncServiceOf } from '../doctor/functionsEnvironment';
import { functionCall } from '../functionCall';
import { printJson, printLine } from '../report';
import { sentenceOf } from '../runSteps';
import { ACT_WORDS, CAUSE_WORDS, STEP_WORDS } from './words';

interface Options {
  profile: Profile;
  sandboxUrl: string;
  json?: boolean;
}

const MARKS = { fine: '✓', broken: '✗', underWay: '…', unknown: '?' } as const;

function printStep({ step, state, cause, isCertain, at, code, status, sids }: TraceStep): void {
  const facts = [status, at, ...sids].filter((fact) => fact !== undefined).join(', ');
  const [what, mend] = cause === undefined ? [] : CAUSE_WORDS[cause];
  const likely = isCertain === false ? 'Likely: ' : '';
  const lines = [
    ...(state === 'underWay' ? ['This is younger than a minute: it may still be under way.'] : []),
    ...(what === undefined ? [] : [`${likely}${what}`]),
    ...(code === undefined ? [] : [`Twilio’s error ${code}: https://www.twilio.com/docs/api/errors/${code}`]),
    ...(mend === undefined || state === 'fine' ? [] : [mend]),
  ];
  printLine(MARKS[state], `${STEP_WORDS[step]}${facts === '' ? '' : ` (${facts})`}`, lines);
}

function print({ conversationSid, otherConversations, steps, acts = [], isComplete }: Trace): void {
  if (conversationSid !== undefined) console.log(conversationSid);
  steps.forEach(printStep);
  if (otherConversations.length > 0) console.log(`Also with this customer: ${otherConversations.join(', ')}`);
  if (acts.length > 0) console.log('History:');
  for (const { at, by, act, outcome } of acts) console.log(`  ${at}, ${by}: ${ACT_WORDS[act] ?? act}, ${outcome}`);
  if (!isComplete) console.log('Not everything could be asked in time. Run it again.');
}

async function run(what: string, { profile, sandboxUrl, json }: Options): Promise<void> {
  const account = await readDoctorAccount(await connect(profile, sandboxUrl));
  const syncServiceSid = account.backendUrl && (await syncServiceOf(account.twilio, account.backendUrl));
  Object.assign(account.twilio.httpClient, { syncServiceSid } satisfies SyncClient);
  const call = functionCall(account.twilio, 'trace', account.backendUrl ?? 'https://localhost');
  const configuration = await readFlexConfiguration(call.twilio);
  const traced = configuration.ok
    ? await trace(call, configuration.value, what, { depth: 2, mayMend: false })
    : configuration;
  if (!traced.ok) {
    const { code, twilio } = traced.error;
    const said = twilio ? `${code}, Twilio’s error ${twilio.code}` : code;
    throw new Error(`Twilio could not be asked (${said}). npm run doctor says what is wrong in the account.`);
  }
  if (traced.value.steps.some(({ state }) => state === 'broken')) process.exitCode = 1;
  if (json) printJson({ trace: traced.value });
  else print(traced.value);
}

new Command('npm run trace --')
  .description(
    'Where did a message go? Walks its way from the customer’s phone to an agent and back, and changes nothing.',
  )
  .argument('<what>', 'a phone number or another address, or the SID of a conversation, message, task or reservation')
  .addOption(new Option('--profile <name>', 'which account').choices(PROFILES).default('env'))
  .option('--sandbox-url <url>', 'where the sandbox is', 'http://localhost:4000')
  .option('--json', 'print one JSON document')
  .action(run)
  .parseAsync()
  .catch((error: unknown) => {
    if (process.argv.includes('--json')) printJson({ error: sentenceOf(error) });
    console.error(sentenceOf(error));
    process.exitCode = 1;
  });
