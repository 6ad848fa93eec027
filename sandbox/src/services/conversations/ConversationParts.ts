import type { AddressRegistry } from './AddressRegistry';
import type { ConversationAccess } from './ConversationAccess';
import type { ConversationRegistry } from './ConversationRegistry';
import type { ConversationSettings } from './ConversationSettings';
import type { ConversationsWithParticipants } from './ConversationsWithParticipants';
import type { MediaStore } from './MediaStore';
import type { MessageRegistry } from './MessageRegistry';
import type { ParticipantRegistry } from './ParticipantRegistry';
import type { RoleRegistry } from './RoleRegistry';
import type { UserRegistry } from './UserRegistry';
import type { WebhookRegistry } from './WebhookRegistry';

/** The parts of the service, each with the rules of one resource. */
export interface ConversationParts {
  conversations: ConversationRegistry;
  participants: ParticipantRegistry;
  withParticipants: ConversationsWithParticipants;
  messages: MessageRegistry;
  webhooks: WebhookRegistry;
  addresses: AddressRegistry;
  users: UserRegistry;
  roles: RoleRegistry;
  settings: ConversationSettings;
  media: MediaStore;
  access: ConversationAccess;
}
