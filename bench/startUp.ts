import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';

import { chromium } from '@playwright/test';

import { ensureChromium } from '../scripts/ensureTools.cjs';
import { freePort, startLocalFlex } from './localFlex';
import type { Result } from './Result';

export const BROWSER_ARGS = ['--no-sandbox', '--disable-gpu', '--disable-background-networking'];

export const seconds = (since: number): number => (performance.now() - since) / 1000;

interface Place {
  /** The same each time: a browser keeps by origin what it has loaded. */
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
  const flex = await startLocalFlex([], { SANDBOX_CACHE: cache }, port);
  try {
    const listening = seconds(start);
    const page = await browser.newPage();
    await page.goto(`${flex.url}/agent-desktop/`);
    await page.getByRole('button', { name: /Alice Agent/ }).click();
    // The plugin's own button comes last: Flex, its worker and the plugin are there.
    await page.getByRole('button', { name: 'Start conversation', exact: true }).waitFor({ timeout: 60_000 });
    return { listening, usable: seconds(start) };
  } finally {
    await browser.close();
    await flex.close();
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
