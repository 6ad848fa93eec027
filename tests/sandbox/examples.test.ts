import { execFile } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { promisify } from 'node:util';

import { startSandbox } from './startSandbox';

const EXAMPLES = path.join(__dirname, '../../examples');

it('a backend in Python asks for the conversations by plain HTTP', async () => {
  const sandbox = await startSandbox();
  const { sid } = await sandbox.twilio.conversations.v1.conversations.create();
  const { account } = sandbox.world;
  const env = {
    ...process.env,
    FLEX_SANDBOX_URL: sandbox.url,
    TWILIO_ACCOUNT_SID: account.sid,
    TWILIO_AUTH_TOKEN: account.authToken,
  };
  const { stdout } = await promisify(execFile)('python3', [path.join(EXAMPLES, 'python/backend.py')], { env });
  expect(stdout).toBe(`${sid} active\n`);
  await sandbox.close();
});

it('the image for CI has the Playwright of this repository', () => {
  const { devDependencies } = JSON.parse(fs.readFileSync(path.join(__dirname, '../../package.json'), 'utf8')) as {
    devDependencies: Record<string, string>;
  };
  const image = fs.readFileSync(path.join(EXAMPLES, 'ci/Dockerfile'), 'utf8');
  expect(image).toContain(`playwright:v${devDependencies['@playwright/test']}-`);
});
