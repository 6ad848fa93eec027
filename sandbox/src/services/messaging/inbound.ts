import type { AddressConfiguration, Conversation, MessagingType } from '../../model/conversations';
import type { LoggedMessage } from '../../model/messaging';
import { newSid } from '../../model/sid';
import type { World } from '../../World';
import type { Messaging } from '../Services';

type Inbound = Parameters<Messaging['receive']>[0];

/** A WhatsApp address bears its channel; a phone number does not. */
const addressOn = (channel: MessagingType, address: string): string =>
  channel === 'whatsapp' && !address.startsWith('whatsapp:') ? `whatsapp:${address}` : address;

/**
 * A customer's message: it goes into the open conversation of the pair, else into a new one where our address is
 * configured to make one, else into the log alone.
 * https://www.twilio.com/docs/conversations-classic/inbound-autocreation
 */
export function receive(world: World, { channel, from, to, body, media = [] }: Inbound): LoggedMessage {
  const { conversations, studio } = world.services;
  const address = addressOn(channel, from);
  const proxyAddress = addressOn(channel, to);
  const open = conversations.findOpenByBinding(address, proxyAddress);
  const configuration = open ? undefined : autoCreating(world, channel, proxyAddress);
  const conversation = open ?? (configuration && conversations.create({ createdBy: 'system' }));
  const now = world.clock.now();
  const logged: LoggedMessage = {
    sid: newSid(media.length > 0 ? 'MM' : 'SM'),
    channel,
    direction: 'inbound',
    from: address,
    to: proxyAddress,
    body,
    mediaUrls: media.map(({ sid }) => conversations.mediaUrl(sid)),
    status: 'received',
    errorCode: null,
    conversationSid: conversation?.sid ?? null,
    dateCreated: now,
    dateSent: now,
  };
  world.messageLog.push(logged);
  world.events.emit('messaging.logged', { message: logged });
  if (!conversation) return logged;

  if (configuration) {
    const messagingBinding = { type: channel, address, proxyAddress };
    conversations.addParticipant(conversation.sid, { messagingBinding });
  }
  const participantSid = writer(conversation, address);
  const message = conversations.addMessage(conversation.sid, { author: address, body, media, participantSid });
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
