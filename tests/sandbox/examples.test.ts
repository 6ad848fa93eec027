import fs from 'node:fs';
import path from 'node:path';

const EXAMPLES = path.join(__dirname, '../../examples');

it('the image for CI has the Playwright of this repository', () => {
  const { devDependencies } = JSON.parse(fs.readFileSync(path.join(__dirname, '../../package.json'), 'utf8')) as {
    devDependencies: Record<string, string>;
  };
  const image = fs.readFileSync(path.join(EXAMPLES, 'ci/Dockerfile'), 'utf8');
  expect(image).toContain(`playwright:v${devDependencies['@playwright/test']}-`);
});
