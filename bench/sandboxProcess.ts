import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import path from 'node:path';

const ROOT = path.join(__dirname, '..');

export interface SandboxProcess {
  url: string;
  port: number;
  child: ChildProcess;
  close(): Promise<void>;
}

/** A sandbox in a process of its own on a free port, without the agent desktop. */
export function startSandboxProcess(seed: string): Promise<SandboxProcess> {
  const child = spawn(process.execPath, ['--require', 'tsx/cjs', path.join(__dirname, 'serveSandbox.ts'), seed], {
    cwd: ROOT,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  const close = (): Promise<void> => {
    child.kill();
    return ended;
  };
  return new Promise((resolve, reject) => {
    child.stdout.once('data', (data: Buffer) => {
      const port = Number(data.toString());
      resolve({ url: `http://localhost:${port}`, port, child, close });
    });
    child.once('exit', () => reject(new Error('The sandbox ended before it listened.')));
  });
}
