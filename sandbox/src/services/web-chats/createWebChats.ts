import { parametersOf } from '../../http/parameters';
import { restRouter } from '../../http/restRouter';
import { TwilioError } from '../../http/TwilioError';
import type { World } from '../../World';
import type { WebChats } from '../Services';
import { startWebChat } from './startWebChat';

/** Web chats of Flex Conversations. https://www.twilio.com/docs/flex/developer/conversations/webchats-resource */
export function createWebChats(world: World): WebChats {
  const webChats: WebChats = { start: (input) => startWebChat(world, input) };

  const router = restRouter(world);
  router.post('/v2/WebChats', (request, response) => {
    const parameters = parametersOf(request);
    const addressSid = parameters.text('AddressSid');
    if (!addressSid) throw new TwilioError(400, 45745, 'Missing required parameter AddressSid in the post body');
    const { conversation, identity } = webChats.start({
      addressSid,
      chatFriendlyName: parameters.text('ChatFriendlyName'),
      customerFriendlyName: parameters.text('CustomerFriendlyName'),
      preEngagementData: parameters.text('PreEngagementData'),
      identity: parameters.text('Identity'),
    });
    response.status(201).json({ conversation_sid: conversation.sid, identity });
  });
  world.routes.push({ host: 'flex-api.twilio.com', router });
  return webChats;
}
