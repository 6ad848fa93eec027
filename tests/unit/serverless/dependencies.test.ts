import { execFile } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';

import { dependencies } from '../../../serverless/package.json';

/** Twilio's builder takes its own list of versions, which is not npm's; error 20001 for any other. */
const RUNTIME_HANDLERS: Record<string, string> = {
  '2.0.1': 'https://www.twilio.com/docs/serverless/functions-assets/handler',
  '2.0.3': 'https://github.com/twilio-labs/serverless-toolkit/issues/557',
};

const NETWORK = /\b(ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ETIMEDOUT|EIDLETIMEOUT|ENETUNREACH|E5\d\d)\b/;

/** As Twilio's builder does it: the list of dependencies, in an empty folder, and nothing of this repository. */
async function resolveDependencies(): Promise<void> {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'dependencies-'));
  try {
    fs.writeFileSync(path.join(folder, 'package.json'), JSON.stringify({ private: true, dependencies }));
    // npm hands its settings on to what it runs, ours among them: what decides is said again.
    const settings = [
      '--legacy-peer-deps=false',
      '--force=false',
      '--engine-strict',
      '--prefer-offline',
      '--fetch-retries=1',
    ];
    await promisify(execFile)('npm', ['install', '--package-lock-only', '--ignore-scripts', ...settings], {
      cwd: folder,
      shell: process.platform === 'win32',
    });
  } catch (error) {
    const { stderr } = error as { stderr?: string };
    if (stderr === undefined) throw error;
    const why = NETWORK.test(stderr) ? 'npm does not reach its registry, so this has not been checked' : 'npm refuses';
    throw new Error(`${why}:\n${stderr}`, { cause: error });
  } finally {
    fs.rmSync(folder, { recursive: true });
  }
}

describe("the Functions' dependencies", () => {
  it('name a runtime handler that Twilio builds with', () => {
    expect(Object.keys(RUNTIME_HANDLERS)).toContain(dependencies['@twilio/runtime-handler']);
  });

  it('can be installed in an empty folder', resolveDependencies, 120_000);
});
