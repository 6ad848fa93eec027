import type { Request, RequestHandler, Response } from 'express';

import type { World } from '../World';
import { OWN_HOST } from './HostServer';

/** Lets the faults of a world befall the requests for Twilio's hosts. Our own pages stay whole. */
export function applyFaults(world: World): RequestHandler {
  const { faults, clock } = world;
  const waiting = new Set<Request>();
  world.onDispose(() => waiting.forEach(({ socket }) => socket.destroy()));

  return (request, response, next) => {
    if (request.twilioHost === OWN_HOST) return next();
    const { twilioHost: host, method, path } = request;
    const { latency, error, retryAfter, loseAnswer, channelFails } = faults.strike({ host, method, path });
    // A browser sends a request again by itself where a connection that it has used before is cut without an answer.
    // So while answers may get lost, each request has a connection of its own.
    if (faults.losesAnswers) response.set('connection', 'close');
    const go = (): void => {
      waiting.delete(request);
      if (loseAnswer) loseAnswerOf(request, response);
      if (error) response.locals['fault'] = 'made to fail';
      if (channelFails !== undefined) {
        Object.assign(response.locals, { channelFails, fault: 'the channel was made to fail' });
      }
      if (retryAfter !== undefined) response.set('retry-after', String(retryAfter));
      next(error);
    };
    if (latency === 0) return go();
    waiting.add(request);
    clock.afterReal(latency, go);
  };
}

function loseAnswerOf({ socket }: Request, response: Response): void {
  response.locals['fault'] = 'the answer was lost';
  const cut = (): Response => {
    socket.destroy();
    return response;
  };
  Object.assign(response, { write: cut, end: cut });
}
