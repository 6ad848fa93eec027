import type { Request } from 'express';

import { TwilioError } from '../../http/TwilioError';
import { parametersOf } from '../../http/parameters';
import type { Parameters } from '../../http/parameters';
import { restRouter } from '../../http/restRouter';
import type { LoggedMessage } from '../../model/messaging';
import type { World } from '../../World';
import { FAILING_NUMBERS } from './failingNumbers';
import { listPage, rfc2822 } from './listPage';
import { send } from './outbound';

const MAXIMUM_BODY = 1600;
const ADDRESS = /^(whatsapp:)?\+[1-9]\d{6,14}$/;

/** https://www.twilio.com/docs/messaging/api/message-resource */
export function messageRoutes(world: World): void {
  const router = restRouter(world);
  world.routes.push({ host: 'api.twilio.com', router });
  const messages = `/2010-04-01/Accounts/${world.account.sid}/Messages`;
  const toJson = (message: LoggedMessage) => messageJson(world, message);

  router.post(`${messages}.json`, (request, response) => {
    response.status(201).json(toJson(create(world, parametersOf(request))));
  });
  router.get(`${messages}.json`, (request, response) => {
    const newestFirst = world.messageLog.filter(wanted(request)).reverse();
    response.json(listPage(request, 'messages', newestFirst, toJson));
  });
  router.get(`${messages}/:sid.json`, (request, response) => {
    const found = world.messageLog.find(({ sid }) => sid === request.params.sid);
    if (!found) throw TwilioError.notFound(request.path);
    response.json(toJson(found));
  });
}

/** A message outside of any conversation. */
function create(world: World, parameters: Parameters): LoggedMessage {
  const to = parameters.text('To');
  const from = parameters.text('From');
  const body = parameters.text('Body') ?? '';
  const mediaUrls = parameters.list('MediaUrl') ?? [];
  if (!to) throw new TwilioError(400, 21604, "A 'To' phone number is required.");
  if (!ADDRESS.test(to)) throw new TwilioError(400, 21211, `Invalid 'To' Phone Number: ${to}`);
  if (!from) throw new TwilioError(400, 21603, "A 'From' phone number is required.");
  if (from === to) throw new TwilioError(400, 21266, "'To' and 'From' number cannot be the same");
  if (!body && mediaUrls.length === 0) throw new TwilioError(400, 21602, 'Message body is required.');
  if ([...body].length > MAXIMUM_BODY) {
    throw new TwilioError(400, 21617, 'The concatenated message body exceeds the 1600 character limit');
  }
  const own = [...world.addresses.values()].find(({ address }) => address === from);
  if (!own || own.type === 'chat') {
    const message = `The 'From' phone number ${from} is not a valid, SMS-capable inbound phone number for your account.`;
    throw new TwilioError(400, 21606, message);
  }
  const failure = FAILING_NUMBERS[to];
  if (failure?.status === 'failed') throw new TwilioError(400, failure.errorCode, failure.message);
  return send(world, { channel: own.type, from, to, body, mediaUrls, conversationSid: null });
}

/** By To, From and DateSent; a day or a moment, and before (`<`) or after (`>`) it. */
function wanted(request: Request): (message: LoggedMessage) => boolean {
  const parameters = parametersOf(request);
  const names = ['To', 'From', 'DateSent', 'DateSent<', 'DateSent>'];
  const [to, from, on, before, after] = names.map((name) => parameters.text(name));
  return (message) => {
    const sent = (message.dateSent ?? message.dateCreated).getTime();
    return (
      (to === undefined || message.to === to) &&
      (from === undefined || message.from === from) &&
      (on === undefined || new Date(sent).toISOString().startsWith(on.slice(0, 'YYYY-MM-DD'.length))) &&
      (before === undefined || sent <= Date.parse(before)) &&
      (after === undefined || sent >= Date.parse(after))
    );
  };
}

const messageJson = (world: World, message: LoggedMessage): Record<string, unknown> => {
  const uri = `/2010-04-01/Accounts/${world.account.sid}/Messages/${message.sid}`;
  return {
    sid: message.sid,
    account_sid: world.account.sid,
    messaging_service_sid: null,
    api_version: '2010-04-01',
    body: message.body,
    from: message.from,
    to: message.to,
    direction: message.direction,
    status: message.status,
    error_code: message.errorCode,
    error_message: message.errorCode === null ? null : (FAILING_NUMBERS[message.to]?.message ?? null),
    num_media: String(message.mediaUrls.length),
    num_segments: '1',
    price: null,
    price_unit: 'USD',
    date_created: rfc2822(message.dateCreated),
    date_updated: rfc2822(message.dateSent ?? message.dateCreated),
    date_sent: message.dateSent && rfc2822(message.dateSent),
    uri: `${uri}.json`,
    subresource_uris: { media: `${uri}/Media.json` },
  };
};
