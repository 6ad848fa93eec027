import { TwilioError } from '../../../http/TwilioError';
import { page } from '../../../http/page';
import { parametersOf } from '../../../http/parameters';
import { restDate } from '../ResourceJson';
import { REST_HOST } from './RestContext';
import type { RestContext } from './RestContext';

/** The one service, that of Flex. https://www.twilio.com/docs/conversations-classic/api/service-resource */
export function serviceRoutes({ router, world, settings, roles }: RestContext): void {
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
      bindings: `${url}/Bindings`,
      conversation_with_participants: `${url}/ConversationWithParticipants`,
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
  const configuration = (): Record<string, unknown> => {
    const { defaultConversationCreatorRoleSid, defaultConversationRoleSid, ...others } = settings.all;
    return {
      chat_service_sid: world.chatServiceSid,
      default_conversation_creator_role_sid: defaultConversationCreatorRoleSid,
      default_conversation_role_sid: defaultConversationRoleSid,
      default_chat_service_role_sid: others.defaultChatServiceRoleSid,
      reachability_enabled: others.reachabilityEnabled,
      url: `${url}/Configuration`,
      links: {
        notifications: `${url}/Configuration/Notifications`,
        webhooks: `${url}/Configuration/Webhooks`,
      },
    };
  };
  const path = `/v1/Services/${world.chatServiceSid}/Configuration`;
  router.get(path, (_request, response) => void response.json(configuration()));
  router.post(path, (request, response) => {
    const parameters = parametersOf(request);
    const role = (name: string): string | undefined => {
      const sid = parameters.text(name);
      return sid === undefined ? undefined : roles.fetch(sid).sid;
    };
    settings.update({
      defaultConversationCreatorRoleSid: role('DefaultConversationCreatorRoleSid'),
      defaultConversationRoleSid: role('DefaultConversationRoleSid'),
      defaultChatServiceRoleSid: role('DefaultChatServiceRoleSid'),
      reachabilityEnabled: parameters.flag('ReachabilityEnabled'),
    });
    response.json(configuration());
  });
}
