import { execFileSync, spawn } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';

import { chromium } from '@playwright/test';

import { ensureChromium } from '../scripts/ensureTools.cjs';
import { freePort } from './localFlex';
import type { Result } from './Result';
import { BROWSER_ARGS, seconds } from './startUp';

const ROOT = path.join(__dirname, '..');

/** Packs flex-sandbox into this folder; answers the tarball. */
function pack(folder: string): string {
  execFileSync('npm', ['run', 'build:sandbox'], { cwd: ROOT, stdio: 'pipe' });
  const options = { cwd: path.join(ROOT, 'sandbox'), encoding: 'utf8' } as const;
  const packed = execFileSync('npm', ['pack', '--silent', '--pack-destination', folder], options);
  return path.join(folder, packed.trim().split('\n').at(-1) ?? '');
}

interface Stranger {
  folder: string;
  /** With nothing in it yet: npm's cache, the sandbox's, the browser's. */
  home: string;
  /** The same each time: a browser keeps by origin what it has loaded. */
  port: number;
}

/** Seconds until the sandbox answers, and until an agent sees the desktop with the plugin's part. */
async function measure({ folder, home, port }: Stranger): Promise<{ listening: number; usable: number }> {
  const browser = await chromium.launchPersistentContext(path.join(home, 'browser'), {
    executablePath: ensureChromium(),
    args: BROWSER_ARGS,
    permissions: ['notifications'],
  });
  const start = performance.now();
  const child = spawn('npx', ['flex-sandbox', '--plugin', 'plugin-hello.js', '--port', String(port)], {
    cwd: folder,
    env: strangersEnvironment(home),
    // Its own group, so that all of it ends.
    detached: true,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  try {
    await new Promise<void>((resolve, reject) => {
      child.stdout.on('data', (data: Buffer) => data.toString().includes('Agent desktop') && resolve());
      void ended.then(() => reject(new Error('flex-sandbox ended before it was ready.')));
    });
    const listening = seconds(start);
    const page = await browser.newPage();
    await page.goto(`http://localhost:${port}/sign-in?resource=%2Fagent-desktop%2F`);
    await page.getByRole('button', { name: /Alice Agent/ }).click();
    await page.getByText('Hello from a plugin').waitFor({ timeout: 120_000 });
    return { listening, usable: seconds(start) };
  } finally {
    await browser.close();
    process.kill(-child.pid!, 'SIGINT');
    await ended;
  }
}

const strangersEnvironment = (home: string): NodeJS.ProcessEnv => ({
  ...process.env,
  HOME: home,
  XDG_CACHE_HOME: path.join(home, '.cache'),
  npm_config_cache: path.join(home, '.npm'),
});

/** `flex-sandbox` from its tarball, in an empty folder of somebody who has neither this repository nor anything in a cache. */
export async function stranger(): Promise<Result[]> {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'stranger-bench-'));
  try {
    const place: Stranger = { folder, home: path.join(folder, 'home'), port: await freePort() };
    fs.mkdirSync(place.home);
    const tarball = pack(folder);
    fs.copyFileSync(path.join(ROOT, 'examples/plugin/plugin-hello.js'), path.join(folder, 'plugin-hello.js'));
    const start = performance.now();
    execFileSync('npm', ['install', '--no-audit', '--no-fund', tarball], {
      cwd: folder,
      env: strangersEnvironment(place.home),
      stdio: 'pipe',
    });
    const installed = seconds(start);
    const cold = await measure(place);
    // Chromium keeps what it has compiled of a script the second time that it meets it.
    await measure(place);
    const warm = await measure(place);
    return [
      {
        what: 'From npm install of the tarball to a desktop with the plugin, cold',
        measured: `${(installed + cold.usable).toFixed(1)} s: npm install ${installed.toFixed(1)} s, Flex UI from the registry and the sandbox ${cold.listening.toFixed(1)} s, Flex in the browser ${(cold.usable - cold.listening).toFixed(1)} s`,
        aim: '60 s',
      },
      {
        what: 'From npx flex-sandbox to a desktop with the plugin, warm',
        measured: `${warm.usable.toFixed(1)} s (the sandbox answers after ${warm.listening.toFixed(1)} s)`,
        aim: '5 s',
      },
    ];
  } finally {
    fs.rmSync(folder, { recursive: true, force: true });
  }
}
