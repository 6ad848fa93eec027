import { READ_CHANNELS } from '../../model/messaging';
import type { Sid } from '../../model/sid';
import type { World } from '../../World';
import type { Messaging } from '../Services';
import { receive } from './inbound';
import { tellOfIncoming } from './incomingWebhooks';
import { messageRoutes } from './messageRoutes';
import { messagingServiceRoutes } from './messagingServiceRoutes';
import { deliver, giveReceipt, sendToPhones, setStatus } from './outbound';
import { phoneNumberRoutes } from './phoneNumberRoutes';
import type { PhoneNumberSettings } from './phoneNumberRoutes';
import { sendWhenDue } from './scheduling';
import { postStatus } from './statusCallback';

/** Messages between customers' phones and our addresses. https://www.twilio.com/docs/messaging/api */
export function createMessaging(world: World): Messaging {
  const numbers = world.keep('phoneNumberSettings', new Map<Sid, PhoneNumberSettings>());
  world.events.on('message.added', ({ conversation, message }) => sendToPhones(world, conversation, message));
  world.events.on('messaging.logged', ({ message }) => giveReceipt(world, message));
  world.events.on('messaging.logged', ({ message }) => void tellOfIncoming(world, numbers, message));
  world.events.on('messaging.updated', ({ message }) => giveReceipt(world, message));
  world.events.on('messaging.updated', ({ message }) => postStatus(world, message));
  world.onRestored(() => resume(world));
  messageRoutes(world);
  messagingServiceRoutes(world);
  phoneNumberRoutes(world, numbers);
  return {
    receive: (input) => receive(world, input),
    markRead: ({ customer, sender }) => {
      for (const message of world.messageLog) {
        const isUnread = message.status === 'delivered' && message.to === customer && message.from === sender;
        if (isUnread && READ_CHANNELS.includes(message.channel)) setStatus(world, message, 'read');
      }
    },
  };
}

/** Takes up what a state file caught on its way. */
function resume(world: World): void {
  for (const message of world.messageLog) {
    const { status, sendAt } = message;
    if (status === 'scheduled' && sendAt) sendWhenDue(world, message, sendAt);
    else if (status === 'accepted' || status === 'queued') deliver(world, message);
    else if (status === 'sent') setStatus(world, message, 'delivered');
  }
}
