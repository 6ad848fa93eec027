import * as v from 'valibot';

import { sid } from './sid';

const invalid = 'REQUEST_INVALID';

/** Activity that is older counts for nothing: the settings' times are long over. */
const MOST_SECONDS = 86_400;

/**
 * `POST /silence`, by the browser of an agent whose customer waits too long: looks whether that is to be told, or the
 * conversation to be given back to its queue, as the janitor does; with `activeSecondsAgo` the agent is at work on it.
 */
export const silenceRequest = v.object(
  {
    taskSid: sid('WT'),
    conversationSid: sid('CH'),
    /** Seconds since the agent last wrote, or used their browser with this conversation open. */
    activeSecondsAgo: v.optional(
      v.pipe(v.string(invalid), v.regex(/^\d{1,5}$/, invalid), v.transform(Number), v.maxValue(MOST_SECONDS, invalid)),
    ),
  },
  invalid,
);

export type SilenceRequest = v.InferInput<typeof silenceRequest>;

/**
 * Nobody waits; the customer waits, and nothing is to be done yet; supervisors are told; the queue is being offered it; or
 * the agent is out, and another has it. `atWork`: somebody is changing who is inside, so nothing is done.
 */
export const SILENCE_STATES = ['noneWaits', 'waits', 'supervisorTold', 'givenBack', 'taken', 'atWork'] as const;
export type SilenceState = (typeof SILENCE_STATES)[number];

export const silenceResponse = v.object({ ok: v.literal(true), state: v.picklist(SILENCE_STATES) });
