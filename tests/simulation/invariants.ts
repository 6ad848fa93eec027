// What must hold whatever went wrong, once a history has come to rest. Each answers one sentence for each violation.
import type { Ledger } from './Ledger';
import type { Simulation } from './Simulation';

export type Invariant = (simulation: Simulation, ledger: Ledger) => string[];

export const oneMessageForARequest: Invariant = ({ world }, { asked }) =>
  asked.flatMap(({ actor, text }) => {
    const sent = world.messageLog.filter(({ direction, body }) => direction === 'outbound-api' && body === text);
    return sent.length > 1 ? [`${actor} asked for one message, and ${sent.length} were sent`] : [];
  });

export const everybodyIsDone: Invariant = ({ busy }) => busy.map((name) => `${name} never came to an end`);

export const INVARIANTS: readonly Invariant[] = [oneMessageForARequest, everybodyIsDone];
