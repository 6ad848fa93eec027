import { checked, oneFlexUi, sandboxCommand } from '../sandbox/src/cliOptions';
import type { CliOptions } from '../sandbox/src/cliOptions';
import { addVariable } from './start/functionVariables';
import type { FunctionVariables } from './start/functionVariables';
import { startLocalFlex } from './start/startLocalFlex';

interface StartOptions extends CliOptions {
  env?: FunctionVariables;
}

async function start({ env: variables, ...options }: StartOptions): Promise<void> {
  const { port } = options;
  if (port === 0 || port === 65_535) throw new Error(`Port ${port} has no place for the backend on the one after it.`);
  const flex = await startLocalFlex({ ...options, variables, output: process.stdout });
  console.log(`
  Agent desktop      ${flex.url}/agent-desktop/
  Customer's phone   ${flex.url}/phone
  Console            ${flex.url}/console
  What is what       ${flex.url}/
  Backend            ${flex.backend.url}  (log: ${flex.backend.log})
  Key for reminders  ${flex.backend.systemKey}

  Press Ctrl-C to end everything.
`);
  flex.backend.ended.catch((error: Error) => console.error(`${error.message} Flex and the phone still run.`));
  const end = (): void => void flex.close().then(() => process.exit(0));
  process.off('SIGINT', leave).off('SIGTERM', leave).once('SIGINT', end).once('SIGTERM', end);
}

// Until everything runs there is nothing to keep.
const leave = (): void => process.exit(0);
process.once('SIGINT', leave).once('SIGTERM', leave);

sandboxCommand(
  'npm start --',
  "Builds what is needed and starts Flex with the plugin, its backend and a customer's phone on this computer.",
  'the backend takes the one after it',
)
  .addOption(oneFlexUi())
  .option(
    '--env <NAME=value>',
    'a variable of the Functions, in the place of ours; may be repeated',
    checked(addVariable),
  )
  .action((options: StartOptions) =>
    start(options).catch((error: unknown) => {
      console.error(error instanceof Error ? error.message : error);
      process.exit(1);
    }),
  )
  .parse();
