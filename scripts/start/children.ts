import { spawn } from 'node:child_process';
import type { ChildProcess, SpawnOptions } from 'node:child_process';
import { stripVTControlCharacters } from 'node:util';

const running = new Set<ChildProcess>();
process.on('exit', () => {
  for (const child of running) child.kill();
});

/** Starts another Node program, which ends with this one. */
export function startNode(args: string[], options: SpawnOptions): ChildProcess {
  const child = spawn(process.execPath, args, options);
  running.add(child);
  child.once('exit', () => running.delete(child));
  return child;
}

/** Runs a Node program to its end. Rejects with what it printed where it fails. */
export function runNode(args: string[], options: SpawnOptions): Promise<string> {
  return new Promise((resolve, reject) => {
    const child = startNode(args, { ...options, stdio: ['ignore', 'pipe', 'pipe'] });
    const printed: Buffer[] = [];
    for (const stream of [child.stdout, child.stderr]) stream?.on('data', (data: Buffer) => printed.push(data));
    child.once('error', reject);
    child.once('close', (code) => {
      const text = stripVTControlCharacters(Buffer.concat(printed).toString()).trim();
      if (code === 0) resolve(text);
      else reject(new Error(text));
    });
  });
}
