import { Command, InvalidArgumentError, Option } from 'commander';

import type { Twilio } from 'twilio';

import { findColleague } from '../../../serverless/src/remedies/colleague';
import type { FunctionError } from '../../../serverless/src/runtime/FunctionError';
import type { Result } from '../../../serverless/src/runtime/Result';
import type { SyncClient } from '../../../serverless/src/sync/syncStore';
import type { FlexConfiguration } from '../../../serverless/src/settings/flexConfiguration';
import { readFlexConfiguration } from '../../../serverless/src/settings/flexConfiguration';
import { daily } from '../../../serverless/src/trace/daily';
import { trace } from '../../../serverless/src/trace/trace';
import type { Trace } from '../../../src/contract/trace';
import { dailyPeriod } from '../../../src/contract/dailyPeriod';
import { readSid } from '../../../src/contract/traceSid';
import { connect, PROFILES } from '../connect';
import type { Profile } from '../connect';
import { readDoctorAccount } from '../doctor/DoctorAccount';
import { syncServiceOf } from '../doctor/functionsEnvironment';
import { functionCall } from '../functionCall';
import { printJson } from '../report';
import { sentenceOf } from '../runSteps';
import { printDaily, printTrace } from './print';
import { SID_WORDS } from './words';

interface Options {
  profile: Profile;
  sandboxUrl: string;
  json?: boolean;
  daily?: boolean;
  date?: string;
  days?: '1' | '7' | '30';
}

/** Throws with a sentence. */
function valueOf<T>(result: Result<T, FunctionError>): T {
  if (result.ok) return result.value;
  const { code, twilio } = result.error;
  const said = twilio ? `${code}, Twilio’s error ${twilio.code}` : code;
  throw new Error(`Twilio could not be asked (${said}). npm run doctor says what is wrong in the account.`);
}

async function run(what: string | undefined, options: Options, command: Command): Promise<void> {
  const { profile, sandboxUrl, json, date, days = '1' } = options;
  const isDaily = options.daily === true || date !== undefined || options.days !== undefined;
  if (what === undefined && !isDaily) command.error("error: missing required argument 'what', or --daily");
  if (what !== undefined && isDaily) command.error('error: --daily, --date and --days take no address and no SID');
  const read = what === undefined ? undefined : readSid(what);
  if (read && 'problem' in read) command.error(`error: ${SID_WORDS[read.problem]}`);
  const period = dailyPeriod(date ?? (Number(days) as 1 | 7 | 30));
  const account = await readDoctorAccount(await connect(profile, sandboxUrl));
  const syncServiceSid = account.backendUrl && (await syncServiceOf(account.twilio, account.backendUrl));
  Object.assign(account.twilio.httpClient, { syncServiceSid } satisfies SyncClient);
  const call = functionCall(account.twilio, 'trace', account.backendUrl ?? 'https://localhost');
  if (what === undefined) {
    const from = new Date(period.from);
    // A large account's month takes longer to read than a function has.
    const patient = { ...call, twilio: account.twilio };
    const told = valueOf(await daily(patient, { from, until: new Date(period.until) }, true));
    if (json) printJson({ ...period, daily: told });
    else printDaily(told);
    return;
  }
  const configuration = valueOf(await readFlexConfiguration(call.twilio));
  const traced = valueOf(await trace(call, configuration, what, { depth: 2, mayMend: () => false }));
  if (traced.steps.some(({ state }) => state === 'broken')) process.exitCode = 1;
  if (json) printJson({ trace: traced });
  else printTrace(traced, await namesOf(call.twilio, configuration, traced));
}

/** Of the agents whom it is about; who is gone from TaskRouter stays a SID. */
async function namesOf(
  twilio: Twilio,
  configuration: FlexConfiguration,
  { steps, acts = [] }: Trace,
): Promise<Map<string, string>> {
  const words = [
    ...steps.flatMap(({ sids, eligibility }) => [...sids, ...(eligibility?.workers ?? []).map(({ sid }) => sid)]),
    ...acts.flatMap(({ by, outcome }) => [by, ...outcome.split(' ')]),
  ];
  const names = new Map<string, string>();
  for (const sid of new Set(words.filter((word) => /^WK[0-9a-f]{32}$/.test(word)))) {
    const worker = await findColleague(twilio, configuration, sid);
    if (worker.ok) names.set(sid, worker.value.name);
  }
  return names;
}

function readDate(text: string): string {
  if (/^\d{4}-\d\d-\d\d$/.test(text) && !Number.isNaN(Date.parse(text))) return text;
  throw new InvalidArgumentError('It has to be a date such as 2026-03-02.');
}

new Command('npm run trace --')
  .description(
    'Where did a message go? Walks its way from the customer’s phone to an agent and back, and changes nothing.',
  )
  .argument(
    '[what]',
    'a phone number or another address; the SID of a conversation, message, task, reservation, interaction, Studio run or agent; or a link that has one',
  )
  .addOption(new Option('--profile <name>', 'which account').choices(PROFILES).default('env'))
  .option('--sandbox-url <url>', 'where the sandbox is', 'http://localhost:4000')
  .option('--daily', 'how today went, instead: who was answered, what failed, and what to mend first')
  .option('--date <date>', 'of another day, such as 2026-03-02', readDate)
  .addOption(new Option('--days <days>', 'of the last days').choices(['1', '7', '30']))
  .option('--json', 'print one JSON document')
  .action(run)
  .parseAsync()
  .catch((error: unknown) => {
    if (process.argv.includes('--json')) printJson({ error: sentenceOf(error) });
    console.error(sentenceOf(error));
    process.exitCode = 1;
  });
