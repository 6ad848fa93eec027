import type { Request } from 'express';

import { parametersOf } from '../../http/parameters';

/**
 * One page of a list as the API of 2010 answers it: paging stands beside the items, in addresses without a host.
 * https://www.twilio.com/docs/usage/twilios-response#response-formats-list-paging-information
 */
export function listPage<T>(
  request: Request,
  key: string,
  items: readonly T[],
  toJson: (item: T) => unknown,
): Record<string, unknown> {
  const parameters = parametersOf(request);
  const size = Math.min(Math.max(parameters.integer('PageSize') || 50, 1), 1000);
  const page = Math.max(parameters.integer('Page') || 0, 0);
  const start = page * size;
  const uri = (index: number): string => {
    const query = new URLSearchParams();
    for (const name of Object.keys(request.query)) {
      if (!['Page', 'PageSize'].includes(name)) query.append(name, parameters.text(name) ?? '');
    }
    query.set('PageSize', String(size));
    query.set('Page', String(index));
    return `${request.baseUrl}${request.path}?${query}`;
  };
  const shown = items.slice(start, start + size);
  return {
    [key]: shown.map(toJson),
    page,
    page_size: size,
    start,
    end: Math.max(start + shown.length - 1, 0),
    uri: uri(page),
    first_page_uri: uri(0),
    next_page_uri: start + size < items.length ? uri(page + 1) : null,
    previous_page_uri: page > 0 ? uri(page - 1) : null,
  };
}

/** RFC 2822 in UTC, as the API of 2010 writes times. */
export const rfc2822 = (date: Date): string => date.toUTCString().replace('GMT', '+0000');
