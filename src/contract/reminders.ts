import * as v from 'valibot';

import { CONSENT_KINDS } from './consentKind';
import { isOneMessage, messageEntries } from './startConversation';
import { startedConversation } from './startedConversation';
import { backendErrorSchema } from './errors';
import { address } from './text';

const invalid = 'REQUEST_INVALID';

/** Reminders in one request: what fits into a function's ten seconds. */
export const MOST_REMINDERS = 15;

const reminder = v.pipe(
  v.object(
    {
      /** The caller's own, for instance an appointment's number: the same one is sent once. */
      key: address(invalid, 100),
      ...messageEntries,
      /** That the customer has agreed to messages from this sender, as the system knows; it is recorded. */
      consent: v.optional(
        v.object(
          {
            kind: v.picklist(CONSENT_KINDS, invalid),
            /** When they gave it, ISO 8601. */
            at: v.pipe(v.string(invalid), v.isoTimestamp(invalid)),
          },
          invalid,
        ),
      ),
      /** The queue that gets the reply; the settings' own where it is left out. */
      queueSid: v.optional(v.pipe(v.string('QUEUE_NOT_ALLOWED'), v.regex(/^WQ[0-9a-f]{32}$/, 'QUEUE_NOT_ALLOWED'))),
    },
    invalid,
  ),
  v.forward(
    v.check((message) => isOneMessage(message), 'MESSAGE_EMPTY'),
    ['body'],
  ),
);

/** `POST /reminders`, JSON, `Authorization: Bearer <key>`: messages of the business's own systems. */
export const remindersRequest = v.object(
  { reminders: v.pipe(v.array(v.unknown(), invalid), v.minLength(1, invalid), v.maxLength(MOST_REMINDERS, invalid)) },
  invalid,
);

/** One of `reminders`. Each is read by itself, so that a wrong one does not hold up the others. */
export const reminderRequest = reminder;

/** 200: a result for each reminder, in the order in which they came. */
export const remindersResponse = v.object({
  ok: v.literal(true),
  results: v.array(
    v.variant('ok', [
      v.object({ ok: v.literal(true), key: v.string(), repeated: v.boolean(), started: startedConversation }),
      v.object({ ok: v.literal(false), key: v.optional(v.string()), error: backendErrorSchema }),
    ]),
  ),
});

export type ReminderRequest = v.InferOutput<typeof reminder>;
export type ReminderResult = v.InferOutput<typeof remindersResponse>['results'][number];
