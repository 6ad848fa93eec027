/** A longer `setTimeout` would fire at once. */
const LONGEST_TIMEOUT_MS = 2 ** 31 - 1;

/** Time and timers of one world. Everything that waits, waits here, so that a reset ends it. */
export class Clock {
  private readonly timers = new Set<NodeJS.Timeout>();

  now(): Date {
    return new Date();
  }

  /** Runs `action` once after `milliseconds`; the returned function calls it off. */
  after(milliseconds: number, action: () => void): () => void {
    let timer: NodeJS.Timeout;
    const wait = (left: number): void => {
      const step = Math.min(left, LONGEST_TIMEOUT_MS);
      timer = setTimeout(() => {
        this.timers.delete(timer);
        if (left > step) wait(left - step);
        else action();
      }, step);
      this.timers.add(timer);
    };
    wait(milliseconds);
    return () => {
      clearTimeout(timer);
      this.timers.delete(timer);
    };
  }

  dispose(): void {
    for (const timer of this.timers) clearTimeout(timer);
    this.timers.clear();
  }
}
