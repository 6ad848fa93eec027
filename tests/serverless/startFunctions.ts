import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import net from 'node:net';
import type { AddressInfo } from 'node:net';
import os from 'node:os';
import path from 'node:path';

const ROOT = path.resolve(__dirname, '../..');

export interface RunningFunctions {
  url: string;
  /** What the functions wrote to the log, line by line. */
  log: string[];
  /** Of it, the warnings and errors: Twilio shows them in the account's debugger. */
  alerts: string[];
  close(): Promise<void>;
}

const freePort = (): Promise<number> =>
  new Promise((resolve, reject) => {
    const server = net.createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address() as AddressInfo;
      server.close(() => resolve(port));
    });
  });

export interface FunctionsOptions {
  /** Stands for all of *.twilio.com. */
  twilioUrl: string;
  environment: Record<string, string>;
  /** A process for each request, as after a cold start; otherwise one for all, as while a function is warm. */
  isCold: boolean;
  /** A file with the milliseconds by which their time is ahead of this computer's. Warm ones only. */
  clockFile?: string;
  /** Of other functions than ours, seen from `serverless`. */
  folder?: string;
}

/** Runs the functions that were built last in the real Functions runtime, twilio-run. */
export async function startFunctions({
  twilioUrl,
  environment,
  isCold,
  clockFile,
  folder = 'dist/functions',
}: FunctionsOptions): Promise<RunningFunctions> {
  const port = await freePort();
  const temporary = mkdtempSync(path.join(os.tmpdir(), 'functions-'));
  const envFile = path.join(temporary, '.env');
  const redirect = path.join(ROOT, 'sandbox/redirect.cjs');
  // The processes of the functions get this environment, and nothing of ours.
  const all = { ...environment, TWILIO_SANDBOX_URL: twilioUrl, NODE_OPTIONS: `--require ${JSON.stringify(redirect)}` };
  writeFileSync(
    envFile,
    Object.entries(all)
      .map(([name, value]) => `${name}='${value}'\n`)
      .join(''),
  );
  const child = spawn(
    process.execPath,
    [
      ...['--require', path.join(ROOT, 'sandbox/loopback.cjs'), '--require', redirect],
      ...(clockFile === undefined ? [] : ['--require', path.join(ROOT, 'tests/soak/clock.cjs')]),
      ...[path.join(ROOT, 'node_modules/twilio-run/bin/twilio-run.js'), 'start'],
      ...['--functions-folder', folder, '--port', String(port), '--env', envFile],
      ...(isCold ? [] : ['--no-fork-process', '--no-live']),
    ],
    {
      cwd: path.join(ROOT, 'serverless'),
      env: { PATH: process.env.PATH, HOME: process.env.HOME, TWILIO_SANDBOX_URL: twilioUrl, CLOCK_FILE: clockFile },
      stdio: ['ignore', 'pipe', 'pipe'],
    },
  );
  const log: string[] = [];
  const alerts: string[] = [];
  const exited = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  const listening = new Promise<void>((resolve, reject) => {
    const listen = (data: Buffer): void => {
      log.push(...data.toString().split('\n').filter(Boolean));
      if (log.some((line) => line.includes(`localhost:${port}`))) resolve();
    };
    child.stdout.on('data', listen);
    child.stderr.on('data', listen);
    child.stderr.on('data', (data: Buffer) => alerts.push(...data.toString().split('\n').filter(Boolean)));
    child.once('exit', () => reject(new Error(`twilio-run ended:\n${log.join('\n')}`)));
  });
  await listening;
  return {
    url: `http://127.0.0.1:${port}`,
    log,
    alerts,
    close: async () => {
      child.kill();
      await exited;
      rmSync(temporary, { recursive: true });
    },
  };
}
