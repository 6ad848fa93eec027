// What was asked for and what came of it, as the people saw it: what invariants hold Twilio's state against.
import type { FunctionAnswer } from './FunctionRun';

export interface Asked {
  /** Who asked. */
  actor: string;
  requestId: string;
  /** The message's text, which no other request has. */
  text: string;
  /** Of every time that it was sent; undefined where none came. */
  answers: (FunctionAnswer | undefined)[];
}

export class Ledger {
  readonly asked: Asked[] = [];

  ask(actor: string, requestId: string, text: string): Asked {
    const asked = { actor, requestId, text, answers: [] };
    this.asked.push(asked);
    return asked;
  }
}
