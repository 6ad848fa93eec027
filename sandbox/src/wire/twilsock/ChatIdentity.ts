import jwt from 'jsonwebtoken';

import { TwilioError } from '../../http/TwilioError';
import type { Person } from '../../model/Person';
import { readAccessToken } from '../../services/iam/accessToken';
import type { World } from '../../World';

/** Who is at the other end of a Twilsock connection, or sends a media file. */
export interface ChatIdentity {
  identity: string;
  /** Flex roles; none for someone who came with an Access Token, such as a web chat's guest. */
  roles: Person['roles'];
  /** The Sync service that an Access Token is for; the default one where it is left out. */
  syncServiceSid?: string | undefined;
}

/** What a token lets its bearer do. */
export interface ChatSession extends ChatIdentity {
  /** Milliseconds until the token expires. */
  expiresIn: number;
  /** The products that the token is for; undefined for a Flex token, which is for all. */
  products?: readonly string[];
}

/**
 * The one place that tells who carries a token: a Flex token, or an Access Token with a chat grant. Throws a 401 with
 * Twilio's code for one that is malformed, expired, signed by somebody else, or for another service.
 */
export function authenticateChat(world: World, token: unknown): ChatSession {
  if (typeof token !== 'string') throw new TwilioError(401, 20101, 'Invalid Access Token');
  const person = world.services.iam.authenticate(token);
  if (!person) return { ...readAccessToken(world, token), roles: [] };
  const { exp } = jwt.decode(token) as { exp: number };
  return { identity: person.identity, roles: person.roles, expiresIn: exp * 1000 - world.clock.realNow() };
}
