// Jest 27 reads no "exports" of a package: the CommonJS build has to be named.
const valibot = {
  '^(valibot|@valibot/to-json-schema)$': '<rootDir>/node_modules/$1/dist/index.cjs',
};

const fastCheck = {
  '^fast-check$': '<rootDir>/node_modules/fast-check/lib/cjs/fast-check.js',
  '^pure-rand/(.*)$': '<rootDir>/node_modules/pure-rand/lib/$1.js',
};

const babel = { '^.+\\.[jt]sx?$': '<rootDir>/tests/setup/babel.js' };
const esbuild = { '^.+\\.tsx?$': '<rootDir>/tests/setup/esbuild.js' };

// Used by `jest` and, through flex-plugin-scripts, by `twilio flex:plugins:test`,
// which calls this function with its own configuration.
module.exports = () => ({
  rootDir: __dirname,
  // For a machine that is busy with something else; no test waits so long when all is well.
  testTimeout: 30_000,
  // Jest leaves a core free, which on the two of a small machine is half.
  maxWorkers: '100%',
  projects: [
    {
      displayName: 'plugin',
      rootDir: __dirname,
      testEnvironment: '<rootDir>/tests/setup/jsdom-environment.js',
      testMatch: ['<rootDir>/tests/unit/plugin/**/*.test.{ts,tsx}'],
      setupFiles: ['<rootDir>/tests/setup/jsdom.js'],
      setupFilesAfterEnv: ['<rootDir>/tests/setup/after-env.ts'],
      // The preset that `flex-plugin build` uses, so that tests run the code that ships.
      transform: babel,
      moduleNameMapper: {
        ...valibot,
        ...fastCheck,
        '^@twilio-paste/icons/esm/(.*)$': '@twilio-paste/icons/cjs/$1',
        '\\.(css|scss)$': '<rootDir>/tests/setup/emptyModule.js',
      },
    },
    {
      displayName: 'serverless',
      rootDir: __dirname,
      testEnvironment: '<rootDir>/tests/setup/node-environment.js',
      testMatch: ['<rootDir>/tests/unit/serverless/**/*.test.ts', '<rootDir>/tests/serverless/**/*.test.ts'],
      globalSetup: '<rootDir>/tests/setup/buildFunctions.js',
      moduleNameMapper: { ...valibot, ...fastCheck },
      transform: esbuild,
    },
    {
      displayName: 'simulation',
      rootDir: __dirname,
      testEnvironment: '<rootDir>/tests/setup/node-environment.js',
      testMatch: ['<rootDir>/tests/simulation/**/*.test.ts'],
      moduleNameMapper: {
        ...valibot,
        ...fastCheck,
        '^@twilio-paste/icons/esm/(.*)$': '@twilio-paste/icons/cjs/$1',
      },
      transform: esbuild,
    },
    {
      displayName: 'sandbox',
      rootDir: __dirname,
      testEnvironment: '<rootDir>/tests/setup/node-environment.js',
      testMatch: ['<rootDir>/tests/{sandbox,contract,setup-command,soak}/**/*.test.ts'],
      globalSetup: '<rootDir>/tests/setup/buildFunctions.js',
      moduleNameMapper: {
        ...valibot,
        ...fastCheck,
        // A part of openapi-backend that reads remote files by an ES module, which Jest 27 cannot load; nothing in the tests is remote.
        '^\\./refparser(\\.js)?$': '<rootDir>/tests/setup/emptyModule.js',
      },
      transform: esbuild,
    },
  ],
});
