/** A longer `setTimeout` would fire at once. */
const LONGEST_TIMEOUT_MS = 2 ** 31 - 1;

interface Timer {
  /** In milliseconds of the world's time. */
  due: number;
  action: () => void;
  handle?: NodeJS.Timeout;
}

/**
 * Time and timers of one world. Everything that waits, waits here, so that a reset ends it and time travel brings it
 * about. What a browser or a wire waits for by its own clock, such as a heartbeat, takes `afterReal`.
 */
export class Clock {
  private readonly timers = new Set<Timer>();
  private readonly realTimers = new Set<NodeJS.Timeout>();
  /** How far the world is ahead of this computer, in milliseconds; behind it where negative. */
  private shift = 0;
  /** The moment at which time stands, while `advance` runs what is due. */
  private moment: number | undefined;

  now(): Date {
    return new Date(this.moment ?? Date.now() + this.shift);
  }

  /** Milliseconds by which the world is ahead of this computer. */
  get ahead(): number {
    return this.shift;
  }

  /** For a world that has no past yet: lets it begin this much ahead, or behind where negative. */
  startAhead(milliseconds: number): void {
    this.shift = milliseconds;
  }

  /** Runs `action` once after `milliseconds` of the world's time; the returned function calls it off. */
  after(milliseconds: number, action: () => void): () => void {
    // As with `setTimeout`, at least one: so a timer that starts itself anew cannot hold time up.
    const timer: Timer = { due: this.now().getTime() + Math.max(milliseconds, 1), action };
    this.timers.add(timer);
    this.arm(timer);
    return () => {
      clearTimeout(timer.handle);
      this.timers.delete(timer);
    };
  }

  /** Runs `action` once after `milliseconds` of this computer's time, whatever the world's time does. */
  afterReal(milliseconds: number, action: () => void): () => void {
    const handle = setTimeout(() => {
      this.realTimers.delete(handle);
      action();
    }, milliseconds);
    this.realTimers.add(handle);
    return () => {
      clearTimeout(handle);
      this.realTimers.delete(handle);
    };
  }

  /**
   * Moves the world's time on and runs, in order and each at its own moment, what falls due on the way, including what
   * that in turn begins. Answers of other programs (webhooks) arrive by this computer's time, so after it.
   */
  advance(milliseconds: number): void {
    const end = this.now().getTime() + milliseconds;
    this.moment = this.now().getTime();
    try {
      for (let next = this.nextUntil(end); next; next = this.nextUntil(end)) {
        this.moment = Math.max(this.moment, next.due);
        clearTimeout(next.handle);
        this.timers.delete(next);
        next.action();
      }
    } finally {
      this.moment = undefined;
      this.shift = end - Date.now();
      for (const timer of this.timers) this.arm(timer);
    }
  }

  dispose(): void {
    for (const { handle } of this.timers) clearTimeout(handle);
    for (const handle of this.realTimers) clearTimeout(handle);
    this.timers.clear();
    this.realTimers.clear();
  }

  private arm(timer: Timer): void {
    clearTimeout(timer.handle);
    const left = timer.due - this.now().getTime();
    timer.handle = setTimeout(
      () => {
        if (left > LONGEST_TIMEOUT_MS) return this.arm(timer);
        this.timers.delete(timer);
        timer.action();
      },
      Math.min(left, LONGEST_TIMEOUT_MS),
    );
  }

  /** The earliest timer that is due by then; of two at one moment the older. */
  private nextUntil(end: number): Timer | undefined {
    let next: Timer | undefined;
    for (const timer of this.timers) if (timer.due <= end && (!next || timer.due < next.due)) next = timer;
    return next;
  }
}
