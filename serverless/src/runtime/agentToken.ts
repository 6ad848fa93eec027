import * as v from 'valibot';

import type { FunctionCall } from './FunctionCall';
import type { FunctionError } from './FunctionError';
import type { Result } from './Result';
import { failure, success } from './Result';
import { attempt, twilioError } from './twilioFailure';

/** The agent that a valid Flex token names. Nothing in a request can say otherwise. */
export interface Agent {
  workerSid: string;
  /** Their identity in conversations. */
  identity: string;
  /** Such as `agent`, `supervisor`, `admin`. https://www.twilio.com/docs/flex/admin-guide/core-concepts/users */
  roles: string[];
}

/** Of a valid token. A token that is not has `{"valid": false, "message"}`. */
const valid = v.object({
  valid: v.literal(true),
  worker_sid: v.optional(v.string()),
  identity: v.optional(v.string()),
  roles: v.optional(v.array(v.string()), []),
});

/** Everything but these is about the way to Twilio, and says nothing about the token. */
const ABOUT_THE_TOKEN = [200, 400, 401, 403, 404];

/**
 * Asks Twilio whether the request's `Token` is a Flex token of this account, and whose.
 * https://www.twilio.com/docs/flex/developer/plugins/call-functions#validate-the-flex-token
 */
export async function agentToken({ context, event, http }: FunctionCall): Promise<Result<Agent, FunctionError>> {
  const token = event['Token'];
  if (typeof token !== 'string' || !/^[\x21-\x7e]+$/.test(token)) return failure({ code: 'TOKEN_REFUSED' });
  const { ACCOUNT_SID, AUTH_TOKEN, TWILIO_REGION } = context;
  const asked = await attempt(() =>
    http.request({
      method: 'post',
      uri: `https://iam.${TWILIO_REGION ? `${TWILIO_REGION}.` : ''}twilio.com/v1/Accounts/${ACCOUNT_SID}/Tokens/validate`,
      username: ACCOUNT_SID,
      password: AUTH_TOKEN,
      headers: { 'Content-Type': 'application/json' },
      data: { token },
    }),
  );
  if (!asked.ok) return failure(twilioError(asked.error));
  const { statusCode, body } = asked.value;
  if (!ABOUT_THE_TOKEN.includes(statusCode)) return failure({ code: 'TWILIO_UNAVAILABLE' });
  // A gateway's page, or half an answer, says nothing about the token.
  if (typeof body !== 'object' || body === null || Array.isArray(body)) return failure({ code: 'TWILIO_UNAVAILABLE' });
  const known = v.safeParse(valid, body);
  if (!known.success) return failure({ code: 'TOKEN_REFUSED' });
  const { worker_sid: workerSid, identity, roles } = known.output;
  return workerSid && identity ? success({ workerSid, identity, roles }) : failure({ code: 'WORKER_UNKNOWN' });
}
