import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';

import { format } from 'prettier';

import { autoAccept } from './autoAccept';
import { click } from './click';
import { day } from './day';
import { functions } from './functions';
import { memory } from './memory';
import { messages } from './messages';
import { panel } from './panel';
import type { Result } from './Result';
import { startUp } from './startUp';
import { teamsView } from './teamsView';

// `npm run bench` measures everything and writes results.md; `npm run bench -- messages` measures that and tells it.
const BENCHES: Record<string, () => Promise<Result[]>> = {
  startUp,
  autoAccept,
  click,
  panel,
  day,
  teamsView,
  functions,
  messages,
  memory,
};

const row = (cells: string[]): string => `| ${cells.join(' | ')} |`;

async function main(): Promise<void> {
  const wanted = process.argv.slice(2);
  const unknown = wanted.find((name) => !(name in BENCHES));
  if (unknown) throw new Error(`There is no bench "${unknown}"; there are ${Object.keys(BENCHES).join(', ')}.`);
  const results: Result[] = [];
  for (const [name, bench] of Object.entries(BENCHES)) {
    if (wanted.length === 0 || wanted.includes(name)) results.push(...(await bench()));
  }
  const table = [
    row(['what', 'measured', 'aim']),
    row(['---', '---', '---']),
    ...results.map(({ what, measured, aim }) => row([what, measured, aim])),
  ].join('\n');
  console.log(table);
  if (wanted.length > 0) return;
  const [cpu] = os.cpus();
  const machine = `${os.cpus().length} cores (${cpu?.model.trim()}), ${Math.round(os.totalmem() / 2 ** 30)} GB, ${os.type()}, Node ${process.versions.node}`;
  const load = os.loadavg()[0]?.toFixed(1);
  const text = `# Measured by \`npm run bench\`\n\n${machine}. Load average at the end: ${load}.\n\n${table}\n`;
  fs.writeFileSync(path.join(__dirname, 'results.md'), await format(text, { parser: 'markdown' }));
}

main().then(
  () => process.exit(0),
  (error: unknown) => {
    console.error(error);
    process.exit(1);
  },
);
