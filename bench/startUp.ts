import { spawn } from 'node:child_process';
import fs from 'node:fs';
import net from 'node:net';
import os from 'node:os';
import path from 'node:path';

import { chromium } from '@playwright/test';

import { ensureChromium } from '../scripts/ensureTools.cjs';
import type { Result } from './Result';

const ROOT = path.join(__dirname, '..');
const BROWSER_ARGS = ['--no-sandbox', '--disable-gpu', '--disable-background-networking'];

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = net.createServer().once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address() as net.AddressInfo;
      server.close(() => resolve(port));
    });
  });
}

const seconds = (since: number): number => (performance.now() - since) / 1000;

interface Place {
  port: number;
  /** What `npm start` builds once. */
  cache: string;
  /** Where the browser keeps what it has loaded and compiled. */
  profile: string;
}

/** Seconds until the sandbox answers, and until an agent can start a conversation in Flex. */
async function measure({ port, cache, profile }: Place): Promise<{ listening: number; usable: number }> {
  // A browser is open already where somebody works. Without the permission a bar asks for it, over the task list.
  const browser = await chromium.launchPersistentContext(profile, {
    executablePath: ensureChromium(),
    args: BROWSER_ARGS,
    permissions: ['notifications'],
  });
  const start = performance.now();
  const child = spawn(process.execPath, ['scripts/start.cjs', '--port', String(port)], {
    cwd: ROOT,
    env: { ...process.env, SANDBOX_CACHE: cache },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  try {
    await new Promise<void>((resolve, reject) => {
      child.stdout.on('data', (data: Buffer) => data.toString().includes('Agent desktop') && resolve());
      void ended.then(() => reject(new Error('npm start ended before it was ready.')));
    });
    const listening = seconds(start);
    const page = await browser.newPage();
    await page.goto(`http://localhost:${port}/agent-desktop/`);
    await page.getByRole('button', { name: /Alice Agent/ }).click();
    // The plugin's own button comes last: Flex, its worker and the plugin are there.
    await page.getByRole('button', { name: 'Start conversation', exact: true }).waitFor({ timeout: 60_000 });
    return { listening, usable: seconds(start) };
  } finally {
    await browser.close();
    child.kill('SIGINT');
    await ended;
  }
}

const result = (kind: string, aim: string, { listening, usable }: Awaited<ReturnType<typeof measure>>): Result => ({
  what: `From npm start to a usable desktop, ${kind}`,
  measured: `${usable.toFixed(1)} s (the sandbox answers after ${listening.toFixed(1)} s)`,
  aim,
});

/** Time from `npm start` to a desktop that can be worked with: with nothing built, and when all is in its caches. */
export async function startUp(): Promise<Result[]> {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'sandbox-bench-'));
  try {
    const place = { port: await freePort(), cache: path.join(folder, 'cache'), profile: path.join(folder, 'profile') };
    const cold = await measure(place);
    // Chromium keeps what it has compiled of a script the second time that it meets it.
    await measure(place);
    const warm = await measure(place);
    return [result('cold', '—', cold), result('warm', '5 s', warm)];
  } finally {
    fs.rmSync(folder, { recursive: true });
  }
}
