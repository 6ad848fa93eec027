// What goes wrong in a history, and where: drawn by chance, or given one by one, as when a failing history is shrunken.
import type { Chance } from './Chance';

/** Of a call of Twilio's API by a function. */
export const CALL_FAULTS = [
  /** 500, without effect. */
  'refused',
  /** 429, without effect. */
  'too many',
  /** It never gets there. */
  'lost',
  /** It is done, and no answer comes. */
  'unanswered',
  /** It is done, and the answer is a 500. */
  'broken',
  /** It arrives, and is done, after the caller has given it up. */
  'late',
  /** A search, or a read of Sync, that does not see what is new. */
  'lagging',
  /** The function ends before the call is sent, while it is under way, or when its answer comes. */
  'killed before',
  'killed meanwhile',
  'killed after',
] as const;

/** Of a call too, and never by chance. */
export const CHOSEN_FAULTS = [
  /** 400, without effect. */
  'denied',
  /** It never gets there, and the caller waits until it gives it up. */
  'silent',
  /** It is done, and the caller waits until it gives it up. */
  'done, silent',
] as const;

/** Of the request that somebody sends to a function: its answer does not come back. */
export const REQUEST_FAULTS = ['unanswered'] as const;

/** Of a webhook of Twilio's: a minute and more behind the others, or a second time. */
export const WEBHOOK_FAULTS = ['late', 'twice'] as const;

const FAULTS = { call: CALL_FAULTS, request: REQUEST_FAULTS, webhook: WEBHOOK_FAULTS };

export type Fault = (typeof FAULTS)[keyof typeof FAULTS][number] | (typeof CHOSEN_FAULTS)[number];
export type Subject = keyof typeof FAULTS;

/** `at` names one call, request or webhook of a history, the same whenever the history is played. */
export interface Strike {
  at: string;
  fault: Fault;
}

export interface Faults {
  /** Decides once about what is named so. */
  befall(subject: Subject, at: string): Fault | undefined;
}

export const noFaults: Faults = { befall: () => undefined };

/** @param rate the share of calls that fail, from 0 to 1 */
export const faultsByChance = (chance: Chance, rate: number): Faults => ({
  befall(subject, at) {
    const own = chance.of(at);
    return own.happens(rate) ? own.pick(FAULTS[subject]) : undefined;
  },
});

export function givenFaults(strikes: readonly Strike[]): Faults {
  const byName = new Map(strikes.map(({ at, fault }) => [at, fault]));
  return { befall: (_, at) => byName.get(at) };
}
