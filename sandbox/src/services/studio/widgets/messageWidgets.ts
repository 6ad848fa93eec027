import { TwilioError } from '../../../http/TwilioError';
import type { Sid } from '../../../model/sid';
import type { NewMessage } from '../../Services';
import { messagingType } from '../../conversations/ParticipantRegistry';
import { send as sendByMessaging } from '../../messaging/outbound';
import type { Variables, Visit } from '../Visit';
import { report } from '../report';

const DEFAULT_TIMEOUT_SECONDS = 3600;
const FAILED: readonly string[] = ['failed', 'undelivered'];

interface Sent {
  sid: Sid;
  /** What is under `widgets.<name>.outbound`. */
  outbound: Variables;
}

/** https://www.twilio.com/docs/studio/widget-library/send-message */
export function sendMessage(visit: Visit): void {
  const sent = send(visit);
  if (sent) visit.leave('sent', { outbound: sent.outbound });
  else visit.leave('failed');
}

/** https://www.twilio.com/docs/studio/widget-library/send-wait-reply */
export function sendAndWaitForReply(visit: Visit): void {
  const sent = send(visit);
  if (!sent) return visit.leave('deliveryFailure');
  const { world } = visit;
  const { outbound } = sent;
  const seconds = Number(visit.text('timeout')) || DEFAULT_TIMEOUT_SECONDS;
  visit.onReply = (inbound) => visit.leave('incomingMessage', { outbound, inbound });
  visit.onClose(world.clock.after(seconds * 1000, () => visit.leave('timeout', { outbound })));
  const onStatus = (sid: Sid, status: string): void => {
    if (sid === sent.sid && FAILED.includes(status)) visit.leave('deliveryFailure', { outbound });
  };
  visit.onClose(world.events.on('delivery.updated', ({ message, receipt }) => onStatus(message.sid, receipt.status)));
  visit.onClose(world.events.on('messaging.updated', ({ message }) => onStatus(message.sid, message.status)));
}

/** Into the conversation of the execution, else as a message of its own. Undefined where it cannot be sent. */
function send(visit: Visit): Sent | undefined {
  const { world, execution } = visit;
  try {
    if (execution.conversationSid !== null) return write(visit, execution.conversationSid);
    return sendAlone(visit);
  } catch (error) {
    if (!(error instanceof TwilioError)) throw error;
    report(world, execution, 'messageNotSent', error.message);
    return undefined;
  }
}

/** Outside of conversations there is text alone. */
function sendAlone(visit: Visit): Sent {
  const { world, execution } = visit;
  const from = visit.text('from') || execution.context.flow.channel.address;
  const to = visit.text('to') || execution.contactAddress;
  const body = visit.text('body');
  if (!body) throw new TwilioError(400, 21602, 'Message body is required.');
  if (![...world.addresses.values()].some(({ address }) => address === from)) {
    throw new TwilioError(400, 21606, `The 'From' phone number ${from} is not one of the account's`);
  }
  const { sid, status } = sendByMessaging(world, { channel: messagingType(to), from, to, body, mediaUrls: [] });
  return { sid, outbound: { Sid: sid, From: from, To: to, Body: body, Status: status } };
}

/** A template with its variables, or plain text. */
function contentOf(visit: Visit): Pick<NewMessage, 'body' | 'contentSid' | 'contentVariables'> {
  if (visit.text('message_type') !== 'content_template') return { body: visit.text('body') };
  const variables = visit.pairs('content_variables').map(({ key, value }) => [key, value]);
  return {
    contentSid: visit.text('content_sid'),
    contentVariables: JSON.stringify(Object.fromEntries(variables)),
  };
}

function write(visit: Visit, conversationSid: Sid): Sent {
  const { world, execution } = visit;
  if (execution.isHandedOff) throw new TwilioError(400, 20001, 'The execution was handed off');
  const message = world.services.conversations.addMessage(conversationSid, {
    author: visit.text('from') || execution.context.flow.channel.address,
    attributes: visit.text('attributes') || undefined,
    ...contentOf(visit),
  });
  const { sid, author, body } = message;
  const outbound = { Sid: sid, From: author, To: execution.contactAddress, Body: body, Status: 'sent' };
  return { sid, outbound: { ...outbound, ConversationSid: conversationSid } };
}
