import path from 'node:path';

import express from 'express';

import { browserScript } from '../host/browserScript';
import { OWN_HOST } from '../http/HostServer';
import type { HostRoutes } from '../http/HostServer';
import { parametersOf } from '../http/parameters';
import { TwilioError } from '../http/TwilioError';
import { chatToken } from '../services/iam/accessToken';
import type { World } from '../World';
import { kioskPage } from './kioskPage';

const TOKEN_LIFETIME_SECONDS = 6 * 60 * 60;
const CREATED_BY = 'kiosk';

/**
 * A help point at `/kiosk`, and the adapter of its channel, as a contact centre would write one for a channel that
 * Twilio does not have: a conversation for each visitor, and a task of TaskRouter's own that names it, with no
 * interaction. So nobody but the adapter ends the conversation:
 * https://www.twilio.com/docs/flex/developer/conversations/faq-and-troubleshooting
 */
export function kioskPages(world: World): HostRoutes {
  const router = express.Router();
  let script: Promise<string> | undefined;
  router.get('/assets/kiosk.css', (_request, response) => response.sendFile(path.join(__dirname, 'kiosk.css')));
  router.get('/assets/kiosk.js', async (_request, response) => {
    script ??= browserScript(path.join(__dirname, 'browser/kiosk.ts'));
    response.type('js').send(await script);
  });
  router.get('/kiosk', (_request, response) => void response.send(kioskPage()));

  /** `{place}` → `{token, conversationSid}`: the visitor has touched the screen. */
  router.post('/sandbox/kiosk/visits', express.json(), (request, response) => {
    const place = parametersOf(request).text('place') || 'Help point';
    const { conversations, taskrouter } = world.services;
    const { sid } = conversations.create({ friendlyName: place, createdBy: CREATED_BY });
    const identity = `kiosk-${sid}`;
    conversations.setName(identity, place);
    conversations.addParticipant(sid, { identity });
    taskrouter.createTask({
      workflowSid: [...world.workflows.keys()][0],
      taskChannel: 'chat',
      attributes: { channelType: 'kiosk', conversationSid: sid, from: place, name: place, direction: 'inbound' },
    });
    response.json({ token: chatToken(world, identity, TOKEN_LIFETIME_SECONDS).token, conversationSid: sid });
  });

  // The agent has completed the task, or nobody can any more: the visit is over.
  for (const name of ['completed', 'canceled']) {
    world.events.on('task', (event) => {
      const { conversationSid, channelType } = event.task.attributes;
      if (event.name === name && channelType === 'kiosk' && typeof conversationSid === 'string') close(conversationSid);
    });
  }
  const close = (sid: string): void => {
    const { conversations } = world.services;
    try {
      const { createdBy, state } = conversations.fetch(sid);
      if (createdBy === CREATED_BY && state !== 'closed') conversations.update(sid, { state: 'closed' });
    } catch (error) {
      // Somebody has deleted it.
      if (!(error instanceof TwilioError)) throw error;
    }
  };

  return { host: OWN_HOST, router };
}
