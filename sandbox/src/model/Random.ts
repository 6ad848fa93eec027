import { randomBytes } from 'node:crypto';

import type { Sid } from './sid';

/** What one world leaves to chance: its SIDs, tokens and faults. */
export class Random {
  /** @param source answers 0 ≤ x < 1, as `Math.random` does; one with a seed makes the same world each time */
  constructor(private readonly source?: () => number) {}

  /** 0 ≤ x < 1. */
  readonly fraction = (): number => (this.source ?? Math.random)();

  /** So many bytes as hexadecimal digits. */
  hex(bytes: number): string {
    if (!this.source) return randomBytes(bytes).toString('hex');
    let digits = '';
    for (let count = 0; count < bytes; count += 1) {
      digits += Math.floor(this.source() * 256)
        .toString(16)
        .padStart(2, '0');
    }
    return digits;
  }

  /** A new SID with this two-letter prefix. */
  sid(prefix: string): Sid {
    return prefix + this.hex(16);
  }

  /** Version 4: https://www.rfc-editor.org/rfc/rfc9562#name-uuid-version-4 */
  uuid(): string {
    const hex = this.hex(16);
    const variant = '89ab'[parseInt(hex[16]!, 16) % 4]!;
    return [
      hex.slice(0, 8),
      hex.slice(8, 12),
      `4${hex.slice(13, 16)}`,
      variant + hex.slice(17, 20),
      hex.slice(20),
    ].join('-');
  }
}
