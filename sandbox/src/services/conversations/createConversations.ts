import type { World } from '../../World';
import type { Conversations } from '../Services';
import { AddressRegistry } from './AddressRegistry';
import { ConversationAccess } from './ConversationAccess';
import type { ConversationParts } from './ConversationParts';
import { ConversationProjection } from './ConversationProjection';
import { ConversationRegistry } from './ConversationRegistry';
import { ConversationsWithParticipants } from './ConversationsWithParticipants';
import { ConversationSettings } from './ConversationSettings';
import { MediaStore } from './MediaStore';
import { MessageRegistry } from './MessageRegistry';
import { ParticipantRegistry } from './ParticipantRegistry';
import { RoleRegistry } from './RoleRegistry';
import { UserRegistry } from './UserRegistry';
import { WebhookRegistry } from './WebhookRegistry';
import { CLIENT_HOST, conversationsClientApi } from './client/conversationsClientApi';
import { mediaRoutes } from './media/mediaRoutes';
import { conversationsRest } from './rest/conversationsRest';

/**
 * Twilio Conversations: rules and state, shown to the SDK in Sync objects, and answering the SDK's own requests, the
 * media service and the REST API. https://www.twilio.com/docs/conversations-classic/api
 */
export function createConversations(world: World): Conversations {
  const settings = new ConversationSettings(world);
  const conversations = new ConversationRegistry(world, settings);
  const participants = new ParticipantRegistry(world, conversations);
  const users = new UserRegistry(world);
  const parts: ConversationParts = {
    conversations,
    participants,
    withParticipants: new ConversationsWithParticipants(world, conversations, participants),
    messages: new MessageRegistry(world, conversations),
    webhooks: new WebhookRegistry(world, conversations),
    addresses: new AddressRegistry(world),
    users,
    roles: new RoleRegistry(world),
    settings,
    media: new MediaStore(world),
    access: new ConversationAccess(world, users),
  };
  new ConversationProjection(world, users);
  world.twilsock.route(CLIENT_HOST, conversationsClientApi(world, parts));
  world.routes.push(...mediaRoutes(world, parts.media, parts.access), conversationsRest(world, parts));

  return {
    create: (input) => conversations.create(input),
    fetch: (sidOrUniqueName) => conversations.fetch(sidOrUniqueName),
    update: (sid, change) => conversations.update(sid, change),
    remove: (sid) => conversations.remove(sid),
    addParticipant: (sid, input) => parts.participants.add(sid, input),
    removeParticipant: (sid, participant) => parts.participants.remove(sid, participant),
    nameOf: (identity) => users.open(identity).friendlyName,
    setName: (identity, friendlyName) => {
      users.open(identity);
      users.update(identity, { friendlyName });
    },
    addWebhook: (sid, target, configuration) => parts.webhooks.create(conversations.fetch(sid), target, configuration),
    addMessage: (sid, message) => parts.messages.add(sid, message),
    setReceipt: (...receipt) => parts.messages.setReceipt(...receipt),
    findOpenByBinding: (address, proxyAddress) => conversations.findOpenByBinding(address, proxyAddress),
    addMedia: (file) => parts.media.add(file).media,
    mediaUrl: (sid) => parts.media.publicUrl(sid),
    findMedia: (url) => parts.media.findByUrl(url),
    mayReadObject: (from, objectName) => parts.access.mayReadObject(from, objectName),
  };
}
