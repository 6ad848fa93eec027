import * as v from 'valibot';

import { isOneMessage, startEntries } from './startConversation';

const invalid = 'REQUEST_INVALID';

/** Twilio's own limits. https://www.twilio.com/docs/messaging/features/message-scheduling */
export const EARLIEST_MINUTES = 15;
export const LATEST_DAYS = 35;

/** The customer's own time, `2026-01-31T09:00`. */
const sendAt = v.pipe(v.string('SEND_TIME_INVALID'), v.isoDateTime('SEND_TIME_INVALID'));
const timeZone = v.pipe(
  v.string('SEND_TIME_INVALID'),
  v.nonEmpty('SEND_TIME_INVALID'),
  v.maxLength(64, 'SEND_TIME_INVALID'),
);
const requestId = startEntries.requestId;

/**
 * `POST /schedule`: a message that Twilio sends at a time where the customer is; the reply is routed as after
 * `outreach`. `requestId` names it from then on. Files cannot be scheduled.
 */
export const scheduleRequest = v.variant(
  'action',
  [
    v.pipe(
      v.object(
        {
          action: v.literal('create', invalid),
          ...startEntries,
          replyTo: v.picklist(['agent', 'queue'], invalid),
          sendAt,
          /** IANA name: one of those that `checks` gave. */
          timeZone,
        },
        invalid,
      ),
      v.forward(
        v.check((message) => isOneMessage(message), 'MESSAGE_EMPTY'),
        ['body'],
      ),
    ),
    v.object({ action: v.literal('list', invalid) }, invalid),
    v.object(
      {
        action: v.literal('change', invalid),
        requestId,
        sendAt,
        timeZone,
        body: startEntries.body,
      },
      invalid,
    ),
    v.object({ action: v.literal('cancel', invalid), requestId }, invalid),
  ],
  invalid,
);

export type ScheduleRequest = v.InferInput<typeof scheduleRequest>;
