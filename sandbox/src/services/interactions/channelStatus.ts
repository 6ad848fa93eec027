import { TwilioError } from '../../http/TwilioError';
import type { InteractionChannel, InteractionParticipant } from '../../model/interactions';
import type { Sid } from '../../model/sid';
import type { World } from '../../World';
import { dismiss, finishTask } from './agents';
import { invite, notOpen } from './invites';
import { agentsIn, isLive, pendingInvites } from './lookup';
import { readRouting } from './routing';
import type { Routing } from './routing';
import { setParticipantStatus, setStatus } from './tell';
import { handedOn } from './taskAttributes';

/** What becomes of the agents' tasks: `wrapup` leaves them wrapping, `closed` completes them. */
export type Ending = 'wrapup' | 'closed';

const ASSIGNMENT = { wrapup: 'wrapping', closed: 'completed' } as const;

/**
 * Ends the channel for everyone: the conversation is closed, nobody is offered it any more, and all agents' tasks end.
 * Flex asks this of each agent again to complete their task, so a closed channel ends the tasks of `workerSid` alone.
 */
export function closeChannel(world: World, channel: InteractionChannel, ending: Ending, workerSid?: Sid): void {
  const isFirst = isLive(channel);
  if (isFirst) {
    setStatus(world, channel, 'closed');
    channel.pausedBy = null;
    const conversation = world.conversations.get(channel.mediaSid ?? '');
    if (conversation && conversation.state !== 'closed') {
      world.services.conversations.update(conversation.sid, { state: 'closed' });
    }
    for (const pending of pendingInvites(channel)) {
      world.services.taskrouter.cancelTask(pending.taskSid, 'The interaction channel was closed');
    }
  }
  for (const agent of channel.participants) {
    if (agent.type !== 'agent') continue;
    if (!isFirst && workerSid !== undefined && agent.routingProperties?.workerSid !== workerSid) continue;
    if (ending === 'closed') setParticipantStatus(world, channel, agent, 'closed');
    else if (agent.status === 'active') setParticipantStatus(world, channel, agent, 'wrapup');
    finishTask(world, agent, ASSIGNMENT[ending]);
  }
}

/** Whether a task of this channel is still to be completed. */
export const hasUnfinishedTasks = (world: World, channel: InteractionChannel): boolean =>
  channel.participants.some(({ routingProperties }) =>
    ['accepted', 'wrapping'].includes(world.reservations.get(routingProperties?.reservationSid ?? '')?.status ?? ''),
  );

function release(world: World, channel: InteractionChannel, agent: InteractionParticipant, ending: Ending): void {
  if (agent.status === 'active') dismiss(world, channel, agent);
  if (agent.status === 'wrapup' && ending === 'closed') setParticipantStatus(world, channel, agent, 'closed');
  finishTask(world, agent, ASSIGNMENT[ending]);
}

/**
 * Leave (`inactive`) or pause: `workerSid` goes, or all agents do. The channel rests once no agent is left, and it does so
 * before the tasks end, for Flex looks at it then.
 * https://www.twilio.com/docs/flex/admin-guide/setup/conversations/leave-and-pause-for-conversations
 */
export function leaveChannel(
  world: World,
  channel: InteractionChannel,
  status: 'inactive' | 'pause',
  ending: Ending,
  workerSid?: Sid,
): void {
  if (!isLive(channel)) throw notOpen(channel);
  const agents = agentsIn(channel);
  const leaving = agents.filter(
    ({ routingProperties }) => workerSid === undefined || routingProperties?.workerSid === workerSid,
  );
  if (leaving.length === agents.length) {
    setStatus(world, channel, status);
    channel.pausedBy = status === 'pause' ? (workerSid ?? null) : null;
  }
  for (const agent of leaving) release(world, channel, agent, ending);
}

/** Routing as the interaction began with. */
function routingOf(world: World, channel: InteractionChannel, target?: Sid): Routing {
  const { properties } = (world.interactions.get(channel.interactionSid)?.routing ?? {}) as {
    properties?: Record<string, unknown>;
  };
  const { workspace_sid, workflow_sid, task_channel_sid, priority, timeout } = properties ?? {};
  const again = { workspace_sid, workflow_sid, task_channel_sid, priority, timeout, routing_target: target };
  return readRouting(world, channel.type, again);
}

/** A new task for this worker, or for whom the workflow finds. */
export function offerAgain(world: World, channel: InteractionChannel, target?: Sid): void {
  setStatus(world, channel, 'active');
  channel.pausedBy = null;
  invite(world, channel, routingOf(world, channel, target), handedOn(channel.attributes));
}

/** The agent takes up a channel that rests. One that a reply woke is offered already. */
export function resumeChannel(world: World, channel: InteractionChannel, workerSid: Sid): void {
  if (!isLive(channel)) throw notOpen(channel);
  if (channel.status === 'pause' || channel.status === 'inactive') offerAgain(world, channel, workerSid);
}

/** The customer wrote while the channel rested: whoever paused it is asked first, if they can be. */
export function wake(world: World, channel: InteractionChannel): void {
  const worker = world.workers.get(channel.pausedBy ?? '');
  const canCome = worker !== undefined && world.activities.get(worker.activitySid)?.available === true;
  offerAgain(world, channel, canCome ? worker.sid : undefined);
}

/**
 * One agent goes, the conversation stays. `closeChannelIfLastParticipant` is Flex's: where nobody is left or about to
 * come, the channel ends too, unless it rests; Flex sends it even when an agent completes a task after a pause.
 * https://www.twilio.com/docs/flex/developer/conversations/interactions-api/interaction-channel-participants
 */
export function closeParticipant(
  world: World,
  channel: InteractionChannel,
  participant: InteractionParticipant,
  ending: Ending,
  closeChannelIfLastParticipant = false,
): void {
  if (participant.type !== 'agent') throw new TwilioError(400, 20001, 'The participant must be an agent');
  release(world, channel, participant, ending);
  const isDeserted = agentsIn(channel).length === 0 && pendingInvites(channel).length === 0;
  if (closeChannelIfLastParticipant && channel.status === 'active' && isDeserted) closeChannel(world, channel, ending);
}
