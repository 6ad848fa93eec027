import type { Twilio } from 'twilio';

import { attempt } from '../runtime/twilioFailure';

/** When a conversation rests, and closes, by itself: ISO 8601 durations of quiet. */
export interface Timers {
  inactive: string;
  closed: string;
}

/** Of no time at all: the timer is off. https://www.twilio.com/docs/conversations-classic/states-timers */
const NEVER = 'PT0S';

/** The account's own, in the place of those that a conversation has while it is being made and while it waits. */
export async function usualTimers(twilio: Twilio): Promise<Timers> {
  const fetched = await attempt(() => twilio.conversations.v1.configuration().fetch());
  if (!fetched.ok) return { inactive: NEVER, closed: NEVER };
  // The helper's types leave out that there may be none.
  const { defaultInactiveTimer, defaultClosedTimer } = fetched.value as {
    defaultInactiveTimer: string | null;
    defaultClosedTimer: string | null;
  };
  return { inactive: defaultInactiveTimer ?? NEVER, closed: defaultClosedTimer ?? NEVER };
}
