import type { Request } from 'express';

const MAXIMUM_PAGE_SIZE = 1000;

/**
 * One page of a list as Twilio answers it: `meta` and the items under `key`.
 * https://www.twilio.com/docs/usage/twilios-response#response-formats-list-paging-information
 */
export function page<T>(
  request: Request,
  key: string,
  items: readonly T[],
  toJson: (item: T) => unknown,
  maximumSize = MAXIMUM_PAGE_SIZE,
): Record<string, unknown> {
  const size = Math.min(Math.max(Number(request.query['PageSize']) || 50, 1), maximumSize);
  const number = Math.max(Number(request.query['Page']) || 0, 0);
  const start = number * size;
  const url = (index: number): string => {
    const address = new URL(`https://${request.twilioHost}${request.baseUrl}${request.path}`);
    for (const [name, value] of Object.entries(request.query)) {
      if (!['Page', 'PageSize', 'PageToken'].includes(name))
        for (const single of [value].flat()) address.searchParams.append(name, single as string);
    }
    address.searchParams.set('PageSize', String(size));
    address.searchParams.set('Page', String(index));
    if (index > number) address.searchParams.set('PageToken', `PT${index}`);
    return address.href;
  };
  return {
    [key]: items.slice(start, start + size).map(toJson),
    meta: {
      page: number,
      page_size: size,
      first_page_url: url(0),
      previous_page_url: number > 0 ? url(number - 1) : null,
      url: url(number),
      next_page_url: start + size < items.length ? url(number + 1) : null,
      key,
    },
  };
}
