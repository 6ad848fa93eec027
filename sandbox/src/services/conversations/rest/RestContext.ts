import type { Request, Router } from 'express';

import type { World } from '../../../World';
import type { ConversationParts } from '../ConversationParts';
import type { ResourceJson } from '../ResourceJson';

export const REST_HOST = 'conversations.twilio.com';

/** What the routes of one resource need. */
export interface RestContext extends ConversationParts {
  world: World;
  router: Router;
  /** The resources with addresses under the prefix that the request came by. */
  json: (request: Request) => ResourceJson;
}
