import type { NextFunction, Request, Response } from 'express';

import type { World } from '../World';
import type { WorldEvents } from '../model/WorldEvents';
import { OWN_HOST } from './HostServer';
import { NotInSandbox } from './NotInSandbox';
import type { TimelineEntry } from './Timeline';
import type { TwilioError } from './TwilioError';

const SECRET = /token|secret|password|authorization/i;
const LONGEST_TEXT = 2000;

/** A copy for the timeline: without credentials, and without what would make it long. */
function shown(value: unknown): unknown {
  if (typeof value === 'string') return value.length > LONGEST_TEXT ? `${value.slice(0, LONGEST_TEXT)}…` : value;
  if (Buffer.isBuffer(value)) return `${value.length} bytes`;
  if (Array.isArray(value)) return value.map(shown);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, field]) => [name, SECRET.test(name) ? '…' : shown(field)]),
  );
}

/** The event bridge is sent JSON that is called text. */
function bodyOf(body: unknown): unknown {
  if (typeof body !== 'string') return body;
  try {
    return JSON.parse(body);
  } catch {
    return { body };
  }
}

/** By HTTP's basic authentication an account or its API key; with the user `token`, as by a body, somebody's Flex. */
function askerOf({ headers, twilioHost }: Request): TimelineEntry['by'] {
  if (twilioHost === 'event-bridge.twilio.com') return 'browser';
  const [, encoded] = /^Basic (.+)$/i.exec(headers.authorization ?? '') ?? [];
  if (encoded === undefined) return undefined;
  return /^token:/i.test(Buffer.from(encoded, 'base64').toString()) ? 'browser' : 'backend';
}

function parametersOf({ query, body }: Request): Record<string, unknown> | undefined {
  const sent = bodyOf(body);
  const isFields = typeof sent === 'object' && sent !== null && !Array.isArray(sent) && !Buffer.isBuffer(sent);
  const parameters = shown({ ...query, ...(isFields ? sent : sent === undefined ? {} : { body: sent }) });
  return Object.keys(parameters as object).length > 0 ? (parameters as Record<string, unknown>) : undefined;
}

/** Notes each request for one of Twilio's hosts in the timeline when it ends. */
export const recordRequests =
  (world: World) =>
  (request: Request, response: Response, next: NextFunction): void => {
    if (request.twilioHost === OWN_HOST) return next();
    const at = world.clock.now();
    const start = world.clock.realNow();
    const { path } = request;
    response.once('close', () => {
      const error = response.locals['error'] as TwilioError | undefined;
      const notes = [response.locals['fault'] as string | undefined, error && `${error.code} ${error.message}`];
      world.timeline.add({
        at,
        kind: 'request',
        name: request.method,
        by: askerOf(request),
        host: request.twilioHost,
        path,
        status: response.headersSent ? response.statusCode : 0,
        isMissing: error instanceof NotInSandbox || undefined,
        milliseconds: world.clock.realNow() - start,
        note: notes.filter(Boolean).join(': ') || undefined,
        parameters: parametersOf(request),
      });
    });
    next();
  };

interface Told {
  sid?: string;
  friendlyName?: string | null;
  state?: string;
  status?: string;
}

/** Notes each event of the world in the timeline, with the SIDs that it is about. */
export function recordEvents(world: World): void {
  world.events.onAny((name: keyof WorldEvents, event) => {
    const about = Object.entries(event as Record<string, unknown>)
      .map(([field, value]) => {
        if (typeof value !== 'object' || value === null) return String(value);
        const { sid, friendlyName, state, status } = value as Told;
        return [field, friendlyName, sid, state ?? status].filter(Boolean).join(' ');
      })
      .join(', ');
    world.timeline.add({ at: world.clock.now(), kind: 'event', name, note: about });
  });
}
