import { defineConfig } from '@playwright/test';

import { ensureChromium } from './scripts/ensureTools.cjs';

const WORKERS = Number(process.env['E2E_WORKERS'] ?? 2);
const firstPort = Number(process.env['E2E_PORT'] ?? 4100);
// The functions are on the port after the sandbox's.
const ports = Array.from({ length: WORKERS }, (_, worker) => firstPort + 2 * worker);

/** Of each worker, the sandbox that it begins anew for each test. */
export const sandboxUrls = ports.map((port) => `http://localhost:${port}`);
/** Of each worker, where a test may have a website of its own, which may chat. */
export const websiteUrls = ports.map((_, worker) => `http://localhost:${firstPort + 2 * WORKERS + worker}`);
/** Another version of Flex UI than the newest one. */
const flexUi = process.env['FLEX_UI'];

export default defineConfig({
  testDir: 'tests/e2e',
  // Each run empties its own.
  outputDir: `test-results/e2e${flexUi ? `-${flexUi}` : ''}`,
  workers: WORKERS,
  fullyParallel: false,
  retries: 0,
  // Long enough for a machine that has much else to do.
  timeout: 180_000,
  expect: { timeout: 30_000 },
  reporter: [['list'], ['json', { outputFile: process.env['PLAYWRIGHT_JSON_OUTPUT_NAME'] ?? 'test-results/e2e.json' }]],
  use: {
    actionTimeout: 45_000,
    viewport: { width: 1440, height: 860 },
    permissions: ['notifications'],
    screenshot: 'only-on-failure',
    // Recording a trace of each test, to keep those of failed ones, takes a third of the time.
    trace: process.env['TRACE'] ? 'retain-on-failure' : 'off',
    launchOptions: {
      executablePath: ensureChromium(),
      args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--disable-background-networking', '--disable-sync'],
    },
  },
  // The newcomer's own command, with the website of a test among those that may chat. One is up before the next begins, and builds for both.
  webServer: ports.map((port, worker) => ({
    command: `npm start -- --port ${port} --env WEBCHAT_ORIGINS=${sandboxUrls[worker]},${websiteUrls[worker]}${flexUi ? ` --flex-ui ${flexUi}` : ''}`,
    url: `${sandboxUrls[worker]}/sandbox`,
    // A version that is not here has to be installed.
    timeout: flexUi ? 900_000 : 300_000,
    // One that runs may be of another version.
    reuseExistingServer: !process.env['CI'] && !flexUi,
    stdout: 'pipe' as const,
    gracefulShutdown: { signal: 'SIGINT' as const, timeout: 10_000 },
  })),
});
