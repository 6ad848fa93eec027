// One run of a function: its surroundings are the simulation's, and it can end at any moment, as Twilio ends one.
import type { FunctionEvent, FunctionHandler } from '../../serverless/src/runtime/FunctionsRuntime';
import type { Surroundings } from '../../serverless/src/runtime/Surroundings';
import type { Response } from '../support/Response';
import type { Fault } from './Faults';
import type { RequestOptions, TwilioAnswer } from './InMemoryTwilio';
import type { Simulation } from './Simulation';
import { withoutNews } from './withoutNews';

/** https://www.twilio.com/docs/serverless/functions-assets/limits */
const LONGEST_RUN_MILLISECONDS = 10_000;

const WITHOUT_EFFECT: readonly Fault[] = ['denied', 'refused', 'too many', 'lost', 'silent'];

/** Of everything. */
const PARENTS = ['Services', 'Accounts', 'Workspaces'];

export interface FunctionAnswer {
  status: number;
  body: unknown;
}

/** As Axios, by which the helper asks, tells of a request that came to nothing. */
const networkError = (message: string, code: string): Error =>
  Object.assign(new Error(message), { isAxiosError: true, code });

/** `POST Conversations/Messages`: as docs/failures.md names a call. */
function label({ method, uri }: RequestOptions): string {
  const { pathname } = new URL(uri);
  const names = pathname.split('/').map((part) => part.replace(/\.json$/, ''));
  const resources = names.filter((name) => /^([A-Z][A-Za-z]+|validate)$/.test(name) && !PARENTS.includes(name));
  // One task, and not the search, which is limited.
  return `${method.toUpperCase()} ${resources.join('/')}${/\/Tasks\/WT\w+$/.test(pathname) ? '/WT' : ''}`;
}

export class FunctionRun {
  /** How often each call was made, by its label: so a call keeps its name where another one falls away. */
  private readonly calls = new Map<string, number>();
  private isOver = false;
  private readonly endings: ((answer: FunctionAnswer) => void)[] = [];

  /** @param name of the run, the same whenever the history is played */
  constructor(
    private readonly simulation: Simulation,
    private readonly name: string,
  ) {}

  /** Resolves with what the runtime answers, which is a 504 where the function has not come to an end. */
  start(handler: FunctionHandler, event: FunctionEvent): Promise<FunctionAnswer> {
    const { simulation, name } = this;
    return new Promise((resolve) => {
      const callOff = simulation.after(LONGEST_RUN_MILLISECONDS, () => this.kill('after ten seconds'));
      this.endings.push(callOff, resolve);
      handler(
        simulation.context,
        event,
        (error, response) => {
          if (this.isOver) return;
          const { statusCode: status, body } = (response ?? { statusCode: 500 }) as Response;
          if (error) simulation.fail(`${name} failed: ${String(error)}`);
          this.end({ status, body });
        },
        this.surroundings(),
      );
    });
  }

  /** What it has sent goes on its way; the rest of its work is never done. */
  private kill(when: string): void {
    if (this.isOver) return;
    this.simulation.trace.add(this.name, 'is killed', when);
    this.simulation.sometimes.mark(`function killed ${when}`);
    this.end({ status: 504, body: undefined });
  }

  /** Work that a function leaves behind when it answers is not done either. */
  private end(answer: FunctionAnswer): void {
    this.isOver = true;
    this.endings.forEach((tell) => tell(answer));
  }

  private surroundings(): Surroundings {
    const { simulation, name } = this;
    return {
      now: () => simulation.now,
      sleep: (milliseconds) => new Promise((resolve) => this.later(milliseconds, resolve)),
      random: simulation.chance.of(`${name} random`).next,
      transport: () => ({
        request: <TData>(options: RequestOptions) => this.request(options) as Promise<TwilioAnswer & { body: TData }>,
      }),
    };
  }

  /** Runs the action after so many milliseconds, if the function is still there. */
  private later(milliseconds: number, action: () => void): () => void {
    return this.simulation.after(milliseconds, () => {
      if (!this.isOver) action();
    });
  }

  private request(options: RequestOptions): Promise<TwilioAnswer> {
    if (this.isOver) return new Promise(() => undefined);
    const call = label(options);
    const count = (this.calls.get(call) ?? 0) + 1;
    this.calls.set(call, count);
    const at = `${this.name} ${call} ${count}`;
    const { simulation } = this;
    const fault = simulation.befall('call', at);
    const chance = simulation.chance.of(at);
    return new Promise((resolve, reject) => {
      const timeout = options.timeout ?? 30_000;
      const settle = (action: () => void): void => {
        callOff();
        action();
      };
      const callOff = this.later(timeout, () =>
        reject(networkError(`timeout of ${timeout}ms exceeded`, 'ECONNABORTED')),
      );
      if (fault === 'killed before') return this.kill('before a call');
      const answer = (given: TwilioAnswer): void => {
        this.later(simulation.latency(chance), () => {
          if (fault === 'killed after') this.kill('after a call');
          else settle(() => resolve(given));
        });
      };
      const cut = (): void => {
        this.later(simulation.latency(chance), () =>
          settle(() => reject(networkError('socket hang up', 'ECONNRESET'))),
        );
      };
      // A connection may break at once, or be silent until the caller gives it up.
      const breaks = chance.happens(0.5);
      const there = simulation.latency(chance) + (fault === 'late' ? timeout + chance.between(0, 8_000) : 0);
      simulation.after(
        there,
        () => void this.arrive(options, at, fault, { answer, cut: breaks ? cut : () => undefined }),
      );
      if (fault === 'killed meanwhile') this.later(1, () => this.kill('during a call'));
    });
  }

  private async arrive(
    options: RequestOptions,
    at: string,
    fault: Fault | undefined,
    { answer, cut }: { answer: (given: TwilioAnswer) => void; cut: () => void },
  ): Promise<void> {
    const { simulation } = this;
    const note = (outcome: string): void => simulation.trace.add(this.name, at.slice(this.name.length + 1), outcome);
    const failed = (statusCode: number, headers = {}): TwilioAnswer => ({
      statusCode,
      headers,
      body: { code: 20_000 + statusCode, message: 'made to fail', status: statusCode },
    });
    if (fault && WITHOUT_EFFECT.includes(fault)) note(fault);
    if (fault === 'denied') return answer(failed(400));
    if (fault === 'silent') return;
    if (fault === 'refused') return answer(failed(500));
    if (fault === 'too many') return answer(failed(429));
    if (fault === 'lost') return cut();
    const given = await simulation.twilio.answer(options);
    note(`${given.statusCode}${fault ? ` ${fault}` : ''}`);
    if (fault === 'done, silent') return;
    if (fault === 'unanswered') return cut();
    if (fault === 'broken') return answer(failed(500));
    answer(fault === 'lagging' ? withoutNews(options, given, simulation.now) : given);
  }
}
