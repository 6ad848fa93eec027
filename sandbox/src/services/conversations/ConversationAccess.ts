import { TwilioError } from '../../http/TwilioError';
import type { Conversation, Participant } from '../../model/conversations';
import type { Sid } from '../../model/sid';
import type { ChatIdentity } from '../../wire/twilsock/ChatIdentity';
import type { World } from '../../World';
import type { StoredMedia } from './MediaStore';
import type { UserRegistry } from './UserRegistry';

const OBJECT_NAME = /^(CH|US)([0-9a-f]{32})\.(\w+)$/;

/**
 * What a browser may see and do. Participants read and write. Supervisors read every conversation, and whoever was a
 * participant reads on: Flex shows a paused conversation to the agent who left it.
 */
export class ConversationAccess {
  private readonly former: Map<Sid, Set<string>>;

  constructor(
    private readonly world: World,
    private readonly users: UserRegistry,
  ) {
    this.former = world.keep('formerParticipants', new Map<Sid, Set<string>>());
    world.events.on('participant.removed', ({ conversation, participant: { identity } }) => {
      if (identity === null) return;
      const identities = this.former.get(conversation.sid) ?? new Set();
      this.former.set(conversation.sid, identities.add(identity));
    });
  }

  participant({ identity }: ChatIdentity, conversation: Conversation): Participant | undefined {
    return [...conversation.participants.values()].find((participant) => participant.identity === identity);
  }

  mayRead(from: ChatIdentity, conversation: Conversation): boolean {
    return (
      this.participant(from, conversation) !== undefined ||
      from.roles.includes('supervisor') ||
      from.roles.includes('admin') ||
      conversation.createdBy === from.identity ||
      this.former.get(conversation.sid)?.has(from.identity) === true
    );
  }

  checkRead(from: ChatIdentity, conversation: Conversation): void {
    if (!this.mayRead(from, conversation)) throw new TwilioError(403, 20403, 'Forbidden');
  }

  /** The participant who writes; throws a 403 for anyone else. */
  checkWrite(from: ChatIdentity, conversation: Conversation): Participant {
    const participant = this.participant(from, conversation);
    if (!participant) throw new TwilioError(403, 20403, 'Only a participant may write to the conversation');
    return participant;
  }

  /** A file is for whoever gave it, and for those who may read a conversation that it was sent in. */
  mayReadMedia(from: ChatIdentity, { media, author }: StoredMedia): boolean {
    if (author === from.identity) return true;
    return [...this.world.conversations.values()].some(
      (conversation) =>
        conversation.messages.some((message) => message.media.some(({ sid }) => sid === media.sid)) &&
        this.mayRead(from, conversation),
    );
  }

  /** Sync objects are named `CH….channel`, `CH….messages`, `CH….roster`, `US….info`, `US….myConversations`. */
  mayReadObject(from: ChatIdentity, objectName: string): boolean {
    const [, prefix, digits, part] = OBJECT_NAME.exec(objectName) ?? [];
    if (prefix === 'CH') {
      const conversation = this.world.conversations.get(`CH${digits}`);
      return conversation !== undefined && this.mayRead(from, conversation);
    }
    return prefix === 'US' && (part === 'info' || this.users.find(from.identity)?.sid === `US${digits}`);
  }
}
