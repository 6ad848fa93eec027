// For `npm run mutants`: the tests that run the backend and the plugin's rules in their own process, where a mutant can be
// switched on. Jest's projects are not for Stryker.
const [, , simulation] = require('../jest.config.js')().projects;
const path = require('node:path');

const rootDir = path.join(__dirname, '..');
const folders = process.env.MUTANTS === 'all' ? '{unit/serverless,simulation}' : 'unit/serverless';

module.exports = {
  ...simulation,
  displayName: undefined,
  rootDir,
  testEnvironment: path.join(rootDir, 'tests/setup/node-environment.js'),
  testMatch: [`<rootDir>/tests/${folders}/**/*.test.ts`],
};
