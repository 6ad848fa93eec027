// For `npm run mutants`: the tests that run the backend and the plugin's rules in their own process, where a mutant can be
// switched on. Jest's projects are not for Stryker.
const [, , simulation] = require('../jest.config.js')().projects;
const path = require('node:path');

const rootDir = path.join(__dirname, '..');
const ofAll = ['tests/simulation/**/*.test.ts', 'tests/unit/plugin/{settings,ruleProperties}.test.ts'];

module.exports = {
  ...simulation,
  displayName: undefined,
  rootDir,
  testEnvironment: path.join(rootDir, 'tests/setup/node-environment.js'),
  testMatch: ['tests/unit/serverless/**/*.test.ts', ...(process.env.MUTANTS === 'all' ? ofAll : [])].map(
    (files) => `<rootDir>/${files}`,
  ),
};
