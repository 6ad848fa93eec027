import type { World } from '../../World';
import type { Messaging } from '../Services';
import { receive } from './inbound';
import { messageRoutes } from './messageRoutes';
import { sendToPhones } from './outbound';
import { phoneNumberRoutes } from './phoneNumberRoutes';

/** Messages between customers' phones and our addresses. https://www.twilio.com/docs/messaging/api */
export function createMessaging(world: World): Messaging {
  world.events.on('message.added', ({ conversation, message }) => sendToPhones(world, conversation, message));
  messageRoutes(world);
  phoneNumberRoutes(world);
  return { receive: (input) => receive(world, input) };
}
