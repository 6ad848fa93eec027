import type { AddressConfiguration, Conversation, MessagingType } from '../../model/conversations';
import type { LoggedMessage } from '../../model/messaging';
import type { World } from '../../World';
import type { Messaging } from '../Services';
import { serviceOf } from './messagingServices';
import { followKeyword, keywordOf } from './optOut';
import { send } from './outbound';

type Inbound = Parameters<Messaging['receive']>[0];

/** An address bears its channel; a phone number does not. */
const addressOn = (channel: MessagingType, address: string): string =>
  ['sms', 'email'].includes(channel) || address.startsWith(`${channel}:`) ? address : `${channel}:${address}`;

/**
 * A customer's message: it goes into the open conversation of the pair, else into a new one where our address is
 * configured to make one, else into the log alone; `incomingWebhooks.ts` tells of it.
 * https://www.twilio.com/docs/conversations-classic/inbound-autocreation
 */
export function receive(world: World, { channel, from, to, body, media = [], pressed }: Inbound): LoggedMessage {
  const { conversations, studio } = world.services;
  const now = world.clock.now();
  const address = addressOn(channel, from);
  const proxyAddress = addressOn(channel, to);
  const open = conversations.findOpenByBinding(address, proxyAddress);
  const configuration = open ? undefined : autoCreating(world, channel, proxyAddress);
  // Studio and the keywords' answers are Twilio's doing; what webhooks are told of as the customer's is this alone.
  const asCustomer = <T>(action: () => T): T => {
    const source = channel.toUpperCase() as Uppercase<MessagingType>;
    return world.origin.run({ source, firesWebhooks: true, binding: { address, proxyAddress } }, action);
  };
  const conversation = open ?? (configuration && asCustomer(() => conversations.create({ createdBy: 'system' })));
  const logged: LoggedMessage = {
    sid: world.random.sid(media.length > 0 ? 'MM' : 'SM'),
    channel,
    direction: 'inbound',
    from: address,
    to: proxyAddress,
    body,
    mediaUrls: media.map(({ sid }) => conversations.mediaUrl(sid)),
    content: null,
    ...(pressed ? { pressed } : {}),
    status: 'received',
    errorCode: null,
    errorMessage: null,
    messagingServiceSid: serviceOf(world, proxyAddress)?.sid ?? null,
    statusCallback: null,
    optOutType: keywordOf({ channel, body }),
    conversationSid: conversation?.sid ?? null,
    messageSid: null,
    sendAt: null,
    dateCreated: now,
    dateUpdated: now,
    dateSent: now,
  };
  const reply = followKeyword(world, logged);
  world.messageLog.push(logged);
  world.events.emit('messaging.logged', { message: logged });
  if (reply !== undefined) {
    const { optOutType } = logged;
    const answer = { channel, from: proxyAddress, to: address, body: reply, mediaUrls: [], optOutType };
    send(world, { ...answer, direction: 'outbound-reply' });
  }
  if (!conversation) return logged;

  if (configuration) {
    const { type: target, webhookUrl: url, webhookMethod, webhookFilters } = configuration.autoCreation;
    if (target === 'webhook' && url) {
      const filters = webhookFilters ?? ['onMessageAdded'];
      conversations.addWebhook(conversation.sid, 'webhook', { url, method: webhookMethod ?? 'POST', filters });
    }
    const messagingBinding = { type: channel, address, proxyAddress };
    asCustomer(() => conversations.addParticipant(conversation.sid, { messagingBinding }));
  }
  const participantSid = writer(conversation, address);
  const message = asCustomer(() =>
    conversations.addMessage(conversation.sid, { author: address, body, media, participantSid }),
  );
  logged.messageSid = message.sid;
  const { type, studioFlowSid } = configuration?.autoCreation ?? {};
  if (configuration && type === 'studio' && studioFlowSid) {
    studio.startIncomingConversation(studioFlowSid, conversation, message, configuration);
  }
  return logged;
}

const autoCreating = (world: World, channel: MessagingType, address: string): AddressConfiguration | undefined =>
  [...world.addresses.values()].find(
    (configuration) =>
      configuration.type === channel && configuration.address === address && configuration.autoCreation.enabled,
  );

const writer = (conversation: Conversation, address: string): string | undefined =>
  [...conversation.participants.values()].find(({ messagingBinding }) => messagingBinding?.address === address)?.sid;
