// Plays in a Node of its own. Within Jest each module lives in a scope of Jest's making, which takes the simulation nearly
// twice the time; the code is the same, bundled as the functions are when they are deployed.
import { fork } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { mkdirSync, renameSync, writeFileSync } from 'node:fs';
import path from 'node:path';

import { buildSync } from 'esbuild';

import type { Order, Report } from './play';
import type { Tasks } from './tasks';

const FOLDER = path.join(__dirname, '../../.cache/simulation');

type Given<Name extends keyof Tasks> = Parameters<Tasks[Name]>[1];
type Result<Name extends keyof Tasks> = Awaited<ReturnType<Tasks[Name]>>;

/** Stryker switches a mutant on in the process in which it runs the tests. */
const isPlayedHere = process.env['MUTANTS'] !== undefined;

async function playHere<Name extends keyof Tasks>(task: Name, given: Given<Name>): Promise<Result<Name>> {
  const [{ TASKS }, { loadFunctions }] = await Promise.all([import('./tasks'), import('./functions')]);
  return (await TASKS[task](await loadFunctions(), given as never)) as Result<Name>;
}

/** Test files side by side make the same one, each in one go. */
function bundle(): string {
  const file = path.join(FOLDER, 'play.cjs');
  const { outputFiles } = buildSync({
    entryPoints: [path.join(__dirname, 'play.ts')],
    bundle: true,
    write: false,
    platform: 'node',
    target: 'node20',
    format: 'cjs',
    packages: 'external',
    supported: { 'dynamic-import': false },
    alias: { express: path.join(__dirname, 'express/index.ts') },
    logLevel: 'warning',
  });
  mkdirSync(FOLDER, { recursive: true });
  writeFileSync(`${file}.${process.pid}`, outputFiles[0]!.contents);
  renameSync(`${file}.${process.pid}`, file);
  return file;
}

export class Player {
  private readonly child: ChildProcess | undefined;
  private readonly waiting = new Map<number, (report: Report) => void>();
  private asked = 0;

  constructor() {
    if (isPlayedHere) return;
    // Histories leave much behind that is soon forgotten: with room for it, it is swept up more seldom.
    this.child = fork(bundle(), { execArgv: ['--max-semi-space-size=64'] });
    this.child.on('message', (report: Report) => {
      this.waiting.get(report.id)!(report);
      this.waiting.delete(report.id);
    });
    this.child.on('exit', (code) => {
      for (const [id, tell] of this.waiting) tell({ id, error: `the player ended with ${code}` });
    });
  }

  /** Resolves with what the task comes to; rejects with what it says of a failure. One goes after the other. */
  play<Name extends keyof Tasks>(task: Name, given: Given<Name>): Promise<Result<Name>> {
    const { child } = this;
    if (!child) return playHere(task, given);
    const id = (this.asked += 1);
    return new Promise((resolve, reject) => {
      this.waiting.set(id, (report) => {
        if ('error' in report) reject(new Error(report.error));
        else resolve(report.result as Result<Name>);
      });
      child.send({ id, task, given: given as never } satisfies Order);
    });
  }

  /** Lets it end. */
  close(): void {
    if (this.child?.connected) this.child.disconnect();
  }
}
