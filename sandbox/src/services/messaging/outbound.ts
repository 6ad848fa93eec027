import type { RenderedContent } from '../../model/content';
import type { Conversation, Message, MessagingBinding } from '../../model/conversations';
import type { LoggedMessage } from '../../model/messaging';
import type { World } from '../../World';
import { chooseSender } from './messagingServices';
import { segmentsOf } from './messageJson';
import { refusalOf } from './refusals';

/** Between one delivery status and the next. */
const STEP_MS = 100;

type Needed = 'channel' | 'from' | 'to' | 'body' | 'mediaUrls';
export type NewOutbound = Pick<LoggedMessage, Needed> & Partial<Omit<LoggedMessage, Needed | 'sid'>>;

/** Puts a message of ours into the log, on its way nowhere yet. */
export function log(world: World, input: NewOutbound): LoggedMessage {
  const now = world.clock.now();
  const logged: LoggedMessage = {
    sid: world.random.sid(input.mediaUrls.length > 0 ? 'MM' : 'SM'),
    direction: 'outbound-api',
    content: null,
    status: 'queued',
    errorCode: null,
    errorMessage: null,
    messagingServiceSid: null,
    statusCallback: null,
    optOutType: null,
    conversationSid: null,
    messageSid: null,
    sendAt: null,
    dateCreated: now,
    dateUpdated: now,
    dateSent: null,
    ...input,
  };
  world.messageLog.push(logged);
  world.events.emit('messaging.logged', { message: logged });
  return logged;
}

/**
 * Lets a logged message pass through its statuses, to `delivered` or to why it does not arrive.
 * https://www.twilio.com/docs/messaging/guides/outbound-message-status-in-status-callbacks
 */
export function deliver(world: World, message: LoggedMessage): void {
  const service = message.messagingServiceSid && world.messagingServices.get(message.messagingServiceSid);
  if (service && !message.from) message.from = chooseSender(world, service, message.to) ?? '';
  const failure = refusalOf(world, message);
  const last = failure?.status ?? 'delivered';
  const steps: LoggedMessage['status'][] = last === 'failed' ? [last] : ['sent', last];
  if (message.status !== 'queued') steps.unshift('queued');
  const wait = last === 'failed' ? 0 : world.senderQueues.join(message, segmentsOf(message));
  const step = (): void => {
    const status = steps.shift();
    if (!status) return;
    if (failure && status === failure.status) {
      message.errorCode = failure.errorCode;
      message.errorMessage = failure.message;
    }
    if (status === 'sent') message.dateSent = world.clock.now();
    setStatus(world, message, status);
    world.clock.after(STEP_MS, step);
  };
  world.clock.after(wait + STEP_MS, step);
}

export function setStatus(world: World, message: LoggedMessage, status: LoggedMessage['status']): void {
  message.status = status;
  message.dateUpdated = world.clock.now();
  world.events.emit('messaging.updated', { message });
}

export function send(world: World, input: NewOutbound): LoggedMessage {
  const logged = log(world, input);
  deliver(world, logged);
  return logged;
}

/** A conversation's message goes to the phone of every participant who has one, save its author. */
export function sendToPhones(world: World, conversation: Conversation, message: Message): void {
  for (const participant of conversation.participants.values()) {
    const { messagingBinding } = participant;
    const isAuthor = participant.sid === message.participantSid || messagingBinding?.address === message.author;
    if (!messagingBinding?.address || isAuthor) continue;
    const content = contentFor(world, message, messagingBinding);
    send(world, {
      channel: messagingBinding.type,
      from: messagingBinding.proxyAddress,
      to: messagingBinding.address,
      body: content?.body ?? message.body ?? '',
      mediaUrls: [
        ...message.media.map(({ sid }) => world.services.conversations.mediaUrl(sid)),
        ...(content?.mediaUrls ?? []),
      ],
      content,
      messagingServiceSid: conversation.messagingServiceSid,
      conversationSid: conversation.sid,
      messageSid: message.sid,
    });
  }
}

function contentFor(world: World, message: Message, { type }: MessagingBinding): RenderedContent | null {
  const template = message.contentSid ? world.services.content.find(message.contentSid) : undefined;
  return (template && world.services.content.render(template, message.contentVariables ?? {}, type)) ?? null;
}

/** Tells the conversation how far one of its messages got with the participant at that phone. */
export function giveReceipt(world: World, logged: LoggedMessage): void {
  const { conversationSid, messageSid, status, errorCode, sid } = logged;
  const conversation = world.conversations.get(conversationSid ?? '');
  const isStep = ['queued', 'sent', 'delivered', 'read', 'failed', 'undelivered'].includes(status);
  if (!conversation || !messageSid || !isStep || logged.direction === 'inbound') return;
  if (!conversation.messages.some((message) => message.sid === messageSid)) return;
  const participant = [...conversation.participants.values()].find(
    ({ messagingBinding }) => messagingBinding?.address === logged.to && messagingBinding.proxyAddress === logged.from,
  );
  if (!participant) return;
  const step = status as Parameters<World['services']['conversations']['setReceipt']>[3];
  world.services.conversations.setReceipt(conversation.sid, messageSid, participant.sid, step, errorCode ?? 0, sid);
}
