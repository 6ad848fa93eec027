import { defineConfig } from '@playwright/test';

import { ensureChromium } from './scripts/ensureTools.cjs';

const port = Number(process.env['E2E_PORT'] ?? 4100);

export default defineConfig({
  testDir: 'tests/e2e',
  outputDir: 'test-results/e2e',
  // One sandbox serves all tests, and each begins it anew.
  workers: 1,
  fullyParallel: false,
  retries: 0,
  // Long enough for a machine that has much else to do.
  timeout: 180_000,
  expect: { timeout: 30_000 },
  reporter: [['list'], ['json', { outputFile: process.env['PLAYWRIGHT_JSON_OUTPUT_NAME'] ?? 'test-results/e2e.json' }]],
  use: {
    actionTimeout: 45_000,
    baseURL: `http://localhost:${port}`,
    viewport: { width: 1440, height: 860 },
    permissions: ['notifications'],
    screenshot: 'only-on-failure',
    trace: 'retain-on-failure',
    launchOptions: {
      executablePath: ensureChromium(),
      args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--disable-background-networking', '--disable-sync'],
    },
  },
  // The newcomer's own command, with the website of a test among those that may chat.
  webServer: {
    command: `npm start -- --port ${port} --env WEBCHAT_ORIGINS=http://localhost:${port},http://localhost:${port + 2}`,
    url: `http://localhost:${port}/sandbox`,
    timeout: 300_000,
    reuseExistingServer: !process.env['CI'],
    stdout: 'pipe',
    gracefulShutdown: { signal: 'SIGINT', timeout: 10_000 },
  },
});
