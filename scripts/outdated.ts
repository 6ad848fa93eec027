import { spawnSync } from 'node:child_process';

import { HELD_BACK } from './heldBack';

// `npm run outdated`: what is newer in the registry, apart from what is held back. Ends with 1 where there is something.
interface Outdated {
  current?: string;
  latest: string;
}

const { stdout, stderr } = spawnSync('npm', ['outdated', '--json'], { encoding: 'utf8', shell: true });
if (!stdout.trim().startsWith('{')) throw new Error(`npm outdated told nothing: ${stderr}`);
const report = JSON.parse(stdout) as Record<string, Outdated | Outdated[]>;
if ('error' in report) throw new Error(`npm outdated failed: ${stdout}`);

const all = Object.entries(report).map(([name, found]) => ({ name, ...[found].flat()[0] }));
const line = ({ name, current, latest }: (typeof all)[number]): string => `  ${name} ${current ?? '–'} → ${latest}`;
const fresh = all.filter(({ name }) => !(name in HELD_BACK));
const held = all.filter(({ name }) => name in HELD_BACK);
if (fresh.length > 0) console.log(`Newer versions:\n${fresh.map(line).join('\n')}\n`);
console.log(`Held back:\n${held.map((one) => `${line(one)}: ${HELD_BACK[one.name]}`).join('\n')}`);
process.exitCode = fresh.length > 0 ? 1 : 0;
