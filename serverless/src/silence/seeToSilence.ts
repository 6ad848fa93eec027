import type { SilenceState } from '../../../src/contract/silence';
import type { SupervisorCall } from '../../../src/contract/supervision';
import { keepAudit } from '../audit/audit';
import type { Janitor } from '../janitor/Janitor';
import { ringSupervisors } from '../notes/bells';
import type { ActFailure } from '../people/inConversationClaim';
import { inConversationClaim, refuse } from '../people/inConversationClaim';
import type { OwnTask } from '../people/inside';
import { readInside } from '../people/inside';
import type { Act } from '../people/inviteSomebody';
import { isPending } from '../people/invites';
import { withdraw } from '../people/leave';
import { lookAtInvite, settleJoined } from '../people/settleInvites';
import type { Agent } from '../runtime/agentToken';
import type { FunctionError } from '../runtime/FunctionError';
import type { Result } from '../runtime/Result';
import { failure, success } from '../runtime/Result';
import { now } from '../runtime/Surroundings';
import { twilioError } from '../runtime/twilioFailure';
import type { Silence } from './dueSilence';
import { readDueSilence } from './dueSilence';
import { changeSilence, readSilence, removeSilence } from './keptSilence';
import { offerToQueue } from './offerToQueue';

/** Supervisors know of it; the queue is offered the conversation. */
export type SilenceDone = 'told' | 'requeued';

export interface Seen {
  state: SilenceState;
  /** What was done just now. */
  done?: SilenceDone;
}

type Outcome = Promise<Result<Seen, FunctionError>>;

/** Who gives back: no person. */
const JANITOR: Agent = { workerSid: 'janitor', identity: 'janitor', roles: [] };

/**
 * Does what is due where an agent neither answers a customer nor shows any activity: supervisors are told, then the queue
 * that it came from is offered the conversation. Looks anew before it does anything. Safe to repeat, and side by side.
 */
export async function seeToSilence(janitor: Janitor, task: OwnTask): Outcome {
  const { twilio } = janitor.call;
  const found = await readDueSilence(janitor, task);
  if (!found.ok) return failure(twilioError(found.error));
  const silence = found.value;
  if (silence.due === 'over') {
    const ended = await takeBack(janitor, task);
    if (ended.ok && ended.value === 'ended') await removeSilence(twilio, task.conversationSid);
    if (!ended.ok) return ended;
    return success({ state: ended.value === 'atWork' ? 'atWork' : silence.since ? 'waits' : 'noneWaits' });
  }
  if (silence.due === 'nothing') return success({ state: silence.since ? 'waits' : 'noneWaits' });
  const told = await tellSupervisors(janitor, silence);
  if (!told.ok || silence.due === 'tellSupervisor') return told;
  return giveBack(janitor, task);
}

/** Once for each wait. */
async function tellSupervisors({ call, configuration }: Janitor, { task, inside, since, kept }: Silence): Outcome {
  const [agent] = inside.agents;
  if (kept?.told || !since || !agent) return success({ state: 'supervisorTold' });
  const told: SupervisorCall = {
    conversationSid: task.conversationSid,
    taskSid: agent.taskSid ?? task.sid,
    workerSid: agent.workerSid,
    name: inside.agents.map(({ name }) => name).join(', '),
    why: '',
    at: since.toISOString(),
    isSilent: true,
  };
  const written = await changeSilence(call.twilio, task.conversationSid, (standing) => ({
    ...standing,
    since: since.toISOString(),
    told: standing.told ?? told,
  }));
  if (!written.ok) return failure(twilioError(written.error));
  await ringSupervisors(call, configuration);
  return success({ state: 'supervisorTold', done: 'told' });
}

/**
 * Offers it to the queue that it came from. The agent stays until somebody has accepted: no customer is left alone where
 * nobody else is there. Not while somebody is invited or is being handed it, nor where it is offered already.
 */
