module.exports = {
  // src/ has the tests of the template, which are Jest's.
  testDir: 'e2e',
  // They share the sandbox that "flex-sandbox exec" has started.
  workers: 1,
  timeout: 120_000,
  use: {
    launchOptions: { executablePath: process.env.CHROMIUM_PATH, args: ['--no-sandbox'] },
    viewport: { width: 1440, height: 860 },
  },
};
