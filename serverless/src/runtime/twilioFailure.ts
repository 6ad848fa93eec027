import type { FunctionError } from './FunctionError';

import { NotSentError } from './TwilioHttp';
import type { Result } from './Result';
import { failure, success } from './Result';

/** A call of Twilio's API that did not succeed. */
export interface TwilioFailure {
  /** True where Twilio may have done it all the same: no answer came, or a 5xx. */
  uncertain: boolean;
  status?: number;
  /** https://www.twilio.com/docs/api/errors */
  code?: number;
  /** The conversation that Twilio's sentence names, as where it holds the addresses already. */
  conversationSid?: string;
}

/** The connection was never made. */
const NOT_CONNECTED = new Set(['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN']);

/** Undefined for anything that is not Twilio's or the network's doing. */
export function toTwilioFailure(error: unknown): TwilioFailure | undefined {
  if (error instanceof NotSentError) return { uncertain: false };
  // The helper reads an answer that is cut off or not JSON by JSON.parse.
  if (error instanceof SyntaxError) return { uncertain: true };
  if (!(error instanceof Error)) return undefined;
  const { status, code, isAxiosError } = error as Error & { status?: unknown; code?: unknown; isAxiosError?: unknown };
  if (isAxiosError === true) return { uncertain: !NOT_CONNECTED.has(String(code)) };
  if (typeof status !== 'number') return undefined;
  const conversationSid = /\bCH[0-9a-f]{32}\b/.exec(error.message)?.[0];
  return {
    uncertain: status >= 500 || status === 408,
    status,
    ...(typeof code === 'number' && code > 0 ? { code } : {}),
    ...(conversationSid === undefined ? {} : { conversationSid }),
  };
}

/** Runs one call of Twilio's API and turns its exception into a result. Other exceptions pass through. */
export async function attempt<T>(call: () => Promise<T>): Promise<Result<T, TwilioFailure>> {
  try {
    return success(await call());
  } catch (error) {
    const known = toTwilioFailure(error);
    if (!known) throw error;
    return failure(known);
  }
}

/** For calls that come to the same when sent twice: a second try where it is uncertain what came of the first. */
export async function attemptTwice<T>(call: () => Promise<T>): Promise<Result<T, TwilioFailure>> {
  const first = await attempt(call);
  return first.ok || !first.error.uncertain ? first : attempt(call);
}

/** The contract's error for a Twilio failure after which nothing is left. */
export function twilioError({ status, code }: TwilioFailure): FunctionError {
  const refused = status !== undefined && status >= 400 && status < 500 && status !== 408 && status !== 429;
  return {
    code: refused ? 'TWILIO_REFUSED' : 'TWILIO_UNAVAILABLE',
    ...(status !== undefined && code !== undefined ? { twilio: { code, status } } : {}),
  };
}
