import type { FunctionAnswer } from '../FunctionRun';
import type { Ledger } from '../Ledger';
import type { Simulation } from '../Simulation';
import { CARE, CUSTOMERS } from '../account';

/** Whom the paths write to, and who writes to us. */
export const SAM = CUSTOMERS[0];

/** One way through the backend, of which each call of Twilio's API fails in turn. */
export interface Path {
  /** Its heading in docs/failures.md. */
  name: string;
  /** Beside the senders, and of the functions' environment. */
  settings?: Record<string, unknown>;
  variables?: Record<string, string>;
  /** How many messages the customer gets by it, in the words of docs/failures.md; none where it is left out. */
  message?: string;
  /** Where it is more than one. */
  messages?: 2;
  /** How many live tasks a conversation has in the end at most. */
  tasks: 1 | 2;
  /** An agent has left it for now: the customer's answer wakes it by a task of its own, beside whatever invites an agent. */
  isResting?: true;
  /** The run of the function that it begins with: `request 1` where it is left out. */
  run?: string;
  /** Brings a new world to where the path begins, and answers how its request is sent: each time the same one. */
  prepare: (simulation: Simulation, ledger: Ledger) => Promise<Send>;
}

/** @param count from 1: the how many-th time it is sent */
export type Send = (count: number) => Promise<PathAnswer>;

export interface PathAnswer {
  /** False for an error. */
  isDone: boolean;
  /** The error's code, or what was done. */
  outcome: string;
}

/** What whoever asked gets to know; an error for one that gets no answer, or a broken one. */
export function pathAnswer(answer: FunctionAnswer | undefined, done: string): PathAnswer {
  const body = (answer?.body ?? {}) as {
    ok?: boolean;
    started?: { waitsForReply?: boolean; textMissing?: boolean };
    error?: { code: string };
  };
  if (!body.ok) return { isDone: false, outcome: body.error?.code ?? 'BACKEND_UNEXPECTED' };
  return { isDone: true, outcome: outcomeOf(body.started, done) };
}

/** Ends the outcome where the file went alone, and whoever asked was told. */
export const WITHOUT_TEXT = ', without the text';

const outcomeOf = (started: { waitsForReply?: boolean; textMissing?: boolean } | undefined, done: string): string =>
  (started?.waitsForReply ? 'waits for the reply' : done) + (started?.textMissing ? WITHOUT_TEXT : '');

const tokenOf = (simulation: Simulation, identity: string): string =>
  simulation.world.services.iam.issueToken(simulation.person(identity)).token;

/** What this agent's panel asks of a route. */
export const ask = (
  simulation: Simulation,
  name: string,
  identity: string,
  [route, fields]: [route: string, fields: Record<string, string>],
): Promise<FunctionAnswer | undefined> =>
  simulation.request(name, route, { ...fields, Token: tokenOf(simulation, identity) });

/** Of Alice to Sam. */
export function startFields(simulation: Simulation, name: string) {
  const requestId = simulation.chance.of(name).uuid();
  return { requestId, channel: 'sms', to: SAM, from: CARE, customerName: 'Sam Customer', body: 'Hello Sam' };
}
