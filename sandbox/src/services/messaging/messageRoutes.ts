import type { Request } from 'express';

import { TwilioError } from '../../http/TwilioError';
import { parametersOf } from '../../http/parameters';
import { restRouter } from '../../http/restRouter';
import type { Media } from '../../model/conversations';
import type { LoggedMessage } from '../../model/messaging';
import type { World } from '../../World';
import { createMessage } from './createMessage';
import { listPage, rfc2822 } from './listPage';
import { messageJson } from './messageJson';
import { cancel } from './scheduling';

const ON_ITS_WAY: readonly string[] = ['accepted', 'scheduled', 'queued', 'sent'];

/** https://www.twilio.com/docs/messaging/api/message-resource and …/media-resource */
export function messageRoutes(world: World): void {
  const router = restRouter(world);
  world.routes.push({ host: 'api.twilio.com', router });
  const messages = `/2010-04-01/Accounts/${world.account.sid}/Messages`;
  const toJson = (message: LoggedMessage) => messageJson(world, message);
  const fetch = (request: Request): LoggedMessage => {
    const found = world.messageLog.find(({ sid }) => sid === request.params['sid']);
    if (!found) throw TwilioError.notFound(request.path);
    return found;
  };

  router.post(`${messages}.json`, (request, response) => {
    response.status(201).json(toJson(createMessage(world, parametersOf(request))));
  });
  router.get(`${messages}.json`, (request, response) => {
    const newestFirst = world.messageLog.filter(wanted(request)).reverse();
    response.json(listPage(request, 'messages', newestFirst, toJson));
  });
  router.get(`${messages}/:sid.json`, (request, response) => {
    response.json(toJson(fetch(request)));
  });
  router.post(`${messages}/:sid.json`, (request, response) => {
    const message = fetch(request);
    change(world, message, parametersOf(request).text('Status'), parametersOf(request).text('Body'));
    response.json(toJson(message));
  });
  router.delete(`${messages}/:sid.json`, (request, response) => {
    const message = fetch(request);
    if (ON_ITS_WAY.includes(message.status)) {
      throw new TwilioError(409, 20009, 'Cannot delete this resource before it is complete');
    }
    world.messageLog.splice(world.messageLog.indexOf(message), 1);
    response.sendStatus(204);
  });

  router.get(`${messages}/:sid/Media.json`, (request, response) => {
    const message = fetch(request);
    const toMediaJson = (media: Media) => mediaJson(world, message, media);
    response.json(listPage(request, 'media_list', mediaOf(world, message), toMediaJson));
  });
  router.get(`${messages}/:sid/Media/:mediaSid.json`, (request, response) => {
    const message = fetch(request);
    const media = mediaOf(world, message).find(({ sid }) => sid === request.params.mediaSid);
    if (!media) throw TwilioError.notFound(request.path);
    response.json(mediaJson(world, message, media));
  });
}

/** A scheduled message can be called off, and a text be taken out; nothing else of a message changes. */
function change(world: World, message: LoggedMessage, status: string | undefined, body: string | undefined): void {
  if (status !== undefined && status !== 'canceled') throw TwilioError.invalid('Status');
  if (body !== undefined && body !== '') throw TwilioError.invalid('Body: a text can only be removed');
  if (status !== undefined) cancel(world, message);
  if (body !== undefined) {
    if (ON_ITS_WAY.includes(message.status)) {
      throw new TwilioError(409, 20009, 'Cannot update this resource before it is complete');
    }
    message.body = '';
    message.dateUpdated = world.clock.now();
  }
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

const mediaOf = (world: World, { mediaUrls }: LoggedMessage): Media[] =>
  mediaUrls.flatMap((url) => world.services.conversations.findMedia(url) ?? []);

const mediaJson = (world: World, message: LoggedMessage, media: Media): Record<string, unknown> => ({
  sid: media.sid,
  account_sid: world.account.sid,
  parent_sid: message.sid,
  content_type: media.contentType,
  date_created: rfc2822(message.dateCreated),
  date_updated: rfc2822(message.dateUpdated),
  uri: `/2010-04-01/Accounts/${world.account.sid}/Messages/${message.sid}/Media/${media.sid}.json`,
});
