import type { Conversation, Message, Participant } from '../../model/conversations';
import type { LoggedMessage } from '../../model/messaging';
import { newSid } from '../../model/sid';
import type { World } from '../../World';
import { FAILING_NUMBERS } from './failingNumbers';

/** Between one delivery status and the next. */
const STEP_MS = 100;

type NewOutbound = Pick<LoggedMessage, 'channel' | 'from' | 'to' | 'body' | 'mediaUrls' | 'conversationSid'>;

/**
 * Sends a message to a phone and lets it pass through its statuses; `onStatus` is told of each, the first one included.
 * https://www.twilio.com/docs/messaging/guides/outbound-message-status-in-status-callbacks
 */
export function send(world: World, input: NewOutbound, onStatus?: (message: LoggedMessage) => void): LoggedMessage {
  const logged: LoggedMessage = {
    ...input,
    sid: newSid(input.mediaUrls.length > 0 ? 'MM' : 'SM'),
    direction: 'outbound-api',
    status: 'queued',
    errorCode: null,
    dateCreated: world.clock.now(),
    dateSent: null,
  };
  world.messageLog.push(logged);
  world.events.emit('messaging.logged', { message: logged });
  onStatus?.(logged);

  const failure = FAILING_NUMBERS[logged.to];
  const last = failure?.status ?? 'delivered';
  const steps: LoggedMessage['status'][] = last === 'failed' ? [last] : ['sent', last];
  const step = (): void => {
    const status = steps.shift();
    if (!status) return;
    logged.status = status;
    if (status === 'sent') logged.dateSent = world.clock.now();
    if (failure && status === failure.status) logged.errorCode = failure.errorCode;
    world.events.emit('messaging.updated', { message: logged });
    onStatus?.(logged);
    world.clock.after(STEP_MS, step);
  };
  world.clock.after(STEP_MS, step);
  return logged;
}

/** A conversation's message goes to the phone of every participant who has one, save its author. */
export function sendToPhones(world: World, conversation: Conversation, message: Message): void {
  for (const participant of conversation.participants.values()) {
    const { messagingBinding } = participant;
    const isAuthor = participant.sid === message.participantSid || messagingBinding?.address === message.author;
    if (!messagingBinding?.address || isAuthor) continue;
    const outbound = {
      channel: messagingBinding.type,
      from: messagingBinding.proxyAddress,
      to: messagingBinding.address,
      body: message.body ?? '',
      mediaUrls: message.media.map(({ sid }) => world.services.conversations.mediaUrl(sid)),
      conversationSid: conversation.sid,
    };
    send(world, outbound, (logged) => giveReceipt(world, conversation, message, participant, logged));
  }
}

function giveReceipt(
  world: World,
  conversation: Conversation,
  message: Message,
  participant: Participant,
  { status, errorCode, sid }: LoggedMessage,
): void {
  const isThere = world.conversations.has(conversation.sid) && conversation.messages.includes(message);
  if (!isThere || status === 'received') return;
  const { conversations } = world.services;
  conversations.setReceipt(conversation.sid, message.sid, participant.sid, status, errorCode ?? 0, sid);
}
