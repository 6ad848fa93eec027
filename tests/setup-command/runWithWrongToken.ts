import path from 'node:path';

import type { RunningSandbox } from '../sandbox/startSandbox';
import { ROOT, runCommand } from './runCommand';
import type { Ended } from './runCommand';

export const WRONG_TOKEN = 'not-the-token';

/** A command for an account whose token is another. */
export const runWithWrongToken = (
  { url, world }: Pick<RunningSandbox, 'url' | 'world'>,
  ...[file, args]: [file: string, args: string[]]
): Promise<Ended> =>
  runCommand(file, args, {
    environment: {
      TWILIO_ACCOUNT_SID: world.account.sid,
      TWILIO_AUTH_TOKEN: WRONG_TOKEN,
      NODE_OPTIONS: `--require ${path.join(ROOT, 'sandbox/redirect.cjs')}`,
      TWILIO_SANDBOX_URL: url,
    },
  });
