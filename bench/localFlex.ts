import { spawn } from 'node:child_process';
import net from 'node:net';
import path from 'node:path';

const ROOT = path.join(__dirname, '..');

export function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = net.createServer().once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address() as net.AddressInfo;
      server.close(() => resolve(port));
    });
  });
}

export interface LocalFlex {
  url: string;
  close(): Promise<void>;
}

/** `npm start` with these options, on any free port where none is named; resolves when it says that all is there. */
export async function startLocalFlex(
  args: string[],
  environment: NodeJS.ProcessEnv = {},
  wantedPort?: number,
): Promise<LocalFlex> {
  const port = wantedPort ?? (await freePort());
  const child = spawn(process.execPath, ['scripts/start.cjs', '--port', String(port), ...args], {
    cwd: ROOT,
    env: { ...process.env, ...environment },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  const close = (): Promise<void> => {
    child.kill('SIGINT');
    return ended;
  };
  await new Promise<void>((resolve, reject) => {
    child.stdout.on('data', (data: Buffer) => data.toString().includes('Agent desktop') && resolve());
    void ended.then(() => reject(new Error('npm start ended before it was ready.')));
  });
  return { url: `http://localhost:${port}`, close };
}
