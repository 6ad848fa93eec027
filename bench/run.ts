import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';

import { format } from 'oxfmt';

import { autoAccept } from './autoAccept';
import { click } from './click';
import { day } from './day';
import { functions } from './functions';
import { memory } from './memory';
import { messages } from './messages';
import { panel } from './panel';
import type { Result } from './Result';
import { startUp } from './startUp';
import { stranger } from './stranger';
import { teamsView } from './teamsView';
import { trace } from './trace';

// `npm run bench` measures everything, `npm run bench -- messages` that; results.md has the last run of each.
const BENCHES: Record<string, () => Promise<Result[]>> = {
  startUp,
  stranger,
  autoAccept,
  click,
  panel,
  day,
  teamsView,
  functions,
  trace,
  messages,
  memory,
};

const FILE = path.join(__dirname, 'results.md');
const HEADING = '## ';

const row = (cells: string[]): string => `| ${cells.join(' | ')} |`;

const tableOf = (results: Result[]): string =>
  [
    row(['what', 'measured', 'aim']),
    row(['---', '---', '---']),
    ...results.map(({ what, measured, aim }) => row([what, measured, aim])),
  ].join('\n');

/** Of each bench what results.md has of its last run. */
function sections(): Map<string, string> {
  const [, ...texts] = fs.existsSync(FILE) ? fs.readFileSync(FILE, 'utf8').split(`\n${HEADING}`) : [];
  return new Map(texts.map((text) => [text.slice(0, text.indexOf('\n')), text.slice(text.indexOf('\n')).trim()]));
}

async function main(): Promise<void> {
  const wanted = process.argv.slice(2);
  const unknown = wanted.find((name) => !(name in BENCHES));
  if (unknown) throw new Error(`There is no bench "${unknown}"; there are ${Object.keys(BENCHES).join(', ')}.`);
  const [cpu] = os.cpus();
  const machine = `${os.cpus().length} cores (${cpu?.model.trim()}), ${Math.round(os.totalmem() / 2 ** 30)} GB, ${os.type()}, Node ${process.versions.node}`;
  for (const [name, bench] of Object.entries(BENCHES)) {
    if (wanted.length > 0 && !wanted.includes(name)) continue;
    const load = os.loadavg()[0]?.toFixed(1);
    const table = tableOf(await bench());
    console.log(table);
    const all = sections().set(name, `${machine}. Load average before: ${load}.\n\n${table}`);
    const texts = Object.keys(BENCHES).flatMap((one) => (all.has(one) ? [`${HEADING}${one}\n\n${all.get(one)}`] : []));
    const text = ['# Measured by `npm run bench`', ...texts].join('\n\n');
    fs.writeFileSync(FILE, (await format(FILE, text)).code);
  }
}

main().then(
  () => process.exit(0),
  (error: unknown) => {
    console.error(error);
    process.exit(1);
  },
);