async function giveBack(janitor: Janitor, task: OwnTask): Outcome {
  const { call, configuration } = janitor;
  const { conversationSid } = task;
  const given = await inConversationClaim<Seen>(call, conversationSid, async () => {
    const found = await readDueSilence(janitor, task);
    if (!found.ok) return refuse(twilioError(found.error));
    const { inside, since, due } = found.value;
    if (due !== 'giveBack' || !since) return success({ state: since ? 'waits' : 'noneWaits' });
    const settled = await settleJoined(call, configuration, inside);
    if (!settled.ok) return refuse(twilioError(settled.error));
    if (settled.value.some(({ state }, index) => state !== inside.invites[index]?.state)) {
      // Somebody has just come in.
      return success({ state: 'atWork' });
    }
    const invites = [];
    for (const invite of settled.value) {
      const seen = await lookAtInvite(call, configuration, conversationSid, invite);
      if (!seen.ok) return refuse(twilioError(seen.error));
      invites.push(seen.value);
    }
    if (invites.some((invite) => isPending(invite) && invite.backFor !== 'silence'))
      return success({ state: 'atWork' });
    const former = inside.agents.map(({ workerSid }) => workerSid);
    const act: Act = { call, configuration, agent: JANITOR, task, inside: { ...inside, invites } };
    const standing = invites.find((invite) => isPending(invite) && invite.taskSid !== undefined);
    const invited = standing ? success(standing) : await offerToQueue(act);
    if (!invited.ok) return invited;
    if (!invited.value) return success({ state: 'supervisorTold' });
    const { id: inviteId } = invited.value;
    const kept = await changeSilence(call.twilio, conversationSid, (standing) => ({
      ...standing,
      since: since.toISOString(),
      inviteId,
      former,
    }));
    // The invite itself tells of it.
    if (!kept.ok) call.log.addWarning(`that a conversation is given back could not be kept (${kept.error.status})`);
    if (standing) return success({ state: 'givenBack' });
    await keepAudit(call, configuration, {
      by: JANITOR.workerSid,
      act: 'requeue',
      conversationSid,
      of: former,
      to: invited.value.invitee,
      reasonCode: 'absence',
    });
    return success({ state: 'givenBack', done: 'requeued' });
  });
  if (!given.ok && given.error.code === 'REQUEST_IN_PROGRESS') return success({ state: 'atWork' });
  return given;
}

/**
 * An agent is at work on it: supervisors are told no more, and whoever has not accepted yet is not needed. What was so long
 * ago that they would be told all the same changes nothing of that.
 */
export async function noteActivity(
  janitor: Janitor,
  task: OwnTask,
  secondsAgo: number,
): Promise<Result<unknown, FunctionError>> {
  const { call, configuration } = janitor;
  const activeAt = new Date(now(call.twilio).getTime() - secondsAgo * 1_000).toISOString();
  const kept = await changeSilence(call.twilio, task.conversationSid, (standing) => ({
    ...standing,
    activeAt: [standing.activeAt ?? '', activeAt].sort().at(-1)!,
  }));
  if (!kept.ok) return failure(twilioError(kept.error));
  const isRecent = secondsAgo < configuration.settings.silence.tellSupervisorMinutes * 60;
  return isRecent ? takeBack(janitor, task) : success('ended');
}

/** Withdraws what was offered to the queue, and tells supervisors no more. */
async function takeBack(janitor: Janitor, task: OwnTask): Promise<Result<'ended' | 'atWork', FunctionError>> {
  const { call, configuration } = janitor;
  const { twilio } = call;
  const { conversationSid } = task;
  const kept = await readSilence(twilio, conversationSid);
  if (!kept.ok) return failure(twilioError(kept.error));
  const { inviteId, told } = kept.value ?? {};
  if (inviteId !== undefined) {
    const withdrawn = await inConversationClaim(
      call,
      conversationSid,
      async (): Promise<Result<undefined, ActFailure>> => {
        const inside = await readInside(twilio, configuration, task);
        if (!inside.ok) return refuse(twilioError(inside.error));
        return withdraw({ call, configuration, agent: JANITOR, task, inside: inside.value }, inviteId);
      },
    );
    if (!withdrawn.ok && withdrawn.error.code === 'REQUEST_IN_PROGRESS') return success('atWork');
    if (!withdrawn.ok) return withdrawn;
  }
  if (told || inviteId !== undefined) {
    const changed = await changeSilence(twilio, conversationSid, (standing) => ({
      ...standing,
      told: undefined,
      inviteId: undefined,
    }));
    if (!changed.ok) return failure(twilioError(changed.error));
  }
  if (told) await ringSupervisors(call, configuration);
  return success('ended');
}
