import type { RequestHandler } from 'express';

import { TwilioError } from '../http/TwilioError';
import type { World } from '../World';
import { RATE_LIMITS } from './rateLimits';
import type { RateLimit } from './rateLimits';

interface Request {
  twilioHost: string;
  method: string;
  path: string;
  query: object;
}

const SID = /\/[A-Za-z]{2}[0-9a-f]{32}(?=\/|$)/g;

/** What this request counts towards; undefined where the limit is about others. */
function countedBy(limit: RateLimit, { twilioHost, method, path, query }: Request): string | undefined {
  if (limit.host !== twilioHost || !limit.methods.includes(method)) return undefined;
  const match = limit.path.exec(path);
  if (!match || !(limit.search?.some((name) => name in query) ?? true)) return undefined;
  return limit.by === 'endpoint' ? `${method} ${path.replace(SID, '/{Sid}')}` : (match[1] ?? '');
}

/**
 * In the profile `strict`, answers 429 to what comes faster than Twilio documents: for each limit a bucket that fills by
 * so many requests a second, up to its burst. The request was not carried out, as on Twilio.
 */
export function applyRateLimits({ profile, clock }: World): RequestHandler {
  const buckets = new Map<string, { left: number; at: number }>();
  return (request, _response, next) => {
    if (profile !== 'strict') return next();
    const now = clock.now().getTime();
    const counted = RATE_LIMITS.flatMap((limit) => {
      const key = countedBy(limit, request);
      return key === undefined ? [] : [{ limit, name: `${limit.name} ${key}` }];
    }).map(({ limit, name }) => {
      const most = limit.perSecond * limit.burstSeconds;
      const { left, at } = buckets.get(name) ?? { left: most, at: now };
      return { limit, name, left: Math.min(most, left + ((now - at) / 1000) * limit.perSecond) };
    });
    const over = counted.find(({ left }) => left < 1);
    for (const { name, left } of counted) buckets.set(name, { left: over ? left : left - 1, at: now });
    if (!over) return next();
    const { perSecond, name, source, code } = over.limit;
    const told = `Too Many Requests: ${perSecond} a second (${name}; ${source})`;
    next(new TwilioError(429, code, told));
  };
}
