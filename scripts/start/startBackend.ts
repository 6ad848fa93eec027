import { createHash } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';

import type { Account } from '../../sandbox/src/World';
import { startNode } from './children';
import type { FunctionVariables } from './functionVariables';

/** With which a system of one's own sends reminders on this computer. */
const SYSTEM_KEY = 'local-system-key';

export interface Backend {
  url: string;
  systemKey: string;
  log: string;
  /** Rejects when the backend ends by itself. */
  ended: Promise<never>;
}

/** As dotenv reads it back: it takes off the outer quotes and leaves the inner ones. */
const dotenv = (values: FunctionVariables): string =>
  Object.entries(values)
    .map(([name, value]) => `${name}='${value}'\n`)
    .join('');

export interface BackendOptions {
  root: string;
  cache: string;
  port: number;
  sandboxPort: number;
  account: Account;
  /** Beside ours and in their place. */
  variables?: FunctionVariables;
}

/** Starts the functions in Twilio's own local runtime, pointed at the sandbox. Resolves once it answers. */
export async function startBackend({
  root,
  cache,
  port,
  sandboxPort,
  account,
  variables = {},
}: BackendOptions): Promise<Backend> {
  const sandboxUrl = `http://localhost:${sandboxPort}`;
  const systemKey = { name: 'local', sha256: createHash('sha256').update(SYSTEM_KEY).digest('hex') };
  const origins = `${sandboxUrl},http://127.0.0.1:${sandboxPort}`;
  const environment = path.join(cache, `functions-${port}.env`);
  fs.writeFileSync(
    environment,
    dotenv({
      ACCOUNT_SID: account.sid,
      AUTH_TOKEN: account.authToken,
      ALLOWED_ORIGINS: origins,
      CONTACT_FORM_ORIGINS: origins,
      WEBCHAT_ORIGINS: origins,
      API_KEY: account.apiKeySid,
      API_SECRET: account.apiKeySecret,
      SYSTEM_KEYS: JSON.stringify([{ ...systemKey, scopes: ['reminders'] }]),
      ...variables,
    }),
  );
  const log = path.join(cache, `functions-${port}.log`);
  const output = fs.openSync(log, 'w');
  const child = startNode(
    [
      ...['--require', path.join(root, 'sandbox/loopback.cjs')],
      ...['--require', path.join(root, 'sandbox/redirect.cjs')],
      require.resolve('twilio-run/bin/twilio-run.js'),
      'start',
      ...['--functions-folder', 'dist/functions'],
      ...['--assets-folder', 'dist/assets'],
      ...['--port', String(port)],
      ...['--env', environment],
      // One process for all requests, as while a Function is warm.
      ...['--no-fork-process', '--no-live'],
    ],
    {
      cwd: path.join(root, 'serverless'),
      // Nobody's real credentials get in.
      env: { PATH: process.env['PATH'], HOME: process.env['HOME'], TWILIO_SANDBOX_URL: sandboxUrl },
      stdio: ['ignore', output, output],
    },
  );
  fs.closeSync(output);
  const ended = new Promise<never>((_resolve, reject) => {
    child.once('exit', () => reject(new Error(`The backend has ended: ${log} tells why.`)));
  });
  await Promise.race([ended, answers(`http://127.0.0.1:${port}/`)]);
  fs.rmSync(environment);
  return { url: `http://localhost:${port}`, systemKey: SYSTEM_KEY, log: path.relative(process.cwd(), log), ended };
}

async function answers(url: string): Promise<void> {
  const deadline = Date.now() + 60_000;
  while (Date.now() < deadline) {
    const isUp = await fetch(url).then(
      () => true,
      () => false,
    );
    if (isUp) return;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error(`The backend did not answer at ${url} within a minute.`);
}
