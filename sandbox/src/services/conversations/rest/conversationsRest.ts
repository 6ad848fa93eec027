import express from 'express';

import type { HostRoutes } from '../../../http/HostServer';
import { TwilioError } from '../../../http/TwilioError';
import { restRouter } from '../../../http/restRouter';
import type { World } from '../../../World';
import { ResourceJson } from '../ResourceJson';
import type { ConversationParts } from '../ConversationParts';
import { REST_HOST } from './RestContext';
import type { RestContext } from './RestContext';
import { configurationRoutes } from './configurationRoutes';
import { conversationRoutes } from './conversationRoutes';
import { messageRoutes } from './messageRoutes';
import { participantConversationRoutes } from './participantConversationRoutes';
import { participantRoutes } from './participantRoutes';
import { roleRoutes } from './roleRoutes';
import { requestOrigin } from './requestOrigin';
import { serviceRoutes } from './serviceRoutes';
import { userConversationRoutes } from './userConversationRoutes';
import { userRoutes } from './userRoutes';
import { webhookConfigurationRoutes } from './webhookConfigurationRoutes';
import { webhookRoutes } from './webhookRoutes';

/**
 * REST API v1. Most resources stand twice: under `/v1`, which is the default service, and under `/v1/Services/IS…`.
 * https://www.twilio.com/docs/conversations-classic/api
 */
export function conversationsRest(world: World, parts: ConversationParts): HostRoutes {
  const resources = express.Router({ caseSensitive: true });
  const context: RestContext = {
    ...parts,
    world,
    router: resources,
    json: (request) => new ResourceJson(world, `https://${REST_HOST}${request.baseUrl}`),
  };
  conversationRoutes(context);
  participantRoutes(context);
  messageRoutes(context);
  webhookRoutes(context);
  participantConversationRoutes(context);
  userRoutes(context);
  userConversationRoutes(context);
  roleRoutes(context);

  const router = restRouter(world);
  router.use(requestOrigin(world));
  serviceRoutes({ ...context, router });
  configurationRoutes({ ...context, router });
  webhookConfigurationRoutes({ ...context, router });
  router.use(
    '/v1/Services/:serviceSid',
    (request, _response, next) => {
      if (request.params.serviceSid !== world.chatServiceSid) throw TwilioError.notFound(request.baseUrl);
      next();
    },
    resources,
  );
  router.use('/v1', resources);
  return { host: REST_HOST, router };
}
