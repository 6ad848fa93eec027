import type { Janitor } from '../janitor/Janitor';
import type { Inside, OwnTask } from '../people/inside';
import { readInside } from '../people/inside';
import type { Result } from '../runtime/Result';
import { success } from '../runtime/Result';
import { now } from '../runtime/Surroundings';
import type { TwilioFailure } from '../runtime/twilioFailure';
import type { FlexConfiguration } from '../settings/flexConfiguration';
import { customerWaitsSince } from '../supervision/waits';
import type { KeptSilence } from './keptSilence';
import { readSilence } from './keptSilence';

const MINUTE = 60_000;

/** A conversation that agents have, and how long its customer has heard and seen nothing of them. */
export interface Silence {
  task: OwnTask;
  inside: Inside;
  /** Since when the customer waits; undefined where nobody does. */
  since: Date | undefined;
  kept: KeptSilence | undefined;
  /** What is to be done by now. */
  due: Due;
}

/** `over`: what was begun about an earlier wait is to be ended. */
export type Due = 'nothing' | 'tellSupervisor' | 'giveBack' | 'over';

/** Reads all of it anew. */
export async function readDueSilence(
  { call: { twilio }, configuration }: Janitor,
  task: OwnTask,
): Promise<Result<Silence, TwilioFailure>> {
  const { conversationSid } = task;
  const [inside, since, kept] = await Promise.all([
    readInside(twilio, configuration, task),
    customerWaitsSince(twilio, configuration, conversationSid),
    readSilence(twilio, conversationSid),
  ]);
  if (!inside.ok) return inside;
  if (!since.ok) return since;
  if (!kept.ok) return kept;
  const { agents, supervisors } = inside.value;
  const found = { since: since.value?.first, kept: kept.value, cameAt: agents.map((agent) => agent.since.getTime()) };
  // A supervisor who has joined sees to it.
  const isSeenTo = agents.length === 0 || supervisors.length > 0;
  const due = dueOf(configuration, now(twilio), found);
  return success({ task, inside: inside.value, ...found, due: isSeenTo && due !== 'over' ? 'nothing' : due });
}

/**
 * What is due, by when the customer's first unanswered message came, when an agent was last at work on it, and when the
 * latest agent came in: whoever has just got it has all the time.
 * @param now by this clock
 */
export function dueOf(
  { settings: { silence } }: Pick<FlexConfiguration, 'settings'>,
  at: Date,
  { since, kept, cameAt = [] }: { since: Date | undefined; kept: KeptSilence | undefined; cameAt?: number[] },
): Due {
  const isBegun = kept?.told !== undefined || kept?.inviteId !== undefined;
  if (!silence.isOn) return 'nothing';
  // Answered in between, or altogether.
  if (isBegun && (!since || kept.since !== since.toISOString())) return 'over';
  if (!since) return 'nothing';
  const silentSince = Math.max(since.getTime(), Date.parse(kept?.activeAt ?? '') || 0, ...cameAt);
  const minutes = (at.getTime() - silentSince) / MINUTE;
  if (silence.giveBackMinutes !== undefined && minutes >= silence.giveBackMinutes) return 'giveBack';
  return minutes >= silence.tellSupervisorMinutes ? 'tellSupervisor' : 'nothing';
}
