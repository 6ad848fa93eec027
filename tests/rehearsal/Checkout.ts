import { execFileSync, spawn } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { stripVTControlCharacters } from 'node:util';

import { ensureTwilioCliPlugins } from '../../scripts/ensureTwilioCli.cjs';

export const ROOT = path.resolve(__dirname, '../..');

/** What `npm install` has put there. */
const INSTALLED = ['node_modules', 'sandbox/node_modules', 'setup/node_modules', 'serverless/node_modules'];
/** The build of `npm start`, of the same sources. */
const BUILT = ['build', 'serverless/dist/assets', '.cache/plugin.hash'];

export interface Ended {
  code: number;
  /** What it printed, to both streams. */
  output: string;
}

/** A person's checkout of this repository, on a computer with the Twilio CLI, to be changed at will. */
export class Checkout {
  readonly folder: string;
  private readonly home: string;
  private readonly env: NodeJS.ProcessEnv;

  /** @param exports what is typed first in each shell, such as the account's credentials */
  constructor(
    sandboxUrl: string,
    private readonly exports: string,
  ) {
    const plugins = ensureTwilioCliPlugins();
    const base = fs.mkdtempSync(path.join(os.tmpdir(), 'rehearsal-'));
    this.folder = path.join(base, 'checkout');
    this.home = path.join(base, 'home');
    const tracked = ['ls-files', '--cached', '--others', '--exclude-standard', '-z'];
    const files = execFileSync('git', tracked, { cwd: ROOT, encoding: 'utf8', maxBuffer: 64 * 1024 * 1024 });
    for (const file of new Set([...files.split('\0').filter(Boolean), ...BUILT])) {
      const source = path.join(ROOT, file);
      if (fs.existsSync(source)) fs.cpSync(source, path.join(this.folder, file), { recursive: true });
    }
    for (const name of INSTALLED) {
      const source = path.join(ROOT, name);
      if (fs.existsSync(source)) fs.symlinkSync(source, path.join(this.folder, name), 'junction');
    }
    // As `twilio plugins:link` leaves it.
    const links = Object.entries(plugins).map(([name, root]) => ({ type: 'link', name, root }));
    fs.mkdirSync(path.join(this.home, '.twilio-cli'), { recursive: true });
    fs.writeFileSync(
      path.join(this.home, '.twilio-cli/package.json'),
      JSON.stringify({ private: true, oclif: { schema: 1, plugins: links }, dependencies: {} }),
    );
    this.env = {
      PATH: `${path.join(ROOT, 'node_modules/.bin')}${path.delimiter}${process.env['PATH']}`,
      HOME: this.home,
      CI: 'true',
      // The CLI asks npm's registry whether there is a newer one of it.
      npm_config_registry: execFileSync('npm', ['config', 'get', 'registry'], { encoding: 'utf8' }).trim(),
      // Networks of companies often have a certificate authority of their own.
      NODE_EXTRA_CA_CERTS: process.env['NODE_EXTRA_CA_CERTS'],
      TWILIO_SANDBOX_URL: sandboxUrl,
      NODE_OPTIONS: `--require ${JSON.stringify(path.join(ROOT, 'sandbox/redirect.cjs'))}`,
    };
  }

  /** Runs commands of bash as they are typed; the first that fails is the last. */
  run(commands: string): Promise<Ended> {
    const child = spawn('bash', ['-ec', `${this.exports}\n${commands}`], {
      cwd: this.folder,
      env: this.env,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let output = '';
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding('utf8').on('data', (text: string) => (output += text));
    }
    return new Promise((resolve, reject) => {
      child.once('error', reject);
      child.once('close', (code) => resolve({ code: code ?? 1, output: stripVTControlCharacters(output) }));
    });
  }

  /** Changes a file as an editor does. Throws where it has no such text. */
  edit(file: string, from: string | RegExp, to: string): void {
    const place = path.join(this.folder, file);
    const before = fs.readFileSync(place, 'utf8');
    const after = before.replace(from, to);
    if (after === before) throw new Error(`${file} has no ${String(from)}`);
    fs.writeFileSync(place, after);
  }

  remove(): void {
    fs.rmSync(path.dirname(this.folder), { recursive: true, force: true });
  }
}
