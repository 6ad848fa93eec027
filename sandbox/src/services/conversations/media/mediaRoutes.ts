import busboy from 'busboy';
import express from 'express';
import type { NextFunction, Request, Response, Router } from 'express';

import type { HostRoutes } from '../../../http/HostServer';
import { TwilioError } from '../../../http/TwilioError';
import { authenticate } from '../../../http/restRouter';
import type { Media } from '../../../model/conversations';
import type { ChatIdentity } from '../../../wire/twilsock/ChatIdentity';
import type { World } from '../../../World';
import type { ConversationAccess } from '../ConversationAccess';
import { MEDIA_HOST } from '../MediaStore';
import type { MediaStore, NewMedia, StoredMedia } from '../MediaStore';
import { restDate } from '../ResourceJson';

const MEDIA_SERVICE_HOST = 'mcs.us1.twilio.com';
const LARGEST_FILE_BYTES = 150 * 1024 * 1024;

const tooLarge = (): TwilioError => new TwilioError(413, 20413, 'The file is too large');

/**
 * The media service, to which browsers and backends give files before they send them, and the host from which the
 * bytes are read. https://www.twilio.com/docs/conversations-classic/api/media-resource
 */
export function mediaRoutes(world: World, store: MediaStore, access: ConversationAccess): HostRoutes[] {
  return [
    { host: MEDIA_SERVICE_HOST, router: serviceRouter(world, store, access) },
    { host: MEDIA_HOST, router: contentRouter(store) },
  ];
}

function serviceRouter(world: World, store: MediaStore, access: ConversationAccess): Router {
  const router = express.Router({ caseSensitive: true });
  const base = `/v1/Services/${world.chatServiceSid}`;
  router.use(signIn(world));
  const readable = (sid: string, { locals: { from } }: Response): StoredMedia | undefined => {
    const stored = store.find(sid);
    return stored && (!from || access.mayReadMedia(from as ChatIdentity, stored)) ? stored : undefined;
  };
  const fetched = (sid: string, response: Response): StoredMedia => {
    const stored = readable(sid, response);
    if (!stored) throw TwilioError.notFound(`/Media/${sid}`);
    return stored;
  };

  router.post(`${base}/Media`, (request, response, next) => {
    const author = (response.locals['from'] as ChatIdentity | undefined)?.identity ?? 'system';
    receiveFile(request, author)
      .then((file) => response.status(201).json(mediaJson(world, store.add(file))))
      .catch(next);
  });
  router.post(`${base}/MediaSet`, express.json(), (request, response) => {
    const { list = [] } = request.body as { list?: { media_sid: string }[] };
    response.json(
      list.map(({ media_sid }) => {
        const stored = readable(media_sid, response);
        return stored
          ? { code: 200, media_record: mediaJson(world, stored) }
          : { code: 404, media_record: { sid: media_sid } };
      }),
    );
  });
  router.get(`${base}/Media/:sid`, (request, response) => {
    response.json(mediaJson(world, fetched(request.params.sid, response)));
  });
  router.get(`${base}/Media/:sid/Content`, (request, response) => {
    sendFile(response, fetched(request.params.sid, response));
  });
  router.delete(`${base}/Media/:sid`, (request, response) => {
    store.remove(fetched(request.params.sid, response).media.sid);
    response.sendStatus(204);
  });
  return router;
}

function contentRouter(store: MediaStore): Router {
  const router = express.Router({ caseSensitive: true });
  router.get('/:sid/:key', (request, response) => {
    const stored = store.fetch(request.params.sid);
    if (stored.key !== request.params.key) throw TwilioError.notFound(request.path);
    sendFile(response, stored);
  });
  return router;
}

/** Browsers sign in by `X-Twilio-Token`, backends by Basic auth. */
const signIn = (world: World) => (request: Request, response: Response, next: NextFunction) => {
  const token = request.header('x-twilio-token');
  if (token === undefined) return authenticate(world)(request, response, next);
  response.locals['from'] = world.services.iam.authenticateChat(token);
  next();
};

function sendFile(response: Response, { media, data }: StoredMedia): void {
  if (media.filename !== null) {
    response.set('content-disposition', `inline; filename*=UTF-8''${encodeURIComponent(media.filename)}`);
  }
  response.set('content-type', media.contentType).send(data);
}

/** Browsers post a form with the file in it, Node and backends the bytes alone. */
async function receiveFile(request: Request, author: string): Promise<NewMedia> {
  const category = (request.query['Category'] ?? 'media') as Media['category'];
  const type = request.header('content-type') ?? 'application/octet-stream';
  if (type.startsWith('multipart/form-data')) return { ...(await fileOfForm(request)), category, author };
  const filename = request.query['Filename'];
  return {
    data: await readAll(request),
    contentType: type,
    ...(typeof filename === 'string' && { filename }),
    category,
    author,
  };
}

async function readAll(stream: AsyncIterable<unknown>): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of stream) {
    chunks.push(chunk as Buffer);
    size += (chunk as Buffer).length;
    if (size > LARGEST_FILE_BYTES) throw tooLarge();
  }
  return Buffer.concat(chunks);
}

function fileOfForm(request: Request): Promise<Pick<NewMedia, 'data' | 'contentType' | 'filename'>> {
  return new Promise((resolve, reject) => {
    const form = busboy({ headers: request.headers, limits: { files: 1, fileSize: LARGEST_FILE_BYTES } });
    let file: Promise<void> | undefined;
    form.on('file', (_field, stream, { filename, mimeType }) => {
      file = readAll(stream).then((data) => {
        if (stream.truncated) reject(tooLarge());
        else resolve({ data, contentType: mimeType, filename });
      }, reject);
    });
    form.on('close', () => {
      if (!file) reject(new TwilioError(400, 20001, 'The form holds no file'));
    });
    form.on('error', (error: Error) => reject(new TwilioError(400, 20001, error.message)));
    request.pipe(form);
  });
}

function mediaJson(world: World, { media, author, key, dateCreated }: StoredMedia): Record<string, unknown> {
  const url = `https://${MEDIA_SERVICE_HOST}/v1/Services/${world.chatServiceSid}/Media/${media.sid}`;
  const date = restDate(dateCreated);
  return {
    sid: media.sid,
    account_sid: world.account.sid,
    service_sid: world.chatServiceSid,
    channel_sid: null,
    message_sid: null,
    date_created: date,
    date_upload_updated: date,
    date_updated: date,
    size: media.size,
    content_type: media.contentType,
    filename: media.filename,
    category: media.category,
    author,
    is_multipart_upstream: false,
    url,
    links: { content: `${url}/Content`, content_direct_temporary: `https://${MEDIA_HOST}/${media.sid}/${key}` },
  };
}
