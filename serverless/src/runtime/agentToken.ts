import type { FunctionError } from './FunctionError';

import type { FunctionCall } from './FunctionCall';
import type { Result } from './Result';
import { failure, success } from './Result';

/** The agent that a valid Flex token names. Nothing in a request can say otherwise. */
export interface Agent {
  workerSid: string;
  /** Their identity in conversations. */
  identity: string;
  /** Such as `agent`, `supervisor`, `admin`. https://www.twilio.com/docs/flex/admin-guide/core-concepts/users */
  roles: string[];
}

const LONGEST_WAIT_MILLISECONDS = 4_000;

/** The validator rejects with a sentence alone: these are of the network or of a broken answer, not about the token. */
const NOT_ABOUT_THE_TOKEN =
  /ECONN|ENOTFOUND|ETIMEDOUT|EAI_AGAIN|EPIPE|socket|TLS|certificate|JSON|too many requests|internal server|unavailable|no answer/i;

/** The error for what the validator rejected with. */
export function tokenError(reason: unknown): FunctionError {
  const sentence = reason instanceof Error ? reason.message : String(reason);
  return { code: NOT_ABOUT_THE_TOKEN.test(sentence) ? 'TWILIO_UNAVAILABLE' : 'TOKEN_REFUSED' };
}

/**
 * Asks Twilio whether the request's `Token` is a Flex token of this account, and whose.
 * https://www.twilio.com/docs/flex/developer/plugins/call-functions#validate-the-flex-token
 */
export async function agentToken({ context, event }: FunctionCall): Promise<Result<Agent, FunctionError>> {
  const token = event['Token'];
  // The validator counts characters for Content-Length: it must not get any that take more than one byte.
  if (typeof token !== 'string' || !/^[\x21-\x7e]+$/.test(token)) return failure({ code: 'TOKEN_REFUSED' });
  let timer: NodeJS.Timeout | undefined;
  try {
    const { validator } = await import('twilio-flex-token-validator');
    const valid = (await Promise.race([
      validator(token, context.ACCOUNT_SID, context.AUTH_TOKEN, context.TWILIO_REGION),
      new Promise<never>((_, reject) => {
        const longest = Number(context.TWILIO_CALL_MILLISECONDS) || LONGEST_WAIT_MILLISECONDS;
        timer = setTimeout(() => reject(new Error('no answer')), longest);
      }),
    ])) as { worker_sid?: string; identity?: string; roles?: string[] };
    if (!valid.worker_sid || !valid.identity) return failure({ code: 'WORKER_UNKNOWN' });
    return success({ workerSid: valid.worker_sid, identity: valid.identity, roles: valid.roles ?? [] });
  } catch (reason) {
    return failure(tokenError(reason));
  } finally {
    clearTimeout(timer);
  }
}
