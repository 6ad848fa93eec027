import fs from 'node:fs';
import path from 'node:path';

import { ROOT } from './Checkout';

/** What the shell blocks under this heading of README.md say, up to the next one of any level. */
export function readmeCommands(heading: string): string[] {
  const readme = fs.readFileSync(path.join(ROOT, 'README.md'), 'utf8');
  const start = readme.indexOf(`\n${heading}\n`);
  if (start < 0) throw new Error(`README.md has no "${heading}"`);
  const rest = readme.slice(start + heading.length + 2);
  const [section = ''] = rest.split(/^#+ /m, 1);
  return [...section.matchAll(/^ *```sh\n([\s\S]*?)^ *```/gm)].map(([, block = '']) =>
    block.replace(/^ +/gm, '').trim(),
  );
}
