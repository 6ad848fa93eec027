import { TwilioError } from '../../http/TwilioError';
import type { InteractionChannel } from '../../model/interactions';
import type { Person } from '../../model/Person';
import type { World } from '../../World';
import type { EventBridgeRequest } from '../Services';
import { addToChannel } from './addToChannel';
import { closeChannel, closeParticipant, leaveChannel, resumeChannel } from './channelStatus';
import type { Ending } from './channelStatus';
import {
  browserChannelJson,
  browserParticipantJson,
  interactionJson,
  inviteJson,
  transferJson,
} from './interactionJson';
import { acceptInvite, declineInvite, inviteOf } from './invites';
import { channelAt, channels, participantOf } from './lookup';
import { openInteraction } from './openInteraction';
import type { NewInteraction } from './openInteraction';
import { transfer } from './transfers';

type Params = Record<string, unknown>;

const endingOf = (status: unknown): Ending => (status === 'wrapup' ? 'wrapup' : 'closed');

/** What Flex asks of Interactions through its worker connection. */
export function eventBridgeRoutes(world: World): void {
  world.eventBridgeRoutes.push(
    { prefix: 'v1/Interactions', handle: (request) => interactions(world, request) },
    { prefix: 'v1/Channels', handle: (request) => restingChannels(world, request) },
    { prefix: 'v1/Instances', handle: (request) => transfers(world, request) },
  );
}

/** `[KD]`, `[KD, 'Channels']`, `[KD, 'Channels', UO]`, and below that Participants and Invites. */
function interactions(world: World, { method, path, params, person }: EventBridgeRequest): unknown {
  const [interactionSid, , channelSid, resource, sid] = path;
  if (interactionSid === undefined) {
    if (method === 'GET') throw TwilioError.notFound('/Interactions');
    return interactionJson(openInteraction(world, params as unknown as NewInteraction));
  }
  const interaction = world.interactions.get(interactionSid);
  if (!interaction) throw TwilioError.notFound(`/Interactions/${interactionSid}`);
  if (path.length === 1) return interactionJson(interaction);
  if (channelSid === undefined) return { channels: [browserChannelJson(interaction.channel)], meta: {} };

  const channel = channelAt(world, interactionSid, channelSid);
  if (resource === undefined) {
    if (method === 'POST') setStatus(world, channel, params, person);
    return browserChannelJson(channel);
  }
  if (resource === 'Participants') return participants(world, channel, sid, method, params);
  if (resource === 'Invites') return answerInvite(world, channel, sid, params, person);
  throw TwilioError.notFound(`/${path.join('/')}`);
}

/** End, complete, leave, pause and resume. They name the channel; who asks is known by the token. */
function setStatus(world: World, channel: InteractionChannel, params: Params, { workerSid }: Person): void {
  const ending = endingOf((params['routing'] as Params | undefined)?.['status']);
  switch (params['status']) {
    case 'closed':
      return closeChannel(world, channel, ending, workerSid);
    case 'inactive':
    case 'pause':
      return leaveChannel(world, channel, params['status'], ending, workerSid);
    case 'active':
      return resumeChannel(world, channel, workerSid);
    default:
      throw TwilioError.invalid('status');
  }
}

function participants(
  world: World,
  channel: InteractionChannel,
  sid: string | undefined,
  method: EventBridgeRequest['method'],
  params: Params,
): unknown {
  if (method === 'GET') {
    // With `all`, Flex looks for the participant of a task that ended by a transfer or a pause.
    const listed = channel.participants.filter(({ status }) => params['status'] === 'all' || status !== 'closed');
    return {
      channel_type: channel.type,
      participants: listed.map((participant) => browserParticipantJson(world, channel, participant)),
      meta: {},
    };
  }
  if (sid === undefined) {
    const properties = (params['media_properties'] ?? params['mediaProperties'] ?? {}) as Record<string, string>;
    return browserParticipantJson(world, channel, addToChannel(world, channel, String(params['type']), properties));
  }
  const participant = participantOf(channel, sid);
  const isLast = params['closeChannelIfLastParticipant'] === true;
  closeParticipant(world, channel, participant, endingOf(params['status']), isLast);
  return browserParticipantJson(world, channel, participant);
}

function answerInvite(
  world: World,
  channel: InteractionChannel,
  sid: string | undefined,
  params: Params,
  person: Person,
): unknown {
  const invited = inviteOf(channel, sid);
  const { routing } = params as { routing?: { reservation?: { sid?: string } } };
  const reservationSid = routing?.reservation?.sid ?? '';
  if (params['action'] === 'accept') acceptInvite(world, channel, invited, reservationSid, person);
  else if (params['action'] === 'decline') declineInvite(world, invited, reservationSid, person);
  else throw TwilioError.invalid('action');
  return inviteJson(channel, invited);
}

/** The channels that this agent paused. Flex reads `content`. */
function restingChannels(world: World, { params, person }: EventBridgeRequest): unknown {
  const paused = channels(world).filter(
    ({ status, pausedBy }) => status === params['status'] && pausedBy === person.workerSid,
  );
  return { content: paused.map(browserChannelJson), meta: {} };
}

/** `[GO, 'Interactions', KD, 'Channels', UO, 'Transfers']`, and one of them. */
function transfers(world: World, { method, path, params }: EventBridgeRequest): unknown {
  const [, , interactionSid, , channelSid, resource, sid] = path;
  const channel = channelAt(world, interactionSid, channelSid);
  if (resource !== 'Transfers') throw TwilioError.notFound(`/${path.join('/')}`);
  if (method === 'POST') return transferJson(world, channel, transfer(world, channel, params));
  const all = channel.transfers.map((one) => transferJson(world, channel, one));
  // A bare list: Flex's SDK refuses any other payload here.
  if (sid === undefined) return all;
  const found = all.find((one) => one['sid'] === sid);
  if (!found) throw TwilioError.notFound(`/Transfers/${sid}`);
  return found;
}
