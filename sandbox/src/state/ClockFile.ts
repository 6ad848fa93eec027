import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';

/**
 * Tells the programs on this computer that are led to the sandbox of this port how far its time is ahead, in
 * milliseconds: `redirect.cjs` gives a backend the same time.
 */
export class ClockFile {
  private readonly file: string;

  constructor(port: number) {
    this.file = path.join(os.tmpdir(), `flex-sandbox-${port}.clock`);
  }

  write(ahead: number): void {
    // One that is half written is never read.
    fs.writeFileSync(`${this.file}.new`, String(ahead));
    fs.renameSync(`${this.file}.new`, this.file);
  }

  remove(): void {
    fs.rmSync(this.file, { force: true });
  }
}
