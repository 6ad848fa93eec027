import path from 'node:path';

import express from 'express';

import { browserScript } from '../host/browserScript';
import { OWN_HOST } from '../http/HostServer';
import type { HostRoutes } from '../http/HostServer';
import { parametersOf } from '../http/parameters';
import { TwilioError } from '../http/TwilioError';
import { chatToken, readAccessToken } from '../services/iam/accessToken';
import type { World } from '../World';
import { webchatPage } from './webchatPage';

const TOKEN_LIFETIME_SECONDS = 6 * 60 * 60;

/** What the pre-engagement form holds; whatever else it has is kept with it. */
interface FormData {
  friendlyName?: string;
  /** Becomes the guest's first message. */
  query?: string;
  [field: string]: unknown;
}

/**
 * A website with a web chat at `/webchat`, and the endpoints that the widget of such a website asks its own server for.
 * They have the shape of those of https://github.com/twilio/twilio-webchat-react-app, so its widget can use them too.
 */
export function webchatPages(world: World): HostRoutes {
  const router = express.Router();
  let script: Promise<string> | undefined;
  router.get('/assets/webchat.css', (_request, response) => response.sendFile(path.join(__dirname, 'webchat.css')));
  router.get('/assets/webchat.js', async (_request, response) => {
    script ??= browserScript(path.join(__dirname, 'browser/webchat.ts'));
    response.type('js').send(await script);
  });
  router.get('/webchat', (request, response) => {
    const parameters = parametersOf(request);
    response.send(webchatPage(parameters.text('address'), parameters.text('guest')));
  });

  // A widget may be on a website of another port.
  const endpoints = ['initWebchat', 'signIn', 'refreshToken'].map((name) => `/sandbox/webchat/${name}`);
  router.options(endpoints, (_request, response) => {
    response.sendStatus(204);
  });

  /**
   * `{formData: {friendlyName, query, …}, addressSid?}` → `{token, conversationSid, expiration}`; `expiration` in
   * milliseconds since 1970. Without an address, the first one of type `chat` is taken.
   */
  router.post('/sandbox/webchat/initWebchat', express.json(), (request, response) => {
    const { formData = {}, addressSid } = (request.body ?? {}) as { formData?: FormData; addressSid?: string };
    const friendlyName = formData.friendlyName || 'Customer';
    const { webChats, conversations } = world.services;
    const { conversation, identity } = webChats.start({
      addressSid: addressSid || firstChatAddress(world),
      chatFriendlyName: 'Webchat widget',
      customerFriendlyName: friendlyName,
      preEngagementData: JSON.stringify({ ...formData, friendlyName }),
    });
    const { token, expiration } = chatToken(world, identity, TOKEN_LIFETIME_SECONDS);
    if (formData.query) conversations.addMessage(conversation.sid, { author: identity, body: formData.query });
    response.json({ token, conversationSid: conversation.sid, expiration: expiration.getTime() });
  });

  /** `{identity}` → `{token, expiration}`: a guest whom the website knows already. */
  router.post('/sandbox/webchat/signIn', express.json(), (request, response) => {
    const { identity } = (request.body ?? {}) as { identity?: string };
    if (!identity || world.people.has(identity)) throw TwilioError.invalid('identity');
    const { token, expiration } = chatToken(world, identity, TOKEN_LIFETIME_SECONDS);
    response.json({ token, expiration: expiration.getTime() });
  });

  /** `{token}` → `{token, expiration}`; 403 for a token that is not valid any more. */
  router.post('/sandbox/webchat/refreshToken', express.json(), (request, response) => {
    const { token: old } = (request.body ?? {}) as { token?: string };
    let identity: string;
    try {
      ({ identity } = readAccessToken(world, old ?? ''));
    } catch (error) {
      if (!(error instanceof TwilioError)) throw error;
      return void response.status(403).json(error);
    }
    const { token, expiration } = chatToken(world, identity, TOKEN_LIFETIME_SECONDS);
    response.json({ token, expiration: expiration.getTime() });
  });

  return { host: OWN_HOST, router };
}

function firstChatAddress(world: World): string {
  const address = [...world.addresses.values()].find(
    ({ type, autoCreation }) => type === 'chat' && autoCreation.enabled,
  );
  if (!address) throw new TwilioError(404, 45744, 'There is no address of type chat');
  return address.sid;
}
