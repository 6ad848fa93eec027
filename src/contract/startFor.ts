import * as v from 'valibot';

import { CHANNELS } from './Channel';
import { sid } from './sid';
import { address } from './text';

/** Why a colleague cannot be given a conversation, what weighs most first. Each has its sentence in strings/startFor. */
export const START_FOR_PROBLEMS = ['gone', 'noSender', 'noChannel', 'noQueue', 'away', 'full'] as const;
export type StartForProblem = (typeof START_FOR_PROBLEMS)[number];

/** `POST /start-for`, for supervisors: whether a colleague can be given a conversation from this sender. Changes nothing. */
export const startForRequest = v.object(
  {
    workerSid: sid('WK'),
    channel: v.picklist(CHANNELS, 'REQUEST_INVALID'),
    /** The address of one of the settings' senders on this channel. */
    from: address('SENDER_NOT_ALLOWED', 256),
  },
  'REQUEST_INVALID',
);

const problem = v.optional(v.picklist(START_FOR_PROBLEMS));

export const startForResponse = v.object({
  ok: v.literal(true),
  /** The colleague's queues, the settings' own first. */
  queues: v.array(v.object({ sid: v.string(), name: v.string() })),
  /** What stands against a task at once; nothing where it is left out. */
  now: problem,
  /** What stands against one that the customer's reply makes: whoever is away or busy gets it later, or else the queue. */
  onReply: problem,
});

export type StartForAnswer = Omit<v.InferOutput<typeof startForResponse>, 'ok'>;
