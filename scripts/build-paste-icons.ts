// `npm run paste-icons`: writes what Paste's icons for channels are drawn of, so that Flex can show them before Paste is
// there. Each is one path or two on a field of 20 by 20.
import fs from 'node:fs';
import path from 'node:path';

import { PASTE_ICONS } from '../src/settings/pasteIcons';

const FILE = path.join(__dirname, '../src/flex/pasteIconPaths.json');

function pathsOf(icon: string): string[] {
  const source = fs.readFileSync(require.resolve(`@twilio-paste/icons/esm/${icon}.js`), 'utf8');
  const paths = [...source.matchAll(/createElement\("path",\{[^}]*\bd:"([^"]+)"/g)].map(([, drawn = '']) => drawn);
  if (paths.length === 0 || !source.includes('viewBox:"0 0 20 20"')) {
    throw new Error(`${icon} is not drawn as the others are.`);
  }
  return paths;
}

fs.writeFileSync(
  FILE,
  `${JSON.stringify(Object.fromEntries(PASTE_ICONS.map((icon) => [icon, pathsOf(icon)])), undefined, 2)}\n`,
);
