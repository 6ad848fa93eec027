import jwt from 'jsonwebtoken';

import { TwilioError } from '../../http/TwilioError';
import type { ChatSession } from '../../wire/twilsock/ChatIdentity';
import type { World } from '../../World';
import { readAccessToken } from './accessToken';

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
