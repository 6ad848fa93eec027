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
 * about. What a browser or a wire waits for by its own clock, such as a heartbeat, takes `afterReal`. A clock that begins
 * at a given moment has no time but the world's: it stands until it is told to go on.
 */
export class Clock {
  private readonly timers = new Set<Timer>();
  private readonly realTimers = new Set<NodeJS.Timeout>();
  /** How far the world is ahead of this computer, in milliseconds; behind it where negative. */
  private shift = 0;
  /** The moment at which time stands, while `advance` runs what is due. */
  private moment: number | undefined;
  private readonly stands: boolean;
  /** Called when the world has got further ahead of this computer, or is behind. */
  onShift: () => void = () => undefined;

  /** @param begins the moment at which time stands, where it is not this computer's */
  constructor(begins?: Date) {
    this.stands = begins !== undefined;
    this.moment = begins?.getTime();
  }

  now(): Date {
    return new Date(this.moment ?? Date.now() + this.shift);
  }

  /** This computer's time, in milliseconds since 1970; the world's where that is all there is. */
  realNow(): number {
    return this.stands ? this.now().getTime() : Date.now();
  }

  /** Milliseconds by which the world is ahead of this computer. */
  get ahead(): number {
    return this.shift;
  }

  /** For a world that has no past yet: lets it begin this much ahead, or behind where negative. */
  startAhead(milliseconds: number): void {
    this.shift = milliseconds;
    this.onShift();
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
    if (this.stands) return this.after(milliseconds, action);
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
      for (let next = this.nextUntil(end); next; next = this.nextUntil(end)) this.run(next);
    } finally {
      if (this.stands) {
        this.moment = end;
      } else {
        this.moment = undefined;
        this.shift = end - Date.now();
        for (const timer of this.timers) this.arm(timer);
        this.onShift();
      }
    }
  }

  /**
   * Of a clock that stands: goes on to the next moment at which something falls due, not beyond `end`, and runs that one
   * thing. False where there is none; time is at `end` then.
   * @param end in milliseconds since 1970
   */
  step(end: number): boolean {
    const next = this.nextUntil(end);
    if (next) this.run(next);
    else this.moment = end;
    return next !== undefined;
  }

  private run(timer: Timer): void {
    this.moment = Math.max(this.moment ?? timer.due, timer.due);
    clearTimeout(timer.handle);
    this.timers.delete(timer);
    timer.action();
  }

  dispose(): void {
    for (const { handle } of this.timers) clearTimeout(handle);
    for (const handle of this.realTimers) clearTimeout(handle);
    this.timers.clear();
    this.realTimers.clear();
  }

  private arm(timer: Timer): void {
    if (this.stands) return;
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
