import * as v from 'valibot';

import { messageEntries as entries } from './startConversation';
import { isTimeZone } from './timeZone';

/**
 * `POST /customer-time`: an agent keeps where a customer is, for all who write to them from whatever sender. Who may, the
 * settings say (`customerTime.choose`).
 */
export const customerTimeRequest = v.object(
  {
    channel: entries.channel,
    to: entries.to,
    from: entries.from,
    /** IANA name; empty where nothing is to be kept any more. */
    timeZone: v.pipe(
      v.string('REQUEST_INVALID'),
      v.check((name) => name === '' || isTimeZone(name), 'REQUEST_INVALID'),
    ),
  },
  'REQUEST_INVALID',
);

export const customerTimeResponse = v.object({ ok: v.literal(true) });
