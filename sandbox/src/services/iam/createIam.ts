import { createSecretKey } from 'node:crypto';

import express from 'express';
import type { Request } from 'express';
import jwt from 'jsonwebtoken';

import { TwilioError } from '../../http/TwilioError';
import { parametersOf } from '../../http/parameters';
import { restRouter } from '../../http/restRouter';
import type { Person } from '../../model/Person';
import type { World } from '../../World';
import type { Iam } from '../Services';
import { authenticateChat } from './authenticateChat';

const TOKEN_LIFETIME_MS = 12 * 60 * 60 * 1000;

/** Twilio's own text for a Flex token that it does not take; Flex tests for the code 20104. */
const INVALID_TOKEN = 'Access Token expired or expiration date invalid';

interface Claims {
  exp: number;
  grants: { identity: string };
}

/**
 * Flex tokens, and the two hosts that make and check them: `iam.twilio.com` and `iam.<realm>.twilio.com`.
 *
 * Flex never looks into a token, but twilio-taskrouter reads `sub` and `grants.task_router` of one.
 */
export function createIam(world: World): Iam {
  // A reset makes a new world, whose tokens are not those of the old one.
  const secret = createSecretKey(world.random.hex(32), 'hex');

  const read = (token: string): { person: Person; expiration: Date } | undefined => {
    try {
      const { exp, grants } = jwt.verify(token, secret, {
        algorithms: ['HS256'],
        clockTimestamp: Math.floor(world.clock.realNow() / 1000),
      }) as unknown as Claims;
      const person = world.people.get(grants.identity);
      return person && { person, expiration: new Date(exp * 1000) };
    } catch {
      // Whatever is wrong with a token, jsonwebtoken throws; to us it is one that we did not issue.
      return undefined;
    }
  };

  const iam: Iam = {
    issueToken(person) {
      // Browsers hold tokens by their own clocks, so it is real time that they are made for, not the world's.
      const expiration = new Date(Math.floor((world.clock.realNow() + TOKEN_LIFETIME_MS) / 1000) * 1000);
      const claims = {
        jti: `${world.account.apiKeySid}-${world.random.hex(8)}`,
        iss: world.account.apiKeySid,
        sub: world.account.sid,
        iat: Math.floor(world.clock.realNow() / 1000),
        exp: expiration.getTime() / 1000,
        grants: {
          identity: person.identity,
          task_router: { workspace_sid: world.workspace.sid, worker_sid: person.workerSid, role: 'worker' },
          chat: { service_sid: world.chatServiceSid },
          data_sync: { service_sid: world.syncServiceSid },
          flex: {},
        },
      };
      const token = jwt.sign(claims, secret, { algorithm: 'HS256', header: { alg: 'HS256', cty: 'twilio-fpa;v=1' } });
      return { token, expiration };
    },
    authenticate: (token) => read(token)?.person,
    authenticateChat: (token) => authenticateChat(world, token),
  };

  const host = /^iam(\.[a-z0-9-]+)?\.twilio\.com$/;
  const ownAccount = (request: Request): void => {
    if (request.params['accountSid'] !== world.account.sid) {
      throw new TwilioError(403, 20403, 'Forbidden: the account in the path is not the authenticated one');
    }
  };

  // The browser sends no credentials to these: the token in the body is what it shows.
  const open = express.Router({ caseSensitive: true });
  const body = [express.urlencoded({ extended: false }), express.json()];

  open.post('/v1/Accounts/:accountSid/Tokens/refresh', ...body, (request, response) => {
    ownAccount(request);
    const person = iam.authenticate(parametersOf(request).text('token') ?? '');
    if (!person) throw new TwilioError(401, 20104, INVALID_TOKEN);
    const { token, expiration } = iam.issueToken(person);
    response.json({
      token,
      identity: person.identity,
      roles: person.roles,
      expiration: expiration.toISOString(),
      flexUserSid: person.flexUserSid,
    });
  });

  // Where the browser signs in; from there it returns to `resource` with Token, Identity, Expiration and Roles.
  open.post('/v1/Accounts/:accountSid/authenticate', ...body, (request, response) => {
    ownAccount(request);
    const resource = parametersOf(request).required('resource');
    if (!URL.canParse(resource)) throw TwilioError.invalid('resource');
    const signIn = new URL('/sign-in', resource);
    signIn.searchParams.set('resource', resource);
    response.json({ location: signIn.href });
  });
  world.routes.push({ host, router: open });

  const router = restRouter(world);
  // What the package twilio-flex-token-validator asks, as the account; it takes `valid` and `message` from the body.
  // Flex UI below 2.14 asks it too, of the person's own token.
  router.post('/v1/Accounts/:accountSid/Tokens/validate', (request, response) => {
    ownAccount(request);
    const { principal } = response.locals;
    const token = parametersOf(request).text('token') ?? '';
    if (principal.kind === 'person' && principal.token !== token) throw new TwilioError(401, 20003, 'Authenticate');
    const known = read(token);
    if (!known) {
      response.status(403).json({ valid: false, code: 20104, message: INVALID_TOKEN });
      return;
    }
    response.json(tokenResult(known.person, known.expiration));
  });
  world.routes.push({ host, router });

  // Flex asks this at each start and after each refresh.
  const flexApi = express.Router({ caseSensitive: true });
  flexApi.post('/v1/Accounts/:accountSid/Tokens/Info', ...body, (request, response) => {
    ownAccount(request);
    const parameters = parametersOf(request);
    const known = read(parameters.text('Token') ?? parameters.text('token') ?? '');
    if (!known) throw new TwilioError(401, 20104, INVALID_TOKEN);
    response.json(tokenResult(known.person, known.expiration));
  });
  world.routes.push({ host: 'flex-api.twilio.com', router: flexApi });

  return iam;
}

/** https://github.com/twilio/twilio-flex-token-validator#token-result */
const tokenResult = (person: Person, expiration: Date): Record<string, unknown> => ({
  valid: true,
  code: 0,
  message: null,
  expiration: expiration.toISOString(),
  realm_user_id: person.email,
  identity: person.identity,
  roles: person.roles,
  worker_sid: person.workerSid,
  flex_user_sid: person.flexUserSid,
});
