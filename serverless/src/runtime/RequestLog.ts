import type { Surroundings } from './Surroundings';
import { ofProcess } from './Surroundings';

/** One thing that a request waited for. Holds no names, numbers, texts or tokens. */
export interface LoggedStep {
  /** `guard`, or a call of Twilio's API such as `POST Interactions`. */
  step: string;
  milliseconds: number;
  /** HTTP status; absent where no answer came. */
  status?: number;
  /** Twilio's error code. */
  code?: number;
  /** Twilio's own id of the call, for its support. */
  twilioRequestId?: string;
}

/** What came of one part of a batch. */
export interface LoggedPart {
  requestId: string;
  /** `OK`, or an error code of the contract. */
  outcome: string;
  /** Twilio's error code. */
  code?: number | undefined;
  /** The conversation's SID. */
  about?: string | undefined;
}

/** Gathers what one request did and writes it as one line of JSON. */
export class RequestLog {
  private readonly started: number;
  private readonly steps: LoggedStep[] = [];
  /** The caller's id of the request. */
  requestId?: string;
  /** The SID of the conversation, or the scheduled message, that it is about. */
  about?: string;
  /** The variable of the environment that is wrong. */
  variable?: string | undefined;
  private readonly parts: LoggedPart[] = [];
  private fault?: string;
  private readonly warnings: string[] = [];

  constructor(
    private readonly route: string,
    private readonly surroundings: Pick<Surroundings, 'now'> = ofProcess,
  ) {
    this.started = surroundings.now();
  }

  add(step: LoggedStep): void {
    this.steps.push(step);
  }

  addPart(part: LoggedPart): void {
    this.parts.push(part);
  }

  async time<T>(step: string, work: Promise<T>): Promise<T> {
    const from = this.surroundings.now();
    try {
      return await work;
    } finally {
      this.add({ step, milliseconds: this.surroundings.now() - from });
    }
  }

  /** Something that an administrator has to know, though the request went well. Holds no names, numbers or texts. */
  addWarning(warning: string): void {
    this.warnings.push(warning);
  }

  /** A fault in our own code: its kind and place. Its message is left out, because it may quote what people wrote. */
  addFault(fault: unknown): void {
    const { name, stack } = fault instanceof Error ? fault : new Error();
    this.fault = [
      name,
      ...(stack ?? '')
        .split('\n')
        .filter((line) => /^\s+at /.test(line))
        .slice(0, 5),
    ].join('\n');
  }

  write(status: number, outcome: string): void {
    const line = JSON.stringify({
      route: this.route,
      outcome,
      status,
      requestId: this.requestId,
      about: this.about,
      variable: this.variable,
      parts: this.parts.length > 0 ? this.parts : undefined,
      milliseconds: this.surroundings.now() - this.started,
      steps: this.steps,
      warnings: this.warnings.length > 0 ? this.warnings : undefined,
      fault: this.fault,
    });
    // Errors and warnings reach the account's debugger (82005, 82004), where administrators look.
    if (status === 500) console.error(line);
    else if (outcome.startsWith('TWILIO_') || this.warnings.length > 0) console.warn(line);
    else console.log(line);
  }
}
