// What was asked for and what came of it, as the people saw it: what invariants hold Twilio's state against.
import type { FunctionAnswer } from './FunctionRun';

export interface Asked {
  /** Who asked. */
  actor: string;
  requestId: string;
  /** The message's text, which no other request has. */
  text: string;
  /** The SID of the file that the text goes right after. */
  file?: string | undefined;
  /** Of every time that it was sent; undefined where none came. */
  answers: (FunctionAnswer | undefined)[];
}

export class Ledger {
  readonly asked: Asked[] = [];

  ask(actor: string, requestId: string, text: string, file?: string): Asked {
    const asked: Asked = { actor, requestId, text, file, answers: [] };
    this.asked.push(asked);
    return asked;
  }
}
