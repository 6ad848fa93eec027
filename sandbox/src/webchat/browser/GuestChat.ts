import { Client } from '@twilio/conversations';
import type { Conversation, Message, Participant } from '@twilio/conversations';

import { refresh } from './chatServer';
import type { ChatPass } from './chatServer';

export interface GuestChatListener {
  /** A message that is new or has changed. */
  onMessage(message: Message): void;
  /** Somebody came, went, or read on. */
  onParticipants(): void;
  onTyping(name: string, isTyping: boolean): void;
  onConnection(isConnected: boolean): void;
  onEnded(): void;
  /** The token expired and there is no other. */
  onExpired(): void;
}

const PAGE_SIZE = 100;

/** One chat as its guest has it: the Conversations SDK, signed in with the guest's token. */
export class GuestChat {
  private readonly names = new Map<string, string>();
  private participants: Participant[] = [];
  /** The index of the newest message; -1 for none. */
  private newest = -1;

  private constructor(
    private readonly client: Client,
    private readonly conversation: Conversation,
    private readonly listener: GuestChatListener,
  ) {}

  /** Connects, tells the listener all messages so far, and from then on what happens. Rejects where it cannot. */
  static async open(pass: ChatPass, listener: GuestChatListener): Promise<GuestChat> {
    const client = new Client(pass.token);
    try {
      await initialized(client);
      const conversation = await client.getConversationBySid(pass.conversationSid);
      const chat = new GuestChat(client, conversation, listener);
      chat.keepToken(pass);
      await chat.follow();
      return chat;
    } catch (error) {
      await client.shutdown();
      throw error;
    }
  }

  get isEnded(): boolean {
    return this.conversation.state?.current === 'closed';
  }

  isOwn({ author }: Message): boolean {
    return author === this.client.user.identity;
  }

  nameOf(identity: string | null): string {
    return this.names.get(identity ?? '') ?? identity ?? '';
  }

  /** The names of those on the other side. */
  get others(): string[] {
    return this.otherParticipants.map(({ identity }) => this.nameOf(identity));
  }

  /** Up to which message the other side has read; -1 for none. */
  get readByOthers(): number {
    return Math.max(-1, ...this.otherParticipants.map(({ lastReadMessageIndex }) => lastReadMessageIndex ?? -1));
  }

  /** Counted here: what the SDK asks Twilio for is up to half a second old. */
  get unread(): number {
    return this.newest - (this.conversation.lastReadMessageIndex ?? -1);
  }

  async send(body: string): Promise<void> {
    await this.conversation.sendMessage(body);
  }

  async sendFile(file: File): Promise<void> {
    const media = new FormData();
    media.append('file', file, file.name);
    await this.conversation.sendMessage(media);
  }

  typing(): void {
    this.conversation.typing().catch(ignoreWhenAway);
  }

  markRead(): void {
    this.conversation.setAllMessagesRead().catch(ignoreWhenAway);
  }

  async close(): Promise<void> {
    this.conversation.removeAllListeners();
    this.client.removeAllListeners();
    await this.client.shutdown();
  }

  private get otherParticipants(): Participant[] {
    return this.participants.filter(({ identity }) => identity !== null && identity !== this.client.user.identity);
  }

  private keepToken(pass: ChatPass): void {
    let current = pass;
    this.client.on('tokenAboutToExpire', () => {
      refresh(current)
        .then((next) => {
          current = next;
          return this.client.updateToken(next.token);
        })
        // The SDK goes on with the old token until that has expired.
        .catch((error: unknown) => console.warn(error));
    });
    this.client.on('tokenExpired', () => this.listener.onExpired());
    this.client.on('connectionStateChanged', (state) => this.listener.onConnection(state === 'connected'));
  }

  private async follow(): Promise<void> {
    const { conversation, listener } = this;
    const tell = (message: Message): void => {
      this.newest = Math.max(this.newest, message.index);
      listener.onMessage(message);
    };
    conversation.on('messageAdded', tell);
    conversation.on('messageUpdated', ({ message }) => tell(message));
    conversation.on('typingStarted', ({ identity }) => listener.onTyping(this.nameOf(identity), true));
    conversation.on('typingEnded', ({ identity }) => listener.onTyping(this.nameOf(identity), false));
    for (const event of ['participantJoined', 'participantLeft', 'participantUpdated'] as const) {
      conversation.on(event, () => void this.lookRound().catch(ignoreWhenAway));
    }
    conversation.on('updated', ({ updateReasons }) => {
      if (updateReasons.includes('state') && this.isEnded) listener.onEnded();
    });
    await this.lookRound();
    let page = await conversation.getMessages(PAGE_SIZE);
    page.items.forEach(tell);
    while (page.hasPrevPage) {
      page = await page.prevPage();
      page.items.forEach(tell);
    }
  }

  /** Learns who is there, and what they are called. */
  private async lookRound(): Promise<void> {
    this.participants = await this.conversation.getParticipants();
    for (const participant of this.participants) {
      const { identity } = participant;
      if (identity === null || this.names.has(identity)) continue;
      const { friendlyName } = await participant.getUser();
      this.names.set(identity, friendlyName || identity);
    }
    this.listener.onParticipants();
  }
}

/** Typing and reading are told again by the next keystroke or message. */
const ignoreWhenAway = (error: unknown): void => console.warn(error);

const initialized = (client: Client): Promise<void> =>
  new Promise((resolve, reject) => {
    client.on('initialized', () => resolve());
    client.on('initFailed', ({ error }) => reject(new Error(error?.message ?? 'The chat could not be opened')));
  });
