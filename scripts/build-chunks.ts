// Part of `npm run build:functions`: the plugin's chunks, which are deployed with the Functions. The plugin is built where
// its sources have changed since the last time.
import fs from 'node:fs';
import path from 'node:path';

import { buildPlugin } from './start/buildPlugin';

const ROOT = path.resolve(__dirname, '..');
const CACHE = path.resolve(ROOT, process.env['SANDBOX_CACHE'] ?? '.cache');

fs.mkdirSync(CACHE, { recursive: true });
buildPlugin(ROOT, CACHE, []).catch((error: Error) => {
  console.error(error.message);
  process.exitCode = 1;
});
