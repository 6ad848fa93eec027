import { spawn } from 'node:child_process';
import os from 'node:os';

import type { Sandbox } from './Sandbox';

/**
 * Runs a command that finds the sandbox in its environment: `FLEX_SANDBOX_URL` and its `FLEX_UI_VERSION` for tests,
 * `TWILIO_SANDBOX_URL`, `TWILIO_ACCOUNT_SID` and `TWILIO_AUTH_TOKEN` for a backend. Resolves with its exit code, that of a shell where a signal
 * ended it; rejects where it could not be started.
 */
export function exec(
  { url, world: { account, flexUiVersion } }: Sandbox,
  [command = '', ...args]: string[],
): Promise<number> {
  const child = spawn(command, args, {
    env: {
      ...process.env,
      FLEX_SANDBOX_URL: url,
      FLEX_UI_VERSION: flexUiVersion,
      TWILIO_SANDBOX_URL: url,
      TWILIO_ACCOUNT_SID: account.sid,
      TWILIO_AUTH_TOKEN: account.authToken,
    },
    shell: process.platform === 'win32',
    stdio: 'inherit',
  });
  // A terminal sends Ctrl-C to both; the sandbox ends when the command has.
  const passOn = (signal: NodeJS.Signals): void => void child.kill(signal);
  const leaveToIt = (): void => undefined;
  process.on('SIGTERM', passOn).on('SIGINT', leaveToIt);
  return new Promise<number>((resolve, reject) => {
    child.once('error', (error: NodeJS.ErrnoException) =>
      reject(error.code === 'ENOENT' ? new Error(`There is no command "${command}".`) : error),
    );
    child.once('close', (code, signal) => resolve(code ?? 128 + (signal ? os.constants.signals[signal] : 0)));
  }).finally(() => process.off('SIGTERM', passOn).off('SIGINT', leaveToIt));
}
