import fs from 'node:fs';
import path from 'node:path';

import { HELD_BACK } from '../../../scripts/heldBack';

const ROOT = path.join(__dirname, '../../..');

it('holds back nothing that is not a dependency any more', () => {
  const ours = ['.', 'serverless', 'sandbox', 'setup'].flatMap((folder) => {
    const file = path.join(ROOT, folder, 'package.json');
    const { dependencies, devDependencies } = JSON.parse(fs.readFileSync(file, 'utf8')) as Record<string, object>;
    return Object.keys({ ...dependencies, ...devDependencies });
  });
  expect(Object.keys(HELD_BACK).filter((name) => !ours.includes(name))).toEqual([]);
});
