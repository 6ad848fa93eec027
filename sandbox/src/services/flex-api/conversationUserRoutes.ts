import { TwilioError } from '../../http/TwilioError';
import { parametersOf } from '../../http/parameters';
import { restRouter } from '../../http/restRouter';
import type { World } from '../../World';

/**
 * Flex's ChatOrchestrator puts an agent into the conversation of a task that is no interaction by this request, and takes
 * a 409 for "already in".
 */
export function conversationUserRoutes(world: World): void {
  const router = restRouter(world);
  router.post('/v1/Channels/:conversationSid/Roles/:role/Users', (request, response) => {
    const identity = parametersOf(request).required('Identity');
    const { conversations } = world.services;
    const conversation = conversations.fetch(request.params.conversationSid);
    if ([...conversation.participants.values()].some((participant) => participant.identity === identity)) {
      throw new TwilioError(409, 50433, `${identity} is in conversation ${conversation.sid} already`);
    }
    const participant = conversations.addParticipant(conversation.sid, { identity });
    response.status(201).json({
      sid: participant.sid,
      channel_sid: conversation.sid,
      identity,
      role_sid: participant.roleSid,
      date_created: participant.dateCreated.toISOString(),
    });
  });
  world.routes.push({ host: 'flex-api.twilio.com', router });
}
