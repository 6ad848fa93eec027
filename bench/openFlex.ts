import { chromium } from '@playwright/test';
import type { BrowserContext } from '@playwright/test';

import { ensureChromium } from '../scripts/ensureTools.cjs';
import { startLocalFlex } from '../scripts/start/startLocalFlex';
import type { LocalFlex } from '../scripts/start/startLocalFlex';
import { freePort } from './localFlex';

export interface OpenFlex {
  flex: LocalFlex;
  /** A browser that remembers nothing. */
  newContext: () => Promise<BrowserContext>;
  close: () => Promise<void>;
}

/** The demo contact centre in this process, and Chromium. */
export async function openFlex(): Promise<OpenFlex> {
  const flex = await startLocalFlex({ port: await freePort(), seed: 'demo', latency: 0 });
  const browser = await chromium.launch({
    executablePath: ensureChromium(),
    args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking'],
  });
  return {
    flex,
    newContext: () =>
      browser.newContext({
        baseURL: flex.url,
        viewport: { width: 1440, height: 860 },
        permissions: ['notifications'],
      }),
    close: async () => {
      await browser.close();
      await flex.close();
    },
  };
}
