import { TwilioError } from '../../http/TwilioError';
import type { Parameters } from '../../http/parameters';
import { CUSTOMER_ADDRESS } from '../../model/addresses';
import type { RenderedContent } from '../../model/content';
import type { LoggedMessage, MessagingService } from '../../model/messaging';
import type { World } from '../../World';
import { LONGEST_VALUE, parseContentVariables } from '../content/renderContent';
import { FAILING_NUMBERS, UNSUBSCRIBED } from './failingNumbers';
import { channelOf, chooseSender, ownSenders } from './messagingServices';
import { hasOptedOut } from './optOut';
import { log, send } from './outbound';
import type { NewOutbound } from './outbound';
import { sendTime, sendWhenDue } from './scheduling';

const MAXIMUM_BODY = 1600;
const MAXIMUM_MEDIA = 10;
const SERVICE_SID = /^MG[0-9a-f]{32}$/;
const CONTENT_SID = /^HX[0-9a-f]{32}$/;

const refused = (code: number, message: string): TwilioError => new TwilioError(400, code, message);

/**
 * A message outside of any conversation, at once or scheduled. Throws Twilio's 400s for what it can tell at once; what
 * shows later, shows in the message's status. https://www.twilio.com/docs/messaging/api/message-resource#create-a-message-resource
 */
export function createMessage(world: World, parameters: Parameters): LoggedMessage {
  const to = parameters.text('To');
  if (!to) throw refused(21604, "A 'To' phone number is required.");
  if (!CUSTOMER_ADDRESS.test(to)) throw refused(21211, `Invalid 'To' Phone Number: ${to}`);
  const service = serviceFrom(world, parameters);
  const from = senderFrom(world, parameters, service, to);
  const content = contentFrom(world, parameters, to);
  const mediaUrls = [...mediaFrom(parameters), ...(content?.mediaUrls ?? [])];
  const body = content?.body ?? parameters.text('Body') ?? '';
  if (!body && mediaUrls.length === 0) throw refused(21602, 'Message body is required.');
  if ([...body].length > MAXIMUM_BODY) {
    throw refused(21617, 'The concatenated message body exceeds the 1600 character limit');
  }
  const sendAt = sendTime(world, parameters, service);
  const input: NewOutbound = {
    channel: channelOf(to),
    from,
    to,
    body,
    mediaUrls,
    content,
    messagingServiceSid: service?.sid ?? null,
    statusCallback: parameters.text('StatusCallback') ?? service?.statusCallback ?? null,
  };
  if (sendAt) {
    const message = log(world, { ...input, status: 'scheduled', sendAt });
    sendWhenDue(world, message, sendAt);
    return message;
  }
  const sender = from || ((service && chooseSender(world, service, to)) ?? '');
  const failure = FAILING_NUMBERS[to] ?? (hasOptedOut(world, { from: sender, to }) ? UNSUBSCRIBED : undefined);
  if (failure?.status === 'failed') throw refused(failure.errorCode, failure.message);
  return send(world, { ...input, status: service ? 'accepted' : 'queued' });
}

/** `From` may name the Messaging Service as well. */
function serviceFrom(world: World, parameters: Parameters): MessagingService | undefined {
  const from = parameters.text('From') ?? '';
  const sid = parameters.text('MessagingServiceSid') ?? (from.startsWith('MG') ? from : undefined);
  if (!sid) return undefined;
  if (!SERVICE_SID.test(sid)) throw refused(21705, `The Messaging Service Sid ${sid} is invalid.`);
  const service = world.messagingServices.get(sid);
  if (!service) throw refused(21701, 'The Messaging Service does not exist');
  return service;
}

/** Empty where the Messaging Service is to choose. */
function senderFrom(world: World, parameters: Parameters, service: MessagingService | undefined, to: string): string {
  const from = parameters.text('From');
  if (service && (!from || from === service.sid)) {
    if (!chooseSender(world, service, to)) {
      throw refused(21703, 'The Messaging Service does not have a phone number available to send a message.');
    }
    return '';
  }
  if (!from) throw refused(21603, "A 'From' phone number is required.");
  if (from === to) throw refused(21266, "'To' and 'From' number cannot be the same");
  if (!CUSTOMER_ADDRESS.test(from)) throw refused(21212, `Invalid 'From' Phone Number: ${from}`);
  if (!ownSenders(world).includes(from)) throw notOurs(world, from);
  if (channelOf(from) !== channelOf(to)) {
    throw refused(21910, "Invalid 'From' and 'To' pair. 'From' and 'To' should be of the same channel");
  }
  if (service && !service.senders.has(from)) {
    throw refused(21711, `${from} is not associated to the Messaging Service ${service.sid}.`);
  }
  return from;
}

const notOurs = (world: World, from: string): TwilioError =>
  channelOf(from) === 'sms'
    ? refused(21660, `Mismatch between the 'From' number ${from} and the account ${world.account.sid}`)
    : refused(63007, 'Twilio could not find a Channel with the specified From address');

function mediaFrom(parameters: Parameters): string[] {
  const urls = parameters.list('MediaUrl') ?? [];
  if (urls.length > MAXIMUM_MEDIA) throw refused(21623, 'Number of media files exceeds allowed limit');
  const isWeb = (url: string): boolean => /^https?:\/\/\S+$/.test(url);
  if (!urls.every(isWeb)) throw refused(21620, 'Invalid media URL(s)');
  return urls;
}

function contentFrom(world: World, parameters: Parameters, to: string): RenderedContent | null {
  const sid = parameters.text('ContentSid');
  const variables = parameters.text('ContentVariables');
  if (!sid) {
    if (variables) throw refused(21654, 'The ContentSid Parameter is required when ContentVariables is provided.');
    return null;
  }
  const template = CONTENT_SID.test(sid) ? world.services.content.find(sid) : undefined;
  if (!template) throw refused(21655, 'The ContentSid Parameter is Invalid.');
  const values = parseContentVariables(variables);
  if (Object.values(values ?? {}).some((value) => value.length > LONGEST_VALUE)) {
    throw refused(21658, 'Parameter exceeded character limit');
  }
  const rendered = values && world.services.content.render(template, values, channelOf(to));
  if (!rendered) throw refused(21656, 'The ContentVariables Parameter is invalid.');
  return rendered;
}
