import { spawn } from 'node:child_process';
import path from 'node:path';

export const ROOT = path.join(__dirname, '../..');

export interface Ended {
  code: number | null;
  output: string;
  errors: string;
}

export interface Running {
  ended: Promise<Ended>;
  /** As Ctrl-C does. */
  interrupt(): void;
}

/**
 * One of the repository's commands as a person runs it, in a process of its own, without an account of its own unless
 * `environment` names one.
 * @param input what is typed; nothing is there to be typed where it is left out
 */
export function startCommand(
  file: string,
  args: string[],
  { environment = {}, input = '' }: { environment?: Record<string, string>; input?: string } = {},
): Running {
  const child = spawn(process.execPath, ['--import', 'tsx', path.join(ROOT, file), ...args], {
    cwd: ROOT,
    env: { PATH: process.env['PATH'], ...environment },
  });
  let [output, errors] = ['', ''];
  child.stdout.on('data', (data: Buffer) => (output += data.toString()));
  child.stderr.on('data', (data: Buffer) => (errors += data.toString()));
  child.stdin.end(input);
  const ended = new Promise<Ended>((resolve) => child.once('close', (code) => resolve({ code, output, errors })));
  return { ended, interrupt: () => void child.kill('SIGINT') };
}

export const runCommand = (...args: Parameters<typeof startCommand>): Promise<Ended> => startCommand(...args).ended;
