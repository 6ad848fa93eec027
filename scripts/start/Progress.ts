/** Where lines go: `process.stdout`, or what looks like it. */
export interface Output {
  isTTY?: boolean;
  columns?: number;
  write(text: string): unknown;
}

interface Step {
  name: string;
  state: 'waits' | 'runs' | 'done';
  /** Milliseconds since 1970. */
  startedAt: number;
  /** What it does now, or what came of it. */
  note: string;
}

/** Milliseconds between two pictures. */
const REDRAWN = 200;
const MARKS = { waits: ' ', runs: '…', done: '✓' } as const;

const seconds = (since: number): string => `${((Date.now() - since) / 1000).toFixed(1)} s`;

/**
 * How a start goes, step by step. In a terminal all steps are in sight, those to come too, and how long each has run;
 * elsewhere a line is written when a step ends, with what is still to come.
 */
export class Progress {
  private readonly steps: Step[];
  private readonly isLive: boolean;
  private timer: NodeJS.Timeout | undefined;
  private drawn = 0;

  constructor(
    private readonly output: Output,
    names: readonly string[],
  ) {
    this.isLive = output.isTTY ?? false;
    this.steps = names.map((name) => ({ name, state: 'waits', startedAt: 0, note: '' }));
  }

  /** Before the first step. */
  begin(lines: readonly string[]): void {
    this.output.write(`${lines.join('\n')}\n`);
    if (this.isLive) this.timer = setInterval(() => this.draw(), REDRAWN).unref();
    else this.output.write(`  to do: ${this.steps.map(({ name }) => name).join(', ')}\n`);
  }

  /** A step that runs from now on. Tells how long it took and what came of it; rejects with its aim where it fails. */
  async run<T>(name: string, aim: string, work: () => Promise<T>, say: (result: T) => string): Promise<T> {
    const step = this.steps.find((one) => one.name === name);
    if (!step) throw new Error(`${name} is no step`);
    Object.assign(step, { state: 'runs', startedAt: Date.now() });
    if (this.isLive) this.draw();
    try {
      const result = await work();
      const took = seconds(step.startedAt);
      Object.assign(step, { state: 'done', note: `${took.padStart(7)}  ${say(result)}` });
      if (this.isLive) this.draw();
      else this.output.write(`${this.lineOf(step)}${this.stillToCome()}\n`);
      return result;
    } catch (error) {
      throw new Error(`Could not ${aim}:\n${error instanceof Error ? error.message : String(error)}`, { cause: error });
    }
  }

  /** What a step that runs is at. */
  tell(name: string, note: string): void {
    const step = this.steps.find((one) => one.name === name);
    if (step?.state === 'runs') step.note = note.trim();
    if (this.isLive) this.draw();
    else this.output.write(`${note}\n`);
  }

  /** After the last step, or where one has failed: the last picture stays. */
  end(): void {
    clearInterval(this.timer);
  }

  private lineOf({ name, state, startedAt, note }: Step): string {
    const told = state === 'runs' ? `${seconds(startedAt).padStart(7)}  ${note}` : note;
    return `  ${MARKS[state]} ${name.padEnd(10)} ${told}`.trimEnd();
  }

  private stillToCome(): string {
    const names = this.steps.filter(({ state }) => state !== 'done').map(({ name }) => name);
    return names.length > 0 ? `   (still: ${names.join(', ')})` : '';
  }

  /** In the place of the picture before. A line that is too long would take two, so it is cut. */
  private draw(): void {
    const back = this.drawn > 0 ? `\x1b[${this.drawn}A\x1b[J` : '';
    const lines = this.steps.map((step) => this.lineOf(step).slice(0, (this.output.columns ?? 80) - 1));
    this.output.write(`${back}${lines.join('\n')}\n`);
    this.drawn = lines.length;
  }
}
