import type { Conversation, Message, Participant } from '../../model/conversations';
import type { Sid } from '../../model/sid';
import type { World } from '../../World';
import type { SyncScope } from '../Services';
import { deliverySummary } from './delivery';
import type { ChatUser, UserRegistry } from './UserRegistry';

/** Names of the Sync objects that show conversations. `.channel` is fixed in the SDK; the rest it reads from these. */
export const objectNames = {
  conversation: (sid: Sid): string => `${sid}.channel`,
  messages: (sid: Sid): string => `${sid}.messages`,
  participants: (sid: Sid): string => `${sid}.roster`,
  userInfo: (sid: Sid): string => `${sid}.info`,
  userConversations: (sid: Sid): string => `${sid}.myConversations`,
};

/** Shows conversations in Sync objects, from which the Conversations SDK reads all that it knows. */
export class ConversationProjection {
  constructor(
    private readonly world: World,
    private readonly users: UserRegistry,
  ) {
    const { events } = world;
    events.on('conversation.added', ({ conversation }) => this.addConversation(conversation));
    events.on('conversation.updated', ({ conversation }) => this.setConversation(conversation));
    events.on('conversation.stateUpdated', ({ conversation }) => this.setConversation(conversation));
    events.on('conversation.removed', ({ conversation }) => this.removeConversation(conversation));
    events.on('participant.added', ({ conversation, participant }) => this.setParticipant(conversation, participant));
    events.on('participant.updated', ({ conversation, participant }) => this.setParticipant(conversation, participant));
    events.on('participant.removed', ({ conversation, participant }) => {
      this.sync.removeMapItem(objectNames.participants(conversation.sid), participant.sid);
      this.removeFromUser(conversation, participant);
    });
    events.on('message.added', ({ conversation, message }) => {
      this.setMessage(conversation, message);
      this.setConversation(conversation);
    });
    events.on('message.updated', ({ conversation, message }) => this.setMessage(conversation, message));
    events.on('delivery.updated', ({ conversation, message }) => this.setMessage(conversation, message));
    events.on('message.removed', ({ conversation, message }) =>
      this.sync.removeListItem(objectNames.messages(conversation.sid), message.index),
    );
    users.onChange((user) => this.setUser(user));
    world.onRestored(() => {
      for (const user of users.list()) this.setUser(user);
      for (const conversation of world.conversations.values()) {
        this.addConversation(conversation);
        for (const participant of conversation.participants.values()) this.setParticipant(conversation, participant);
        for (const message of conversation.messages) this.setMessage(conversation, message);
      }
    });
  }

  private get sync(): SyncScope {
    return this.world.services.sync.scope('ip_messaging');
  }

  private addConversation(conversation: Conversation): void {
    this.sync.open('list', objectNames.messages(conversation.sid));
    this.sync.open('map', objectNames.participants(conversation.sid));
    this.setConversation(conversation);
  }

  private setConversation(conversation: Conversation): void {
    const { sid, state, dateUpdated } = conversation;
    const last = conversation.messages.at(-1);
    // No `status` here: the SDK would take it for the user's own and lose "joined".
    this.sync.setDocument(objectNames.conversation(sid), {
      sid,
      uniqueName: conversation.uniqueName,
      friendlyName: conversation.friendlyName,
      attributes: conversation.attributes,
      createdBy: conversation.createdBy,
      dateCreated: conversation.dateCreated,
      dateUpdated,
      state: { current: state, dateUpdated },
      bindings: {},
      messages: objectNames.messages(sid),
      roster: objectNames.participants(sid),
      ...(last && { lastMessage: { index: last.index, timestamp: last.dateCreated } }),
    });
  }

  private removeConversation(conversation: Conversation): void {
    for (const participant of conversation.participants.values()) this.removeFromUser(conversation, participant);
    this.sync.remove('document', objectNames.conversation(conversation.sid));
    this.sync.remove('list', objectNames.messages(conversation.sid));
    this.sync.remove('map', objectNames.participants(conversation.sid));
  }

  private setParticipant(conversation: Conversation, participant: Participant): void {
    const { sid, identity, messagingBinding } = participant;
    const user = identity === null ? undefined : this.users.open(identity);
    // Without an identity the SDK needs the type; a phone number it never sees.
    this.sync.setMapItem(objectNames.participants(conversation.sid), sid, {
      identity,
      type: identity === null ? messagingBinding?.type : 'chat',
      attributes: participant.attributes,
      roleSid: participant.roleSid,
      dateCreated: participant.dateCreated,
      dateUpdated: participant.dateUpdated,
      lastConsumedMessageIndex: participant.lastReadMessageIndex,
      lastConsumptionTimestamp: participant.lastReadTimestamp,
      bindings:
        messagingBinding?.type === 'email'
          ? { email: { name: '', address: messagingBinding.address, level: 'to' } }
          : {},
      ...(user && { userInfo: objectNames.userInfo(user.sid) }),
    });
    if (!user) return;
    this.sync.setMapItem(objectNames.userConversations(user.sid), conversation.sid, {
      sid: conversation.sid,
      channel: objectNames.conversation(conversation.sid),
      messages: objectNames.messages(conversation.sid),
      roster: objectNames.participants(conversation.sid),
      entityName: objectNames.conversation(conversation.sid),
      status: 'joined',
      notificationLevel: user.muted.has(conversation.sid) ? 'muted' : 'default',
      lastConsumedMessageIndex: participant.lastReadMessageIndex,
    });
  }

  private removeFromUser(conversation: Conversation, { identity }: Participant): void {
    const user = identity === null ? undefined : this.users.find(identity);
    if (user) this.sync.removeMapItem(objectNames.userConversations(user.sid), conversation.sid);
  }

  /** Always the whole item: what is absent the SDK takes for cleared. */
  private setMessage(conversation: Conversation, message: Message): void {
    const medias = message.media.map(({ sid, category, filename, contentType, size }) => ({
      sid,
      category,
      filename,
      contentType,
      size,
    }));
    const delivery = deliverySummary(message.receipts);
    this.sync.setListItem(objectNames.messages(conversation.sid), message.index, {
      sid: message.sid,
      author: message.author,
      text: message.body,
      subject: null,
      contentSid: message.contentSid,
      type: medias.length > 0 ? 'media' : 'text',
      attributes: message.attributes,
      timestamp: message.dateCreated,
      dateUpdated: message.dateUpdated,
      lastUpdatedBy: null,
      memberSid: message.participantSid,
      ...(medias.length > 0 && { medias, media: medias[0] }),
      ...(delivery && { delivery }),
    });
  }

  private setUser(user: ChatUser): void {
    this.sync.open('map', objectNames.userConversations(user.sid));
    const info = objectNames.userInfo(user.sid);
    this.sync.setMapItem(info, 'friendlyName', { value: user.friendlyName });
    this.sync.setMapItem(info, 'attributes', { value: user.attributes });
  }
}
