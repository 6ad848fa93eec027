// What happened in one history, event by event. The same seed gives the same trace, so the same hash.
import { createHash } from 'node:crypto';

export class Trace {
  private readonly lines: string[] = [];

  private readonly began: number;

  constructor(private readonly now: () => number) {
    this.began = now();
  }

  /** @param actor who did it: an actor, a function's run, Twilio */
  add(actor: string, what: string, outcome = ''): void {
    const seconds = ((this.now() - this.began) / 1_000).toFixed(3).padStart(9);
    this.lines.push(`${seconds} s  ${actor.padEnd(28)} ${what}${outcome && ` → ${outcome}`}`);
  }

  get hash(): string {
    return createHash('sha256').update(this.toString()).digest('hex');
  }

  toString(): string {
    return this.lines.join('\n');
  }
}
