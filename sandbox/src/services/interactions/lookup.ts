import { TwilioError } from '../../http/TwilioError';
import type { InteractionChannel, InteractionParticipant, Invite } from '../../model/interactions';
import type { Sid } from '../../model/sid';
import type { Task } from '../../model/taskrouter';
import type { World } from '../../World';

/** A channel that can still be worked on; it keeps its conversation to itself. */
export const isLive = (channel: InteractionChannel): boolean =>
  channel.status !== 'closed' && channel.status !== 'failed';

export const channels = (world: World): InteractionChannel[] =>
  [...world.interactions.values()].map(({ channel }) => channel);

export const liveChannelOf = (world: World, conversationSid: Sid): InteractionChannel | undefined =>
  channels(world).find((channel) => channel.mediaSid === conversationSid && isLive(channel));

/** Throws a 404; the debugger tells of an interaction that is not there: https://www.twilio.com/docs/api/errors/80907 */
export function channelAt(world: World, interactionSid = '', channelSid = ''): InteractionChannel {
  const channel = world.interactions.get(interactionSid)?.channel;
  if (!channel) {
    world.services.monitor.alert({
      errorCode: 80907,
      logLevel: 'warning',
      resourceSid: interactionSid,
      alertText: `Open Interaction Not Found: ${interactionSid}`,
    });
  }
  if (channel?.sid !== channelSid) {
    throw TwilioError.notFound(`/Interactions/${interactionSid}/Channels/${channelSid}`);
  }
  return channel;
}

/** Throws a 404. */
export function participantOf(channel: InteractionChannel, participantSid = ''): InteractionParticipant {
  const participant = channel.participants.find(({ sid }) => sid === participantSid);
  if (!participant) throw TwilioError.notFound(`/Participants/${participantSid}`);
  return participant;
}

/** The channel and invite that a task belongs to, by the attributes that Interactions wrote into it. */
export function inviteOfTask(world: World, task: Task): { channel: InteractionChannel; invite: Invite } | undefined {
  const { flexInteractionSid, flexChannelInviteSid } = task.attributes;
  const channel = world.interactions.get(String(flexInteractionSid))?.channel;
  const invite = channel?.invites.get(String(flexChannelInviteSid));
  return channel && invite && { channel, invite };
}

/** Agents who have a place in the channel: at work or, after its end, wrapping up. */
export const agentsIn = (channel: InteractionChannel): InteractionParticipant[] =>
  channel.participants.filter(({ type, status }) => type === 'agent' && status !== 'closed');

export const agentWith = (channel: InteractionChannel, reservationSid: Sid): InteractionParticipant | undefined =>
  channel.participants.find(({ routingProperties }) => routingProperties?.reservationSid === reservationSid);

export const pendingInvites = (channel: InteractionChannel): Invite[] =>
  [...channel.invites.values()].filter(({ status }) => status === 'pending');
