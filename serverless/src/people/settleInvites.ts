import type { InteractionChannel } from '../interactions/interactionDocument';
import type { FunctionCall } from '../runtime/FunctionCall';
import type { Result } from '../runtime/Result';
import { failure, success } from '../runtime/Result';
import { now } from '../runtime/Surroundings';
import type { TwilioFailure } from '../runtime/twilioFailure';
import { attempt, attemptTwice } from '../runtime/twilioFailure';
import type { FlexConfiguration } from '../settings/flexConfiguration';
import { endSilence } from '../silence/keptSilence';
import { markNoDisposition } from '../wrap-up/insightsOfTask';
import type { Inside } from './inside';
import type { KeptInvite } from './invites';
import { isPending, isUnsettled, keepInvite } from './invites';

type Call = Pick<FunctionCall, 'twilio' | 'log'>;

/** Takes an agent out of the conversation, and out of their task. Succeeds too where they are gone already. */
export async function closeParticipant(
  { twilio }: Pick<FunctionCall, 'twilio'>,
  { interactionSid, interactionChannelSid }: InteractionChannel,
  participantSid: string,
): Promise<Result<unknown, TwilioFailure>> {
  const { participants } = twilio.flexApi.v1.interaction(interactionSid).channels(interactionChannelSid);
  const closed = await attemptTwice(() => participants(participantSid).update({ status: 'closed' }));
  return !closed.ok && closed.error.status === 404 ? success(undefined) : closed;
}

/**
 * Does what follows from those invites whose newcomer is inside: whoever hands over goes; who was told in the meantime
 * that they are not needed goes too, unless the customer would be alone. Safe to repeat, and side by side: it takes away
 * nobody but the former agents, and those only beside the newcomer.
 */
export async function settleJoined(
  call: Call,
  configuration: FlexConfiguration,
  inside: Inside,
): Promise<Result<KeptInvite[], TwilioFailure>> {
  const settled: KeptInvite[] = [];
  for (const invite of inside.invites) {
    const joined = inside.agents.find(({ taskSid }) => taskSid !== undefined && taskSid === invite.taskSid);
    if (!joined || !isUnsettled(invite)) {
      settled.push(invite);
      continue;
    }
    const isUnwanted = invite.state === 'withdrawn' && inside.agents.length > 1;
    const leaving = isUnwanted
      ? [joined]
      : inside.agents.filter(
          ({ workerSid }) => workerSid !== joined.workerSid && invite.formerWorkerSids.includes(workerSid),
        );
    for (const { participantSid, taskSid, workerSid } of leaving) {
      if (!isUnwanted && workerSid !== invite.by) await markNoDisposition(call, configuration, taskSid);
      const closed = await closeParticipant(call, inside, participantSid);
      if (!closed.ok) return closed;
    }
    inside.agents = inside.agents.filter((agent) => !leaving.includes(agent));
    const next: KeptInvite = isUnwanted
      ? { ...invite, taskSid: undefined }
      : { ...invite, state: 'joined', endedAt: now(call.twilio).toISOString() };
    const written = await keepInvite(call.twilio, inside.conversationSid, next);
    if (!written.ok) return written;
    if (invite.backFor === 'silence' && !isUnwanted) {
      const ended = await endSilence(call.twilio, inside.conversationSid, invite.formerWorkerSids);
      if (!ended.ok) call.log.addWarning(`that a silence is over could not be kept (${ended.error.status})`);
    }
    settled.push(next);
  }
  return success(settled);
}

/** What has become of an invite that nobody has accepted yet, by its task. */
export async function lookAtInvite(
  { twilio }: Call,
  { workspaceSid }: FlexConfiguration,
  conversationSid: string,
  invite: KeptInvite,
): Promise<Result<KeptInvite, TwilioFailure>> {
  if (!isPending(invite) || invite.taskSid === undefined) return success(invite);
  const task = twilio.taskrouter.v1.workspaces(workspaceSid).tasks(invite.taskSid);
  const [fetched, reservations] = await Promise.all([
    attempt(() => task.fetch()),
    attempt(() => task.reservations.list()),
  ]);
  if (!fetched.ok && fetched.error.status !== 404) return fetched;
  if (!reservations.ok && reservations.error.status !== 404) return reservations;
  const status = fetched.ok ? fetched.value.assignmentStatus : 'canceled';
  if (status === 'pending') return success({ ...invite, state: 'waiting' });
  if (['reserved', 'assigned'].includes(status)) return success({ ...invite, state: 'ringing' });
  const statuses = reservations.ok ? reservations.value.map(({ reservationStatus }) => reservationStatus) : [];
  const state = statuses.includes('rejected') ? 'declined' : statuses.includes('timeout') ? 'timedOut' : 'ended';
  const ended: KeptInvite = { ...invite, state, endedAt: now(twilio).toISOString() };
  const written = await keepInvite(twilio, conversationSid, ended);
  return written.ok ? success(ended) : failure(written.error);
}
