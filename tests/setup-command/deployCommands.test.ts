import fs from 'node:fs';
import path from 'node:path';

import { DEPLOY_COMMANDS } from '../../setup/src/deployCommands';

const ROOT = path.join(__dirname, '../..');

/** The lines of each of a document's code blocks. */
const blocksIn = (file: string): string[][] =>
  [...fs.readFileSync(path.join(ROOT, file), 'utf8').matchAll(/^ *```\w*\n([^`]*)```/gm)].map(([, block = '']) =>
    block
      .trim()
      .split('\n')
      .map((line) => line.trim()),
  );

describe('the commands that deploy the Functions', () => {
  it.each(['README.md', 'serverless/README.md'])('are those of %s', (file) => {
    const telling = blocksIn(file).filter((lines) => lines.some((line) => line.includes('serverless:deploy')));
    expect(telling).toEqual([[...DEPLOY_COMMANDS]]);
  });

  it('can be given again from the same folder, and go on with the service that is there', () => {
    const [build, deploy] = DEPLOY_COMMANDS;
    const { scripts } = JSON.parse(fs.readFileSync(path.join(ROOT, 'package.json'), 'utf8')) as {
      scripts: Record<string, string>;
    };
    expect(Object.keys(scripts)).toContain(build.replace('npm run ', ''));
    expect(deploy).toContain('--override-existing-project');
    expect(deploy).not.toMatch(/\bcd /);
  });
});
