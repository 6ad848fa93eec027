import type { LoggedMessage } from '../../model/messaging';
import type { World } from '../../World';
import { rfc2822 } from './listPage';

const GSM_7 = /^[\w\s@£$¥èéùìòÇØøÅåΔΦΓΛΩΠΨΣΘΞÆæßÉ!"#¤%&'()*+,\-./:;<=>?¡ÄÖÑÜ§¿äöñüà^{}\\[~\]|€]*$/;

/** Segments of 160 and 153 characters in the GSM alphabet, of 70 and 67 in any other. */
export function segmentsOf({ channel, body, mediaUrls }: LoggedMessage): number {
  if (channel !== 'sms' || mediaUrls.length > 0) return 1;
  const [single, part] = GSM_7.test(body) ? [160, 153] : [70, 67];
  return body.length <= single ? 1 : Math.ceil(body.length / part);
}

/** Until a Messaging Service sends a message, it has no sender and no segments. */
export function messageJson(world: World, message: LoggedMessage): Record<string, unknown> {
  const uri = `/2010-04-01/Accounts/${world.account.sid}/Messages/${message.sid}`;
  const waits = ['accepted', 'scheduled', 'canceled'].includes(message.status);
  return {
    sid: message.sid,
    account_sid: world.account.sid,
    messaging_service_sid: message.messagingServiceSid,
    api_version: '2010-04-01',
    body: message.body,
    from: waits || !message.from ? null : message.from,
    to: message.to,
    direction: message.direction,
    status: message.status,
    error_code: message.errorCode,
    error_message: message.errorMessage,
    num_media: String(message.mediaUrls.length),
    num_segments: String(waits ? 0 : segmentsOf(message)),
    price: null,
    price_unit: 'USD',
    date_created: rfc2822(message.dateCreated),
    date_updated: rfc2822(message.dateUpdated),
    date_sent: message.dateSent && rfc2822(message.dateSent),
    uri: `${uri}.json`,
    subresource_uris: { media: `${uri}/Media.json` },
  };
}
