import type { LastChoice } from '../../../src/contract/people';
import { closeInteraction } from '../interactions/interactions';
import type { Result } from '../runtime/Result';
import { failure, success } from '../runtime/Result';
import { now } from '../runtime/Surroundings';
import type { TwilioFailure } from '../runtime/twilioFailure';
import { attempt, twilioError } from '../runtime/twilioFailure';
import type { FlexConfiguration } from '../settings/flexConfiguration';
import type { Wait } from '../waiting/park';
import { isPossible, park } from '../waiting/park';
import { markNoDisposition } from '../wrap-up/insightsOfTask';
import { permissionsOf } from './describePeople';
import type { ActFailure } from './inConversationClaim';
import { refuse } from './inConversationClaim';
import type { Inside } from './inside';
import { isOf } from './inside';
import type { Act } from './inviteSomebody';
import { inviteSomebody } from './inviteSomebody';
import type { KeptInvite } from './invites';
import { isHandOver, isPending, keepInvite } from './invites';
import { closeParticipant } from './settleInvites';
import { isTransferred } from './transfers';

type Outcome = Promise<Result<undefined, ActFailure>>;

const done = success(undefined);

/** Of a call that may be repeated: what failed can be tried again at once. */
const told = (result: Result<unknown, TwilioFailure>): Result<undefined, ActFailure> =>
  result.ok ? done : refuse(twilioError(result.error));

/** Those who stay when this agent goes. Who is being taken the place of is about to go. */
const staying = ({ agents, invites }: Inside, workerSid: string) =>
  agents.filter(
    (one) =>
      one.workerSid !== workerSid &&
      !invites.some((invite) => isHandOver(invite) && invite.formerWorkerSids.includes(one.workerSid)),
  );

/** The agent goes. The last one has to choose what becomes of the customer. */
export async function leave(act: Act, then: LastChoice | undefined): Outcome {
  const { call, configuration, agent, inside } = act;
  const own = inside.agents.find(isOf(agent));
  if (!own) return done;
  if (staying(inside, agent.workerSid).length === 0) {
    if (!then) return refuse({ code: 'LAST_AGENT' });
    if (then === 'close') return end(act);
    if (then === 'wait') return wait(act, { waitsFor: 'reply', note: '' });
    const cleared = await withdrawAll(act);
    if (!cleared.ok) return cleared;
    const invitee = configuration.taskQueueSid;
    const queued = await inviteSomebody({ ...act, inside: cleared.value }, { invitee, handOver: 'now', note: '' });
    if (!queued.ok) return queued;
  }
  return told(await closeParticipant(call, inside, own.participantSid));
}

/** The newcomer is on their way, by the workflow: the agent goes at once. */
export async function handOverNow(act: Act): Outcome {
  const own = act.inside.agents.find(isOf(act.agent));
  return own ? told(await closeParticipant(act.call, act.inside, own.participantSid)) : done;
}

/** The last agent goes, and the conversation waits. Invites are withdrawn: whoever came in would find nobody. */
export async function wait(act: Act, wanted: Wait): Outcome {
  const own = act.inside.agents.find(isOf(act.agent));
  if (!own) return done;
  if (staying(act.inside, act.agent.workerSid).length > 0) return refuse({ code: 'NOT_LAST_AGENT' });
  if (!isPossible(act, wanted)) return refuse({ code: 'WAIT_TIME_INVALID' });
  const cleared = await withdrawAll(act);
  return cleared.ok ? park({ ...act, inside: cleared.value }, own, wanted) : cleared;
}

/** Ends the conversation for everyone. Held while somebody is being handed it, who would find it closed. */
export async function end(act: Act): Outcome {
  const { call, configuration, agent, inside } = act;
  if (inside.invites.some(isHandOver)) return refuse({ code: 'HAND_OVER_UNDER_WAY' });
  const isAlone = inside.agents.every(isOf(agent));
  if (!isAlone && !permissionsOf(configuration, agent, inside).end) return refuse({ code: 'SUPERVISOR_ONLY' });
  const transferred = await isTransferred(call, configuration, inside);
  if (!transferred.ok) return told(transferred);
  if (transferred.value) return refuse({ code: 'TRANSFER_UNDER_WAY' });
  const cleared = await withdrawAll(act);
  if (!cleared.ok) return cleared;
  return told(await closeInteraction(call.twilio, inside, 'wrapup'));
}

/** Takes another agent out, where somebody stays: the one who asks, or another agent. */
export async function removeAgent(act: Act, workerSid: string): Outcome {
  const { call, configuration, agent, inside } = act;
  if (!permissionsOf(configuration, agent, inside).remove) return refuse({ code: 'SUPERVISOR_ONLY' });
  if (workerSid === agent.workerSid) return refuse({ code: 'REQUEST_INVALID' });
  const other = inside.agents.find((one) => one.workerSid === workerSid);
  if (!other) return done;
  if (staying(inside, workerSid).length === 0) return refuse({ code: 'LAST_AGENT' });
  await markNoDisposition(call, configuration, other.taskSid);
  return told(await closeParticipant(call, inside, other.participantSid));
}

/**
 * Withdraws an invite that is pending: no document tells of a call for that, so its task is cancelled. Where the
 * invited agent was quicker, they are let out again as they come in.
 */
export async function withdraw({ call, configuration, inside }: Act, inviteId: string): Outcome {
  const invite = inside.invites.find(({ id }) => id === inviteId);
  if (!invite || !isPending(invite)) return done;
  const withdrawn: KeptInvite = { ...invite, state: 'withdrawn', endedAt: now(call.twilio).toISOString() };
  const kept = await keepInvite(call.twilio, inside.conversationSid, withdrawn);
  if (!kept.ok) return told(kept);
  return invite.taskSid === undefined ? done : told(await cancelTask(call, configuration, invite.taskSid));
}

async function cancelTask(
  { twilio }: Act['call'],
  { workspaceSid }: FlexConfiguration,
  taskSid: string,
): Promise<Result<unknown, TwilioFailure>> {
  const task = twilio.taskrouter.v1.workspaces(workspaceSid).tasks(taskSid);
  const cancelled = await attempt(() => task.update({ assignmentStatus: 'canceled', reason: 'Invite withdrawn' }));
  const isOver = !cancelled.ok && !cancelled.error.uncertain && cancelled.error.status !== 429;
  return isOver ? success(undefined) : cancelled;
}

async function withdrawAll(act: Act): Promise<Result<Inside, ActFailure>> {
  for (const invite of act.inside.invites.filter(isPending)) {
    const withdrawn = await withdraw(act, invite.id);
    if (!withdrawn.ok) return failure(withdrawn.error);
  }
  return success({ ...act.inside, invites: act.inside.invites.filter((invite) => !isPending(invite)) });
}
