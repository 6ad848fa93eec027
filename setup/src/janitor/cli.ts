import { Command, Option } from 'commander';

import { keepReport, readReports } from '../../../serverless/src/janitor/report';
import { sweep } from '../../../serverless/src/janitor/sweep';
import type { FunctionError } from '../../../serverless/src/runtime/FunctionError';
import type { Result } from '../../../serverless/src/runtime/Result';
import type { SyncClient } from '../../../serverless/src/sync/syncStore';
import { readFlexConfiguration } from '../../../serverless/src/settings/flexConfiguration';
import type { JanitorFinding } from '../../../src/contract/janitor';
import { connect, PROFILES } from '../connect';
import type { Profile } from '../connect';
import { publicUrl, syncServiceOf } from '../doctor/functionsEnvironment';
import { readDoctorAccount } from '../doctor/DoctorAccount';
import type { DoctorAccount } from '../doctor/DoctorAccount';
import { functionCall } from '../functionCall';
import { printJson, printLine } from '../report';
import { sentenceOf } from '../runSteps';
import { FINDING_WORDS, REST_WORDS } from './words';

interface Options {
  profile: Profile;
  sandboxUrl: string;
  plan?: boolean;
  apply?: boolean;
  report?: boolean;
  json?: boolean;
}

/** The rests after which somebody has to look again. */
const isMended = ({ rest }: JanitorFinding): boolean => rest !== undefined && rest !== 'atWork';

function printFinding(found: JanitorFinding): void {
  const { conversationSid, finding, rest, error } = found;
  const [wrong, remedy] = FINDING_WORDS[finding];
  const done = rest === undefined ? remedy : (REST_WORDS[rest] ?? rest);
  const failed = `It failed (${error}). Run this again; if it fails again, see serverless/README.md.`;
  printLine(isMended(found) ? '✓' : '!', `${conversationSid}: ${wrong}`, [error === undefined ? done : failed]);
}

/** Throws with a sentence. */
function valueOf<T>(result: Result<T, FunctionError>, what: string): T {
  if (result.ok) return result.value;
  const { code, twilio } = result.error;
  const said = twilio ? `${code}, Twilio’s error ${twilio.code}` : code;
  throw new Error(`${what} (${said}). Nothing was changed. npm run doctor says what is wrong in the account.`);
}

/** Throws with a sentence: what the janitor sets up leads customers’ replies to the Functions. */
async function functionsUrl({ twilio, backendUrl }: DoctorAccount): Promise<string> {
  if (backendUrl) return publicUrl(twilio, backendUrl);
  throw new Error(
    'The settings have no "backendUrl", so customers’ replies would reach nobody. Deploy the Functions, then run the setup: it writes their address into the settings.',
  );
}

async function janitor({ profile, sandboxUrl, plan, report, json }: Options): Promise<void> {
  const isPlan = plan === true;
  // Refuses wrong credentials, and accounts without Flex, with a sentence.
  const account = await readDoctorAccount(await connect(profile, sandboxUrl));
  const url = report ? (account.backendUrl ?? 'https://localhost') : await functionsUrl(account);
  const syncServiceSid = account.backendUrl && (await syncServiceOf(account.twilio, account.backendUrl));
  // From here on, for all that is asked of this account.
  Object.assign(account.twilio.httpClient, { syncServiceSid } satisfies SyncClient);
  const nextCall = () => functionCall(account.twilio, 'janitor', url);

  if (report) {
    const reports = valueOf(await readReports(nextCall()), 'The reports could not be read');
    if (json) return printJson({ reports });
    for (const { at, findings } of reports) {
      console.log(at);
      findings.forEach(printFinding);
    }
    if (reports.length === 0) console.log('Nothing was found in the last 30 days.');
    return;
  }
  const configuration = valueOf(await readFlexConfiguration(account.twilio), 'The settings could not be read');
  // Listing a whole account takes longer than a function has.
  const call = { ...nextCall(), twilio: account.twilio };
  const swept = valueOf(
    await sweep({ call, configuration }, { isPlan, isThorough: true, nextCall }),
    'The conversations could not be listed',
  );
  const { findings, isComplete } = swept;
  if (!isPlan) await keepReport(nextCall(), swept);
  const open = findings.filter((found) => !isMended(found)).length;
  if (open > 0 || !isComplete) process.exitCode = 1;
  if (json) return printJson({ applied: !isPlan, findings, isComplete });
  findings.forEach(printFinding);
  if (!isComplete) console.log('Not all conversations could be looked at. Run this again.');
  const found = `${findings.length} found`;
  if (isPlan) console.log(`${found}. Nothing was changed.${open > 0 ? ' Run it with --apply.' : ''}`);
  else console.log(`${found}, ${findings.length - open} seen to.`);
}

new Command('npm run janitor --')
  .description('Finds customers who are left alone in open conversations, and what is left behind, and sees to it.')
  .addOption(new Option('--profile <name>', 'which account').choices(PROFILES).default('env'))
  .option('--sandbox-url <url>', 'where the sandbox is', 'http://localhost:4000')
  .addOption(new Option('--plan', 'says what it would do').conflicts(['apply', 'report']))
  .addOption(new Option('--apply', 'does it').conflicts('report'))
  .option('--report', 'prints what was found and done in the last 30 days, by anybody')
  .option('--json', 'print one JSON document')
  .action((options: Options, command: Command) => {
    if (!options.plan && !options.apply && !options.report) command.error('Say --plan, --apply or --report.');
    return janitor(options);
  })
  .parseAsync()
  .catch((error: unknown) => {
    if (process.argv.includes('--json')) printJson({ findings: [], error: sentenceOf(error) });
    console.error(sentenceOf(error));
    process.exitCode = 1;
  });
