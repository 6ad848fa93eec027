import { createSandbox } from '../sandbox/src/createSandbox';
import type { SeedName } from '../sandbox/src/seed/seed';

process.once('SIGTERM', () => process.exit(0));

// The program of `startSandboxProcess`: tells its port and serves until it is ended.
createSandbox({ port: 0, seed: process.argv[2] as SeedName }).then(
  ({ port }) => console.log(port),
  (error: unknown) => {
    console.error(error);
    process.exit(1);
  },
);
