import { TwilioError } from '../../http/TwilioError';
import type { Conversation, DeliveryReceipt, DeliveryStatus, Message } from '../../model/conversations';
import type { Sid } from '../../model/sid';
import type { World } from '../../World';
import type { NewMessage } from '../Services';
import type { ConversationRegistry } from './ConversationRegistry';
import { contentOf } from './contentOf';
import { isProgress } from './delivery';
import { ATTRIBUTES_BYTES, CHAT_BODY_CHARACTERS, MESSAGING_BODY_CHARACTERS, checkedAttributes } from './limits';

export interface MessageChange {
  author?: string;
  body?: string;
  attributes?: string;
}

/** https://www.twilio.com/docs/conversations-classic/api/conversation-message-resource */
export class MessageRegistry {
  /** The index of a removed message does not come back. */
  private readonly nextIndexes: Map<Sid, number>;

  constructor(
    private readonly world: World,
    private readonly conversations: ConversationRegistry,
  ) {
    this.nextIndexes = world.keep('nextMessageIndexes', new Map<Sid, number>());
  }

  add(conversationSid: string, input: NewMessage): Message {
    const conversation = this.conversations.fetch(conversationSid);
    this.conversations.checkReady(conversation);
    const { author = 'system', media = [], contentSid = null } = input;
    const content = contentOf(this.world, conversation, input);
    const body = content?.body ?? input.body ?? null;
    if (!body && media.length === 0 && !contentSid) throw TwilioError.missing('Body');
    const sender = input.participantSid ?? this.participantOf(conversation, author);
    this.checkLength(conversation, body, sender);
    const now = this.world.clock.now();
    const message: Message = {
      sid: this.world.random.sid('IM'),
      conversationSid: conversation.sid,
      index: this.nextIndexes.get(conversation.sid) ?? 0,
      author,
      body,
      media,
      attributes: checkedAttributes(input.attributes, ATTRIBUTES_BYTES),
      participantSid: sender,
      contentSid,
      ...(content && { contentVariables: content.variables }),
      receipts: [],
      dateCreated: now,
      dateUpdated: now,
    };
    this.nextIndexes.set(conversation.sid, message.index + 1);
    conversation.messages.push(message);
    this.conversations.noteActivity(conversation, 'message');
    this.world.events.emit('message.added', { conversation, message });
    return message;
  }

  fetch(conversation: Conversation, messageSid: string): Message {
    const message = conversation.messages.find(({ sid }) => sid === messageSid);
    if (!message) throw new TwilioError(404, 50500, `Message ${messageSid} not found`);
    return message;
  }

  update(conversation: Conversation, messageSid: string, change: MessageChange): Message {
    this.conversations.checkOpen(conversation);
    const message = this.fetch(conversation, messageSid);
    if (change.body !== undefined) {
      this.checkLength(conversation, change.body, message.participantSid);
      message.body = change.body;
    }
    if (change.attributes !== undefined) message.attributes = checkedAttributes(change.attributes, ATTRIBUTES_BYTES);
    if (change.author !== undefined) message.author = change.author;
    message.dateUpdated = this.world.clock.now();
    this.world.events.emit('message.updated', { conversation, message });
    return message;
  }

  remove(conversation: Conversation, messageSid: string): void {
    const message = this.fetch(conversation, messageSid);
    conversation.messages.splice(conversation.messages.indexOf(message), 1);
    this.world.events.emit('message.removed', { conversation, message });
  }

  setReceipt(
    conversationSid: Sid,
    messageSid: Sid,
    participantSid: Sid,
    status: DeliveryStatus,
    errorCode = 0,
    channelMessageSid?: Sid,
  ): void {
    const conversation = this.conversations.fetch(conversationSid);
    const message = this.fetch(conversation, messageSid);
    const now = this.world.clock.now();
    let receipt = message.receipts.find((one) => one.participantSid === participantSid);
    if (receipt) {
      if (!isProgress(receipt.status, status)) return;
      Object.assign(receipt, { status, errorCode, dateUpdated: now } satisfies Partial<DeliveryReceipt>);
    } else {
      receipt = {
        sid: this.world.random.sid('DY'),
        participantSid,
        channelMessageSid: channelMessageSid ?? this.world.random.sid('SM'),
        status,
        errorCode,
        dateCreated: now,
        dateUpdated: now,
      };
      message.receipts.push(receipt);
    }
    this.world.events.emit('delivery.updated', { conversation, message, receipt });
  }

  private participantOf(conversation: Conversation, author: string): Sid | null {
    const participants = [...conversation.participants.values()];
    const sender = participants.find(
      ({ identity, messagingBinding }) =>
        identity === author || messagingBinding?.address === author || messagingBinding?.projectedAddress === author,
    );
    return sender?.sid ?? null;
  }

  /** A customer's own message may be long; what goes out by SMS or WhatsApp may not. */
  private checkLength(conversation: Conversation, body: string | null, senderSid: Sid | null): void {
    const leavesByMessaging = [...conversation.participants.values()].some(
      ({ sid, messagingBinding }) =>
        sid !== senderSid && (messagingBinding?.type === 'sms' || messagingBinding?.type === 'whatsapp'),
    );
    const maximum = leavesByMessaging ? MESSAGING_BODY_CHARACTERS : CHAT_BODY_CHARACTERS;
    if (body && [...body].length > maximum) {
      throw new TwilioError(400, 50504, `Message body parameter is too long: more than ${maximum} characters`);
    }
  }
}
