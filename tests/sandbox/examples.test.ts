import fs from 'node:fs';
import path from 'node:path';

import { NEWEST_FLEX_UI } from '../../sandbox/src/host/buildFlexBundle';

const ROOT = path.join(__dirname, '../..');
const CI = path.join(ROOT, 'examples/ci');
const read = (file: string): string => fs.readFileSync(file, 'utf8');
const manifest = JSON.parse(read(path.join(ROOT, 'package.json'))) as { devDependencies: Record<string, string> };

describe('the examples for CI', () => {
  it('have the Playwright of this repository', () => {
    expect(read(path.join(CI, 'Dockerfile'))).toContain(`playwright:v${manifest.devDependencies['@playwright/test']}-`);
  });

  it('test the newest Flex UI that the sandbox knows', () => {
    expect(read(path.join(CI, 'plugin-tests.yml'))).toContain(`'${NEWEST_FLEX_UI}'`);
  });

  it.each(['Dockerfile', 'plugin-tests.yml'])('%s runs what flex-sandbox has', (name) => {
    const help = read(path.join(ROOT, 'sandbox/src/cli.ts')) + read(path.join(ROOT, 'sandbox/src/cliOptions.ts'));
    const commands = [...read(path.join(CI, name)).matchAll(/npx flex-sandbox ([a-z]+)(.*) -- /g)];
    expect(commands).not.toEqual([]);
    for (const [, command = '', options = ''] of commands) {
      expect(help).toContain(`'${command}`);
      for (const [option] of options.matchAll(/--[a-z-]+/g)) expect(help).toContain(option);
    }
  });

  it('leave the packages of whoever builds the image out of it', () => {
    expect(read(path.join(CI, '.dockerignore')).split('\n')).toContain('node_modules');
  });
});
