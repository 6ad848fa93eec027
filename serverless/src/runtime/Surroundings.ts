import { RequestClient } from 'twilio';
import type { Twilio } from 'twilio';

/** Carries one request to Twilio, as `request` of the `twilio` helper's client does. */
export type Transport = Pick<RequestClient, 'request'>;

/**
 * What a function has from outside. Nothing here may take any of it from the process by itself, so that a simulation
 * can hand in its own and replay what happened.
 */
export interface Surroundings {
  /** Milliseconds since 1970. */
  now(): number;
  sleep(milliseconds: number): Promise<void>;
  /** At least 0, and below 1. */
  random(): number;
  /** A new one for each request of ours: a connection that a sleeping function kept may be dead. */
  transport(options: { timeout: number }): Transport;
}

export const ofProcess: Surroundings = {
  now: () => Date.now(),
  sleep: (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds)),
  random: () => Math.random(),
  transport: (options) => new RequestClient(options),
};

/** An HTTP client of Twilio's helper that knows the surroundings of the request that it works for. */
export interface SurroundedClient {
  readonly surroundings: Surroundings;
}

/** Whoever has a request's client has its surroundings, so that they need not be handed on beside it. */
const surroundingsOf = ({ httpClient }: Twilio): Surroundings =>
  (httpClient as Partial<SurroundedClient> | undefined)?.surroundings ?? ofProcess;

export const now = (twilio: Twilio): Date => new Date(surroundingsOf(twilio).now());

export const pause = (twilio: Twilio, milliseconds: number): Promise<void> =>
  surroundingsOf(twilio).sleep(milliseconds);

/** A whole number from 0 up to, and without, `limit`; 0 where that is 0. */
export const randomBelow = (twilio: Twilio, limit: number): number =>
  Math.floor(surroundingsOf(twilio).random() * limit);

/** A random UUID (version 4). It tells attempts apart, and is no secret. */
export function randomUuid(twilio: Twilio): string {
  const surroundings = surroundingsOf(twilio);
  return 'xxxxxxxx-xxxx-4xxx-yxxx-xxxxxxxxxxxx'.replaceAll(/[xy]/g, (place) => {
    const digit = Math.floor(surroundings.random() * 16);
    return (place === 'x' ? digit : (digit & 3) | 8).toString(16);
  });
}
