import type { NextFunction, Request, Response } from 'express';

import { parametersOf } from '../../../http/parameters';
import type { World } from '../../../World';

/** `friendly_name` is `FriendlyName` in a request. */
const parameterOf = (name: string): string =>
  name.replace(/(^|_)([a-z])/g, (_match, _start, letter: string) => letter.toUpperCase());

/**
 * Webhooks are told of a REST request only where its header asks for it, so that a backend does not answer itself for
 * ever. https://www.twilio.com/docs/conversations-classic/conversations-webhooks#triggering-webhooks-for-rest-api-events
 */
export const requestOrigin =
  (world: World) =>
  (request: Request, _response: Response, next: NextFunction): void => {
    const firesWebhooks = request.header('x-twilio-webhook-enabled')?.toLowerCase() === 'true';
    const origin = { source: 'API', firesWebhooks } as const;
    const path = request.path.split('/').filter(Boolean);
    const start = path.indexOf('Conversations');
    const parameters = parametersOf(request);
    const asked =
      start < 0
        ? undefined
        : world.origin.run(origin, () =>
            world.services.webhooks.askBefore({
              method: request.method as 'GET' | 'POST' | 'DELETE',
              path: path.slice(start + 1),
              read: (name) => parameters.text(name),
            }),
          );
    const carryOn = (): void => world.origin.run(origin, next);
    if (!asked) return carryOn();
    asked.then((changes) => {
      const renamed = Object.fromEntries(Object.entries(changes).map(([name, value]) => [parameterOf(name), value]));
      request.body = { ...(request.body as object | undefined), ...renamed };
      carryOn();
    }, next);
  };
