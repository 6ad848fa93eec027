import jwt from 'jsonwebtoken';
import createTwilio from 'twilio';
import * as v from 'valibot';

import type { FunctionContext } from '../runtime/FunctionsRuntime';
import type { FunctionError } from '../runtime/FunctionError';
import type { Result } from '../runtime/Result';
import { failure, success } from '../runtime/Result';

const LIFETIME_SECONDS = 60 * 60;

export interface GuestToken {
  token: string;
  /** Milliseconds since 1970. */
  expiration: number;
}

export interface Guest {
  identity: string;
  chatServiceSid: string;
}

type Keys = Pick<FunctionContext, 'ACCOUNT_SID' | 'API_KEY' | 'API_SECRET' | 'TWILIO_REGION'>;

const claims = v.object({
  grants: v.object({ identity: v.pipe(v.string(), v.nonEmpty()), chat: v.object({ service_sid: v.string() }) }),
});

/** An Access Token for this guest and the conversations that they are in, for an hour. https://www.twilio.com/docs/iam/access-tokens */
export function makeGuestToken(
  { ACCOUNT_SID, API_KEY, API_SECRET, TWILIO_REGION }: Keys,
  { identity, chatServiceSid }: Guest,
  at: Date,
): Result<GuestToken, FunctionError> {
  if (!API_KEY || !API_SECRET) return failure({ code: 'SETTINGS_WRONG' });
  const { AccessToken } = createTwilio.jwt;
  const token = new AccessToken(ACCOUNT_SID, API_KEY, API_SECRET, {
    identity,
    ttl: LIFETIME_SECONDS,
    region: TWILIO_REGION || undefined,
  });
  token.addGrant(new AccessToken.ChatGrant({ serviceSid: chatServiceSid }));
  return success({ token: token.toJwt(), expiration: at.getTime() + LIFETIME_SECONDS * 1_000 });
}

/** The guest whom a token names that is ours and has not expired. */
export function readGuestToken(
  { ACCOUNT_SID, API_KEY, API_SECRET }: Keys,
  token: string,
  at: Date,
): Result<Guest, FunctionError> {
  if (!API_KEY || !API_SECRET) return failure({ code: 'SETTINGS_WRONG' });
  try {
    const payload = jwt.verify(token, API_SECRET, {
      algorithms: ['HS256'],
      issuer: API_KEY,
      subject: ACCOUNT_SID,
      clockTimestamp: at.getTime() / 1_000,
    });
    const parsed = v.safeParse(claims, payload);
    if (!parsed.success) return failure({ code: 'TOKEN_REFUSED' });
    const { identity, chat } = parsed.output.grants;
    return success({ identity, chatServiceSid: chat.service_sid });
  } catch (error) {
    if (error instanceof jwt.JsonWebTokenError) return failure({ code: 'TOKEN_REFUSED' });
    throw error;
  }
}
