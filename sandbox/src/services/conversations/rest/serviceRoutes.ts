import { TwilioError } from '../../../http/TwilioError';
import { page } from '../../../http/page';
import { restDate } from '../ResourceJson';
import { roleSid } from '../roles';
import { REST_HOST } from './conversationsRest';
import type { RestContext } from './conversationsRest';

/** The one service, that of Flex. https://www.twilio.com/docs/conversations-classic/api/service-resource */
export function serviceRoutes({ router, world }: RestContext): void {
  const start = restDate(world.clock.now());
  const url = `https://${REST_HOST}/v1/Services/${world.chatServiceSid}`;
  const service = {
    account_sid: world.account.sid,
    sid: world.chatServiceSid,
    friendly_name: 'Flex Chat Service',
    date_created: start,
    date_updated: start,
    url,
    links: {
      conversations: `${url}/Conversations`,
      users: `${url}/Users`,
      roles: `${url}/Roles`,
      configuration: `${url}/Configuration`,
      participant_conversations: `${url}/ParticipantConversations`,
    },
  };
  router.get('/v1/Services', (request, response) => {
    response.json(page(request, 'services', [service], (one) => one));
  });
  router.get('/v1/Services/:sid', (request, response) => {
    if (request.params.sid !== world.chatServiceSid) throw TwilioError.notFound(request.path);
    response.json(service);
  });
  router.get(`/v1/Services/${world.chatServiceSid}/Configuration`, (_request, response) => {
    response.json({
      chat_service_sid: world.chatServiceSid,
      default_conversation_creator_role_sid: roleSid('channel admin'),
      default_conversation_role_sid: roleSid('channel user'),
      default_chat_service_role_sid: roleSid('service user'),
      reachability_enabled: false,
      url: `${url}/Configuration`,
      links: {},
    });
  });
}
