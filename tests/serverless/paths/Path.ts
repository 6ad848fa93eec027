import type { Answer, Backend } from '../backend';

/** One way through the backend, of which `failures.test.ts` lets each call of Twilio's API fail in turn. */
export interface Path {
  /** Its heading in docs/failures.md. */
  name: string;
  /** What it needs beside the senders; the same for all paths, so nothing that one forbids the other. */
  settings?: Record<string, unknown>;
  variables?: Record<string, string>;
  /** How many messages the customer gets by it. */
  messages: number;
  /** Brings a new world to where the path begins, and answers how its request is sent: each time the same one. */
  prepare: (backend: Backend) => Promise<() => Promise<PathAnswer>>;
}

export interface PathAnswer {
  /** False for an error. */
  isDone: boolean;
  /** As the table says it: the error's code, or what was done. */
  outcome: string;
}

type Body = { ok: true; started?: { waitsForReply?: boolean } } | { ok: false; error: { code: string } };

/** What a route of the contract has answered; `done` is said where all went well. */
export function pathAnswer({ body }: Pick<Answer<Body>, 'body'>, done: string): PathAnswer {
  if (!body.ok) return { isDone: false, outcome: `\`${body.error.code}\`` };
  return { isDone: true, outcome: done === 'started' && body.started?.waitsForReply ? 'waits for the reply' : done };
}
