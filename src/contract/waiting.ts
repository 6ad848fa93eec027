import * as v from 'valibot';

import { CHANNELS } from './Channel';
import { sid } from './sid';
import { WAITS_FOR } from './waitsFor';

const invalid = 'REQUEST_INVALID';

/**
 * `POST /waiting`: the agent's own conversations that wait. `handOver` gives one to its queue, or to another one: what was put
 * aside at once, of a message the reply; `queues` are those that it can be given to. `takeBack` and `close` end the waiting: of one that was put
 * aside by a task or for good, of a message whose reply is awaited for good.
 */
export const waitingRequest = v.variant(
  'act',
  [
    v.object({ act: v.picklist(['list', 'queues'], invalid) }, invalid),
    v.object({ act: v.picklist(['takeBack', 'close'], invalid), conversationSid: sid('CH') }, invalid),
    v.object(
      {
        act: v.literal('handOver', invalid),
        conversationSid: sid('CH'),
        /** Its own where it is left out. */
        queueSid: v.optional(sid('WQ', 'QUEUE_NOT_ALLOWED')),
      },
      invalid,
    ),
  ],
  invalid,
);

export const waitingItem = v.object({
  conversationSid: v.string(),
  /** Put aside with the task that it was, or a message that was sent without one. */
  kind: v.picklist(['parked', 'outreach']),
  channel: v.picklist(CHANNELS),
  /** The customer's, as people write it. */
  address: v.string(),
  customerName: v.optional(v.string()),
  waitsFor: v.picklist(WAITS_FOR),
  /** ISO 8601. */
  until: v.optional(v.string()),
  /** ISO 8601. */
  since: v.string(),
  note: v.string(),
  /** The customer has written meanwhile, and it waits for the date all the same. */
  hasWritten: v.boolean(),
});

export const waitingResponse = v.object({
  ok: v.literal(true),
  /** What is due next first, then what waits longest. */
  waiting: v.array(waitingItem),
  /** Where they were asked for. */
  queues: v.optional(v.array(v.object({ sid: v.string(), name: v.string() }))),
});

export type WaitingRequest = v.InferInput<typeof waitingRequest>;
export type WaitingItem = v.InferOutput<typeof waitingItem>;
