import { fork } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import fs from 'node:fs';
import http from 'node:http';
import os from 'node:os';
import path from 'node:path';

import type { ServerlessBuild, ServerlessVersion } from '../../model/serverless';
import type { NewLog } from './writeLog';

const PROGRAM = path.join(__dirname, 'runtime.cjs');
const SANDBOX = path.join(__dirname, '../../..');
const PRELOADED = ['redirect.cjs', 'loopback.cjs'].map((file) => path.join(SANDBOX, file));
const LONGEST_STDERR = 4000;

export interface RuntimeOptions {
  build: ServerlessBuild;
  /** Holds the `node_modules` of the build. */
  dependencies: string;
  domainName: string;
  /** What Functions find in `context` and in `process.env`. */
  environment: Record<string, string>;
  sandboxUrl: string;
  onLog: (log: NewLog) => void;
}

export interface FunctionRequest {
  method: string;
  /** Path and query. */
  url: string;
  headers: http.IncomingHttpHeaders;
  body: Buffer;
  signal: AbortSignal;
}

export interface FunctionAnswer {
  status: number;
  headers: http.IncomingHttpHeaders;
  body: Buffer;
}

/** The Functions of one build in a process of their own, in the real runtime. */
export class FunctionRuntime {
  private readonly folder = fs.mkdtempSync(path.join(os.tmpdir(), 'functions-'));
  private readonly child: ChildProcess;
  private readonly port: Promise<number>;
  private underway = 0;
  private isStopping = false;
  private errors = '';
  /** With what it said. */
  private readonly ended: Promise<string>;
  hasEnded = false;

  constructor({ build, dependencies, domainName, environment, sandboxUrl, onLog }: RuntimeOptions) {
    fs.symlinkSync(path.join(dependencies, 'node_modules'), path.join(this.folder, 'node_modules'), 'junction');
    const [functions, assets] = [
      this.write('handlers', build.functionVersions),
      this.write('assets', build.assetVersions),
    ];
    this.child = fork(PROGRAM, {
      cwd: this.folder,
      execArgv: [],
      // Twilio's computers keep UTC.
      env: {
        PATH: process.env['PATH'],
        TZ: 'UTC',
        ...environment,
        TWILIO_SANDBOX_URL: sandboxUrl,
        NODE_OPTIONS: PRELOADED.map((file) => `--require ${JSON.stringify(file)}`).join(' '),
      },
      stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
    });
    this.child.stderr?.setEncoding('utf8').on('data', (text: string) => {
      this.errors = (this.errors + text).slice(-LONGEST_STDERR);
    });
    this.child.on('error', ({ message }) => (this.errors += message));
    this.child.once('exit', () => (this.hasEnded = true));
    this.ended = new Promise((resolve) => {
      this.child.once('close', () => {
        fs.rmSync(this.folder, { recursive: true, force: true });
        const message = this.errors.trim() || 'The process of the Functions ended.';
        const isTold = this.isStopping || this.underway > 0;
        if (!isTold) onLog({ functionSid: null, requestSid: null, level: 'error', message });
        resolve(message);
      });
    });
    this.port = new Promise((resolve, reject) => {
      this.child.on('message', ({ port, log }: { port?: number; log?: NewLog }) => {
        if (log) onLog(log);
        if (port) resolve(port);
      });
      void this.ended.then((message) => reject(new Error(message)));
    });
    // Whoever sends a request is told.
    this.port.catch(() => undefined);
    this.child.send({ folder: this.folder, domainName, env: environment, functions, assets });
  }

  /** Rejects where the process ends before it has answered. */
  async send({ method, url, headers, body, signal }: FunctionRequest): Promise<FunctionAnswer> {
    this.underway += 1;
    try {
      const port = await this.port;
      return await new Promise((resolve, reject) => {
        const options = { host: '127.0.0.1', port, method, path: url, headers, signal, agent: false as const };
        const request = http.request(options, (response) => {
          const chunks: Buffer[] = [];
          response.on('data', (chunk: Buffer) => chunks.push(chunk));
          response.on('error', reject);
          response.on('end', () =>
            resolve({ status: response.statusCode ?? 500, headers: response.headers, body: Buffer.concat(chunks) }),
          );
        });
        request.on('error', (error) => {
          if (signal.aborted) return reject(error);
          // What the process says when it ends tells more than that the connection is gone.
          signal.addEventListener('abort', () => reject(error));
          void this.ended.then((message) => reject(new Error(message)));
        });
        request.end(body);
      });
    } finally {
      this.underway -= 1;
      if (this.isStopping && this.underway === 0) this.kill();
    }
  }

  /** Ends the process when it has answered what it was asked. */
  retire(): void {
    this.isStopping = true;
    if (this.underway === 0) this.kill();
  }

  kill(): void {
    this.isStopping = true;
    this.child.kill('SIGKILL');
  }

  /** Twilio, too, names the files after the versions, so that a Function finds others only by `Runtime`. */
  private write(folder: string, versions: ServerlessVersion[]) {
    fs.mkdirSync(path.join(this.folder, folder));
    return versions.map(({ sid, ofSid, path: route, visibility, content }) => {
      const extension = folder === 'handlers' ? '.js' : path.extname(route);
      const filePath = path.join(this.folder, folder, `${sid}${extension}`);
      fs.writeFileSync(filePath, content);
      return { sid: ofSid, name: route, path: route, access: visibility, content: '', filePath };
    });
  }
}
