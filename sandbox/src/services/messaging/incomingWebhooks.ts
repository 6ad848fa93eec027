import type { LoggedMessage } from '../../model/messaging';
import type { Sid } from '../../model/sid';
import type { WebhookDelivery } from '../../model/webhooks';
import type { World } from '../../World';
import { segmentsOf } from './messageJson';
import { senderSid, serviceOf } from './messagingServices';
import { send } from './outbound';
import type { PhoneNumberSettings } from './phoneNumberRoutes';
import { messagesOf } from './readTwiml';

/** https://www.twilio.com/docs/api/errors/12300 */
const INVALID_CONTENT_TYPE = 12300;

/** The webhooks of a number, or of the Messaging Service that it belongs to. */
interface Webhooks {
  url?: string | null;
  method?: string;
  fallbackUrl?: string | null;
  fallbackMethod?: string;
}

/**
 * A number's own webhook hears of every message, a Messaging Service's of those that no conversation takes.
 * https://www.twilio.com/docs/conversations-classic/inbound-autocreation
 */
function webhooksOf(
  world: World,
  numbers: ReadonlyMap<Sid, PhoneNumberSettings>,
  { to, conversationSid }: LoggedMessage,
): Webhooks {
  const service = serviceOf(world, to);
  if (service && !service.useInboundWebhookOnNumber) {
    const { inboundRequestUrl: url, inboundMethod: method, fallbackUrl, fallbackMethod } = service;
    return conversationSid ? {} : { url, method, fallbackUrl, fallbackMethod };
  }
  const number = numbers.get(senderSid(to));
  return {
    url: number?.sms_url,
    method: number?.sms_method,
    fallbackUrl: number?.sms_fallback_url,
    fallbackMethod: number?.sms_fallback_method,
  };
}

/** https://www.twilio.com/docs/messaging/guides/webhook-request */
function parametersOf(world: World, message: LoggedMessage): Record<string, string> {
  const { sid, channel, from, to, body, mediaUrls, messagingServiceSid, optOutType, pressed } = message;
  const media = mediaUrls.flatMap((url, index) => [
    [`MediaUrl${index}`, url],
    [`MediaContentType${index}`, world.services.conversations.findMedia(url)?.contentType ?? ''],
  ]);
  return {
    MessageSid: sid,
    SmsSid: sid,
    SmsMessageSid: sid,
    AccountSid: world.account.sid,
    ApiVersion: '2010-04-01',
    From: from,
    To: to,
    Body: body,
    NumMedia: String(mediaUrls.length),
    NumSegments: String(segmentsOf(message)),
    SmsStatus: 'received',
    ...(Object.fromEntries(media) as Record<string, string>),
    ...(messagingServiceSid && { MessagingServiceSid: messagingServiceSid }),
    // Advanced Opt-Out belongs to Messaging Services.
    ...(messagingServiceSid && optOutType && { OptOutType: optOutType }),
    ...(pressed?.kind === 'button' && { ButtonText: body, ButtonPayload: pressed.id }),
    ...(pressed?.kind === 'item' && { ListTitle: body, ListId: pressed.id }),
    ...(channel === 'whatsapp' && { WaId: from.replace(/\D/g, '') }),
  };
}

/** Tells the backend of a customer's message, and sends what it answers. */
export async function tellOfIncoming(
  world: World,
  numbers: ReadonlyMap<Sid, PhoneNumberSettings>,
  message: LoggedMessage,
): Promise<void> {
  if (message.direction !== 'inbound') return;
  const { url, method, fallbackUrl, fallbackMethod } = webhooksOf(world, numbers, message);
  if (!url) return;
  const parameters = parametersOf(world, message);
  const ask = (address: string, by = 'POST', more: Record<string, string> = {}) =>
    world.services.webhooks.deliver({
      kind: 'messaging',
      url: address,
      method: by as 'GET' | 'POST',
      parameters: { ...parameters, ...more },
    });
  let delivery = await ask(url, method);
  warn(world, message, delivery);
  if (delivery.errorCode !== null && fallbackUrl) {
    delivery = await ask(fallbackUrl, fallbackMethod, { ErrorCode: String(delivery.errorCode), ErrorUrl: url });
    warn(world, message, delivery);
  }
  for (const body of answersOf(delivery)) {
    const { channel, from, to, messagingServiceSid } = message;
    const answer = { channel, from: to, to: from, body, mediaUrls: [], messagingServiceSid };
    send(world, { ...answer, direction: 'outbound-reply' });
  }
}

const TWIML = /\b(xml|html)\b/;
const TEXT = /^text\/plain\b/;

/** A text without markup is a message as it stands. https://www.twilio.com/docs/messaging/twiml#mime-types */
function answersOf({ errorCode, responseType, responseBody }: WebhookDelivery): string[] {
  if (errorCode !== null || responseBody === '' || !responseType) return [];
  if (TWIML.test(responseType)) return messagesOf(responseBody);
  return TEXT.test(responseType) ? [responseBody] : [];
}

function warn(world: World, { sid }: LoggedMessage, delivery: WebhookDelivery): void {
  const { url, method, errorCode, errorMessage, responseType, responseBody } = delivery;
  const isReadable = responseBody === '' || TWIML.test(responseType ?? '') || TEXT.test(responseType ?? '');
  if (errorCode === null && isReadable) return;
  world.services.monitor.alert({
    errorCode: errorCode ?? INVALID_CONTENT_TYPE,
    alertText: errorMessage ?? `Invalid Content-Type: ${responseType}`,
    resourceSid: sid,
    requestUrl: url,
    requestMethod: method,
    responseBody,
  });
}
