import { createHash, timingSafeEqual } from 'node:crypto';

import * as v from 'valibot';

import type { FunctionCall } from './FunctionCall';
import type { FunctionError } from './FunctionError';
import type { Result } from './Result';
import { failure, success } from './Result';

/** What a key may do. */
export type Scope = 'reminders' | 'contact-requests' | 'janitor';

const systemKeys = v.pipe(
  v.string(),
  v.parseJson(),
  v.array(
    v.object({
      /** The system that has the key. */
      name: v.pipe(v.string(), v.nonEmpty()),
      /** Of the key, in hexadecimal: the key itself is kept nowhere here. */
      sha256: v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/i)),
      scopes: v.array(v.string()),
    }),
  ),
);

/** The system of the business that a key names. */
export interface System {
  name: string;
}

/**
 * Guard of a route for the business's own systems: `Authorization: Bearer <key>`, one of the variable SYSTEM_KEYS, JSON
 * `[{"name": "crm", "sha256": "<hexadecimal, of the key>", "scopes": ["reminders"]}]`.
 */
export function systemKey(scope: Scope) {
  return ({ context, event }: Pick<FunctionCall, 'context' | 'event'>): Result<System, FunctionError> => {
    const header = event.request.headers['authorization'];
    const key = typeof header === 'string' ? /^Bearer +(\S+)$/i.exec(header.trim())?.[1] : undefined;
    const keys = v.safeParse(systemKeys, context.SYSTEM_KEYS ?? '[]');
    if (!keys.success) return failure({ code: 'SETTINGS_WRONG' });
    if (key === undefined) return failure({ code: 'KEY_REFUSED' });
    const given = createHash('sha256').update(key).digest();
    // Every key is compared, so that the time tells nothing of them.
    const [system] = keys.output.filter(({ sha256 }) => timingSafeEqual(Buffer.from(sha256, 'hex'), given));
    return system?.scopes.includes(scope) ? success({ name: system.name }) : failure({ code: 'KEY_REFUSED' });
  };
}
