import { TwilioError } from '../../../http/TwilioError';
import type { TwilsockAnswer, TwilsockRequest } from '../../../wire/twilsock/TwilsockConnection';
import type { ResourceJson } from '../ResourceJson';
import type { ConversationParts } from '../ConversationParts';

export interface ClientContext extends ConversationParts {
  json: ResourceJson;
}

const MAXIMUM_PAGE_SIZE = 100;

export const methodNotAllowed = (): TwilioError => new TwilioError(405, 20004, 'Method not allowed');

/** A page as the SDK reads it: the token is the place of its first item. `null`, and nothing else, ends the list. */
export function page<T>(
  { query }: TwilsockRequest,
  key: string,
  items: readonly T[],
  toJson: (item: T) => unknown = (item) => item,
): TwilsockAnswer {
  const size = Math.min(Number(query['PageSize']) || MAXIMUM_PAGE_SIZE, MAXIMUM_PAGE_SIZE);
  const start = Number(query['PageToken']) || 0;
  return {
    body: {
      [key]: items.slice(start, start + size).map(toJson),
      meta: {
        key,
        next_token: start + size < items.length ? String(start + size) : null,
        previous_token: start > 0 ? String(Math.max(0, start - size)) : null,
      },
    },
  };
}

/** A text of the JSON body; undefined where it is not given. */
export function text({ body }: TwilsockRequest, name: string): string | undefined {
  const value = body[name];
  return typeof value === 'string' ? value : undefined;
}
