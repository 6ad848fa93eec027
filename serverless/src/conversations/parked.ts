import type { Twilio } from 'twilio';
import * as v from 'valibot';

import { WAITS_FOR } from '../../../src/contract/waitsFor';
import type { Result } from '../runtime/Result';
import { now } from '../runtime/Surroundings';
import type { TwilioFailure } from '../runtime/twilioFailure';
import { attemptTwice } from '../runtime/twilioFailure';
import type { Conversation } from './conversations';
import type { Timers } from './usualTimers';
import { withOurs } from './ourAttributes';

/** What the attributes of a conversation say that an agent has put aside: the customer of a web chat can read them. */
export const parked = v.object({
  id: v.string(),
  workerSid: v.string(),
  waitsFor: v.picklist(WAITS_FOR),
  /** ISO 8601. */
  until: v.optional(v.string()),
  /** When it was put aside, ISO 8601, and the last message then. */
  at: v.string(),
  lastIndex: v.number(),
  interactionSid: v.string(),
  interactionChannelSid: v.string(),
});

export type Parked = v.InferOutput<typeof parked>;

const ours = v.pipe(v.string(), v.parseJson(), v.object({ messagingControls: v.object({ parked }) }));

/** Undefined where it waits for nothing. */
export function readParked(attributes: string): Parked | undefined {
  const parsed = v.safeParse(ours, attributes);
  return parsed.success ? parsed.output.messagingControls.parked : undefined;
}

/** The date has come: by the clock, or because Twilio's own has let the conversation rest, whose timer is set for it. */
export const isDue = (twilio: Twilio, { until }: Parked, state: string): boolean =>
  until !== undefined && (state === 'inactive' || Date.parse(until) <= now(twilio).getTime());

/** Twilio takes no shorter one. https://www.twilio.com/docs/conversations-classic/states-timers */
const SHORTEST_SECONDS = 60;

/**
 * The clock of a date: the conversation rests when it has been quiet until then, which Twilio tells `messaging-events`,
 * and does not close before. A message starts Twilio's timer anew: it has to be set again.
 */
export function timersUntil(twilio: Twilio, { until }: Pick<Parked, 'until'>): Timers | undefined {
  if (until === undefined) return undefined;
  const seconds = Math.ceil((Date.parse(until) - now(twilio).getTime()) / 1_000);
  return { inactive: `PT${Math.max(SHORTEST_SECONDS, seconds)}S`, closed: 'PT0S' };
}

/**
 * Writes what it waits for, or that it waits no longer, into the attributes as they were read just now. One that rests is
 * awake from then on.
 */
export function writeParked(
  twilio: Twilio,
  serviceSid: string,
  { sid, attributes, state }: Pick<Conversation, 'sid' | 'attributes' | 'state'>,
  wanted: Parked | undefined,
  timers: Timers | undefined,
): Promise<Result<unknown, TwilioFailure>> {
  const update = {
    attributes: withOurs(attributes, { parked: wanted }),
    ...(timers ? { 'timers.inactive': timers.inactive, 'timers.closed': timers.closed } : {}),
    ...(state === 'inactive' ? { state: 'active' as const } : {}),
  };
  return attemptTwice(() => twilio.conversations.v1.services(serviceSid).conversations(sid).update(update));
}
