import express from 'express';
import type { Router } from 'express';
import type { WebSocket } from 'ws';

import type { World } from '../../World';
import { NotInSandbox } from '../../http/NotInSandbox';
import { TwilioError } from '../../http/TwilioError';
import type { Person } from '../../model/Person';
import type { Sid } from '../../model/sid';
import type { EventBridge, EventBridgeRoute } from '../Services';

const HOST = /^event-bridge(\.[a-z0-9-]+)*\.twilio\.com$/;
const PATH = '/v1/wschannels';

// The worker SDK gives a socket up after 30 silent seconds.
const HEARTBEAT_INTERVAL = 15_000;
// Milliseconds. The SDK stops reconnecting when it is over, even where Flex has a fresh token by then.
const TOKEN_LIFETIME = 12 * 60 * 60 * 1000;
// Flex waits for the event only once the request that caused it has been answered.
const EVENT_DELAY = 20;

interface Envelope {
  url: string;
  method: 'GET' | 'POST';
  params?: Record<string, unknown>;
  token: string;
}

function envelopeOf(body: unknown): Envelope {
  try {
    return JSON.parse(String(body)) as Envelope;
  } catch {
    throw new TwilioError(400, 20001, 'The body is not JSON');
  }
}

const segments = (path: string): string[] => path.split('/').filter((segment) => segment !== '');

/** The route with the longest prefix of this path, and what comes after the prefix. */
function findRoute(
  routes: readonly EventBridgeRoute[],
  method: string,
  url: string,
): { route: EventBridgeRoute; path: string[] } {
  const wanted = segments(url);
  const [found] = routes
    .map((route) => ({ route, prefix: segments(route.prefix) }))
    .filter(({ prefix }) => prefix.every((segment, index) => segment === wanted[index]))
    .sort((a, b) => b.prefix.length - a.prefix.length);
  if (!found) throw new NotInSandbox(method, 'event-bridge.twilio.com', `/${wanted.join('/')}`);
  return { route: found.route, path: wanted.slice(found.prefix.length).map(decodeURIComponent) };
}

/**
 * The event bridge, by which Flex's worker client reaches TaskRouter and Interactions: requests as
 * `{url, method, params, token}` posted to one path, events as text frames of a websocket on the same path.
 */
export function createEventBridge(world: World): EventBridge {
  const sockets = new Map<Sid, Set<WebSocket>>();

  const personOf = (token: string | null): Person | undefined =>
    token ? world.services.iam.authenticate(token) : undefined;

  const router: Router = express.Router();
  // The SDK posts JSON but calls it a form.
  router.post(PATH, express.text({ type: () => true, limit: '5mb' }), async (request, response) => {
    const { url, method, params, token } = envelopeOf(request.body);
    const person = personOf(token);
    if (!person) throw new TwilioError(401, 20003, 'Authenticate');
    const { route, path } = findRoute(world.eventBridgeRoutes, method, url);
    response.json({ payload: await route.handle({ method, path, params: params ?? {}, person }) });
  });
  world.routes.push({ host: HOST, router });

  const send = (socket: WebSocket, frame: string): void => {
    if (socket.readyState === socket.OPEN) socket.send(frame);
  };

  const accept = (socket: WebSocket, url: URL): void => {
    const person = personOf(url.searchParams.get('token'));
    if (!person) return socket.close(1008, 'Authenticate');
    const { workerSid } = person;
    const ofWorker = sockets.get(workerSid) ?? new Set();
    sockets.set(workerSid, ofWorker.add(socket));
    let stopHeartbeat: () => void;
    const beat = (): void => {
      stopHeartbeat = world.clock.afterReal(HEARTBEAT_INTERVAL, () => {
        send(socket, ' ');
        beat();
      });
    };
    beat();
    socket.on('close', () => {
      stopHeartbeat();
      ofWorker.delete(socket);
    });
    const payload = {
      channel_id: workerSid,
      account_sid: world.account.sid,
      workspace_sid: world.workspace.sid,
      token_lifetime: TOKEN_LIFETIME,
    };
    send(socket, JSON.stringify({ event_type: 'init', payload }));
  };
  world.sockets.push({
    host: HOST,
    accept: (socket, url) => (url.pathname === PATH ? accept(socket, url) : socket.close(1008, 'Not found')),
  });

  return {
    route: (prefix, handle) => void world.eventBridgeRoutes.push({ prefix, handle }),
    push: (workerSid, eventType, payload) => {
      const frame = JSON.stringify({ event_type: eventType, payload });
      world.clock.after(EVENT_DELAY, () => sockets.get(workerSid)?.forEach((socket) => send(socket, frame)));
    },
  };
}
