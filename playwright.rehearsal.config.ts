import { defineConfig } from '@playwright/test';

import main from './playwright.config';

const port = Number(process.env['E2E_PORT'] ?? 4300);

/** `npm run rehearse`: README's installation, word for word, into an account of a sandbox of its own. */
export default defineConfig({
  ...main,
  workers: 1,
  testDir: 'tests/rehearsal',
  outputDir: 'test-results/rehearsal',
  // Long enough for a build of the plugin on a machine that has much else to do.
  timeout: 600_000,
  reporter: [
    ['list', { printSteps: true }],
    ['json', { outputFile: process.env['PLAYWRIGHT_JSON_OUTPUT_NAME'] ?? 'test-results/rehearsal.json' }],
  ],
  use: { ...main.use, baseURL: `http://localhost:${port}` },
  webServer: {
    command: `npm run sandbox -- --port ${port} --seed fresh --config tests/rehearsal/sandbox.config.json`,
    url: `http://localhost:${port}/sandbox`,
    timeout: 300_000,
    reuseExistingServer: false,
    stdout: 'pipe',
    gracefulShutdown: { signal: 'SIGINT', timeout: 10_000 },
  },
});
