import type { Twilio } from 'twilio';

import { now } from './Surroundings';

/** No function runs for longer than 10 seconds: one that began before has ended, whatever became of it. */
const OVER_AFTER_MILLISECONDS = 20_000;

/** @param startedAt ISO 8601; what has none is over */
export const isOver = (twilio: Twilio, startedAt: string | undefined): boolean =>
  !(now(twilio).getTime() - Date.parse(startedAt ?? '') <= OVER_AFTER_MILLISECONDS);
