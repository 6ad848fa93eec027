import fs from 'node:fs';
import path from 'node:path';

import type { World } from '../World';

/** Version of the package that a built file belongs to: of the nearest package.json above it. */
function versionOf(file: string): string {
  for (let folder = path.dirname(file); folder !== path.dirname(folder); folder = path.dirname(folder)) {
    const manifest = path.join(folder, 'package.json');
    if (fs.existsSync(manifest)) {
      return (JSON.parse(fs.readFileSync(manifest, 'utf8')) as { version?: string }).version ?? '0.0.0';
    }
  }
  return '0.0.0';
}

/** Built plugin files as Flex's plugin service lists them; the sandbox serves each under `/plugins/<file name>`. */
export const pluginsFromFiles = (files: string[]): World['plugins'] =>
  files.map((file) => ({
    name: path.basename(file, '.js'),
    version: versionOf(path.resolve(file)),
    src: `/plugins/${path.basename(file)}`,
  }));
