import express from 'express';
import type { NextFunction, Request, Response, Router } from 'express';

import type { World } from '../World';
import type { Person } from '../model/Person';
import { multipartForm } from './multipartForm';
import { TwilioError } from './TwilioError';

/** Who sent a request: the account (SID and auth token, or an API key), or a person by a Flex token. */
export type Principal = { kind: 'account' } | { kind: 'person'; person: Person; token: string };

declare module 'express-serve-static-core' {
  interface Locals {
    principal: Principal;
  }
}

/** Basic auth as Twilio takes it: `AC…:authToken`, an API key, or `token:<Flex token>` from the browser. */
export const authenticate =
  (world: World) =>
  (request: Request, response: Response, next: NextFunction): void => {
    const [scheme, encoded] = (request.headers.authorization ?? '').split(' ');
    const credentials = scheme?.toLowerCase() === 'basic' ? Buffer.from(encoded ?? '', 'base64').toString() : '';
    const [user, ...rest] = credentials.split(':');
    const password = rest.join(':');
    const { account } = world;
    const isAccount =
      (user === account.sid && password === account.authToken) ||
      (user === account.apiKeySid && password === account.apiKeySecret);
    if (isAccount) {
      response.locals.principal = { kind: 'account' };
      return next();
    }
    const person = user === 'token' ? world.services.iam.authenticate(password) : undefined;
    if (!person) throw new TwilioError(401, 20003, 'Authenticate');
    response.locals.principal = { kind: 'person', person, token: password };
    next();
  };

/** A router for one REST service: form-encoded, multipart and JSON bodies, Basic auth. */
export function restRouter(world: World): Router {
  const router = express.Router({ caseSensitive: true });
  router.use(
    express.urlencoded({ extended: false, limit: '5mb' }),
    express.json({ limit: '5mb' }),
    multipartForm,
    authenticate(world),
  );
  return router;
}
