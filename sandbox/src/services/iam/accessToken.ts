import jwt from 'jsonwebtoken';

import { TwilioError } from '../../http/TwilioError';
import type { World } from '../../World';

/** What Twilio lets an Access Token last at most. */
const LONGEST_LIFETIME_SECONDS = 24 * 60 * 60;

/** Twilio's grants name the service that they are for. */
interface Claims {
  iss?: string;
  iat?: number;
  sub?: string;
  exp?: number;
  nbf?: number;
  jti?: string;
  grants?: { identity?: string; flex?: object; chat?: { service_sid?: string }; data_sync?: { service_sid?: string } };
}

export interface AccessToken {
  identity: string;
  /** Milliseconds until it expires. */
  expiresIn: number;
  /** Products of Twilsock that the token is for. */
  products: string[];
  syncServiceSid: string | undefined;
}

const refused = (code: number, message: string): TwilioError => new TwilioError(401, code, message);

/**
 * Who carries this Access Token, as the official `twilio` package makes it (`twilio.jwt.AccessToken` with a
 * `ChatGrant` or `SyncGrant`), signed with the account's API key. Throws a 401 with Twilio's code for what is wrong.
 * Tokens are made by other programs' clocks, so it is real time that they are held to, not the world's.
 * https://www.twilio.com/docs/iam/access-tokens
 */
export function readAccessToken({ account, chatServiceSid, clock }: World, token: string): AccessToken {
  const claims = jwt.decode(token) as Claims | null;
  if (!claims || typeof claims !== 'object') throw refused(20101, 'Invalid Access Token');
  const { iss, sub, exp, nbf, grants } = claims;
  const now = clock.realNow() / 1000;
  // A minute more for clocks that differ.
  if (exp === undefined || exp <= now || exp > now + LONGEST_LIFETIME_SECONDS + 60) {
    throw refused(20104, 'Access Token expired or expiration date invalid');
  }
  // A Flex token from before a reset: Flex knows this code, and 20104, among those for tokens.
  if (grants?.flex) throw refused(20101, 'Invalid Access Token');
  if (nbf !== undefined && nbf > now + 60) throw refused(20105, 'Access Token not yet valid');
  if (iss !== account.apiKeySid || sub !== account.sid) throw refused(20103, 'Invalid Access Token issuer/subject');
  try {
    jwt.verify(token, account.apiKeySecret, { algorithms: ['HS256', 'HS384', 'HS512'], ignoreExpiration: true });
  } catch {
    // Everything else has been looked at, so what jsonwebtoken throws is about the signature.
    throw refused(20107, 'Invalid Access Token signature');
  }
  const products = [
    ...(grants?.chat?.service_sid === chatServiceSid ? ['ip_messaging'] : []),
    ...(grants?.data_sync?.service_sid ? ['data_sync'] : []),
  ];
  if (!grants?.identity || products.length === 0) throw refused(20106, 'Invalid Access Token grants');
  // The default one may be called by its name.
  const service = grants.data_sync?.service_sid;
  const syncServiceSid = service === 'default' ? undefined : service;
  return { identity: grants.identity, expiresIn: (exp - now) * 1000, products, syncServiceSid };
}

/** An Access Token for Flex's conversations, the same that the `twilio` package makes with a `ChatGrant`. */
export function chatToken(
  { account, chatServiceSid, clock }: World,
  identity: string,
  lifetimeSeconds: number,
): { token: string; expiration: Date } {
  const now = Math.floor(clock.realNow() / 1000);
  const exp = now + lifetimeSeconds;
  const claims: Claims = {
    jti: `${account.apiKeySid}-${now}`,
    iss: account.apiKeySid,
    sub: account.sid,
    iat: now,
    exp,
    grants: { identity, chat: { service_sid: chatServiceSid } },
  };
  const token = jwt.sign(claims, account.apiKeySecret, {
    algorithm: 'HS256',
    header: { alg: 'HS256', cty: 'twilio-fpa;v=1' },
  });
  return { token, expiration: new Date(exp * 1000) };
}
