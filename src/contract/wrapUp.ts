import * as v from 'valibot';

import { sid } from './sid';
import { line, lines } from './text';

/** Characters; a task has room for 4,096 bytes of attributes. https://www.twilio.com/docs/taskrouter/api/task */
export const LONGEST_WRAP_UP_NOTE = 500;

/** What reports show of an agent who was taken out by others before they could say anything. */
export const NO_DISPOSITION = 'No disposition';

/**
 * `POST /wrap-up`: what came of a conversation, by the agent who has its task or wraps it up. It is kept on the task,
 * where Flex Insights reads it, and nowhere else. Empty: none, and what was there before is taken away.
 */
export const wrapUpRequest = v.object(
  {
    taskSid: sid('WT'),
    /** Of the settings' dispositions. */
    disposition: v.optional(line('REQUEST_INVALID', 80), ''),
    note: v.optional(v.pipe(lines('MESSAGE_TOO_LONG', LONGEST_WRAP_UP_NOTE), v.trim()), ''),
  },
  'REQUEST_INVALID',
);

export const wrapUpResponse = v.object({ ok: v.literal(true) });
