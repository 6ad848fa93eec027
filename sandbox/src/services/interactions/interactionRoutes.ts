import type { Request } from 'express';

import { TwilioError } from '../../http/TwilioError';
import { page } from '../../http/page';
import { parametersOf } from '../../http/parameters';
import { restRouter } from '../../http/restRouter';
import type { InteractionChannel, InteractionParticipant, Transfer } from '../../model/interactions';
import type { World } from '../../World';
import { addToChannel } from './addToChannel';
import { closeChannel, closeParticipant, hasUnfinishedTasks, leaveChannel } from './channelStatus';
import type { Ending } from './channelStatus';
import { channelJson, inviteJson, interactionJson, participantJson, transferJson } from './interactionJson';
import { invite, notOpen } from './invites';
import { channelAt, isLive, participantOf } from './lookup';
import { openInteraction } from './openInteraction';
import type { NewInteraction } from './openInteraction';
import { readRouting } from './routing';
import { inviteAttributes } from './taskAttributes';
import { transfer } from './transfers';

const TRANSFER_STATUSES: readonly string[] = ['active', 'failed', 'completed'] satisfies Transfer['status'][];
const ENDINGS: readonly unknown[] = ['wrapup', 'closed'] satisfies Ending[];

/**
 * REST of Interactions on flex-api.twilio.com. Interactions, participants and invites are made with a 200, and only
 * transfers with a 201.
 * https://www.twilio.com/docs/flex/developer/conversations/interactions-api
 */
export function interactionRoutes(world: World): void {
  const router = restRouter(world);
  world.routes.push({ host: 'flex-api.twilio.com', router });

  const channelOf = ({ params }: Request): InteractionChannel =>
    channelAt(world, params['interactionSid'] as string, params['channelSid'] as string);
  const interactionOf = (request: Request) => {
    const interaction = world.interactions.get(request.params['interactionSid'] as string);
    if (!interaction) throw TwilioError.notFound(request.path);
    return interaction;
  };

  router.post('/v1/Interactions', (request, response) => {
    const parameters = parametersOf(request);
    parameters.required('Channel');
    parameters.required('Routing');
    const wanted: NewInteraction = {
      channel: parameters.json<NewInteraction['channel']>('Channel')!,
      routing: parameters.json<NewInteraction['routing']>('Routing')!,
      interactionContextSid: parameters.text('InteractionContextSid'),
      webhookTtid: parameters.text('WebhookTtid'),
    };
    const interaction = openInteraction(world, wanted, response.locals['channelFails'] as number | undefined);
    response.json(interactionJson(interaction));
  });
  router.get('/v1/Interactions/:interactionSid', (request, response) => {
    response.json(interactionJson(interactionOf(request)));
  });
  router.post('/v1/Interactions/:interactionSid', (request, response) => {
    const interaction = interactionOf(request);
    interaction.webhookTtid = parametersOf(request).text('WebhookTtid') ?? interaction.webhookTtid;
    response.json(interactionJson(interaction));
  });

  const channels = '/v1/Interactions/:interactionSid/Channels';
  const channel = `${channels}/:channelSid`;
  router.get(channels, (request, response) => {
    response.json(page(request, 'channels', [interactionOf(request).channel], channelJson));
  });
  router.get(channel, (request, response) => {
    response.json(channelJson(channelOf(request)));
  });
  router.post(channel, (request, response) => {
    const updated = channelOf(request);
    const parameters = parametersOf(request);
    updateStatus(world, updated, parameters.required('Status'), parameters.json<{ status?: unknown }>('Routing'));
    response.json(channelJson(updated));
  });

  router.get(`${channel}/Participants`, (request, response) => {
    const of = channelOf(request);
    const toJson = (participant: InteractionParticipant) => participantJson(of, participant);
    const present = of.participants.filter(({ status }) => status !== 'closed');
    response.json(page(request, 'participants', present, toJson));
  });
  router.post(`${channel}/Participants`, (request, response) => {
    const to = channelOf(request);
    const parameters = parametersOf(request);
    const type = parameters.required('Type');
    parameters.required('MediaProperties');
    const added = addToChannel(world, to, type, parameters.json<Record<string, string>>('MediaProperties')!);
    response.json(participantJson(to, added));
  });
  router.post(`${channel}/Participants/:participantSid`, (request, response) => {
    const of = channelOf(request);
    const participant = participantOf(of, request.params['participantSid']);
    const status = parametersOf(request).required('Status');
    if (!ENDINGS.includes(status)) throw TwilioError.invalid('Status');
    closeParticipant(world, of, participant, status as Ending);
    response.json(participantJson(of, participant));
  });

  router.get(`${channel}/Invites`, (request, response) => {
    const of = channelOf(request);
    response.json(page(request, 'invites', [...of.invites.values()], (one) => inviteJson(of, one)));
  });
  router.post(`${channel}/Invites`, (request, response) => {
    const to = channelOf(request);
    const parameters = parametersOf(request);
    parameters.required('Routing');
    const routing = readRouting(
      world,
      to.type,
      parameters.json<{ properties?: Record<string, unknown> }>('Routing')?.properties,
    );
    if (!isLive(to)) throw notOpen(to);
    const made = invite(world, to, routing, inviteAttributes(to, routing.attributes, world.interactionRules));
    response.json(inviteJson(to, made));
  });

  router.post(`${channel}/Transfers`, (request, response) => {
    const of = channelOf(request);
    const body = (request.body ?? {}) as Record<string, unknown>;
    const named = { ...body, noteSid: body['note_sid'] ?? body['noteSid'] };
    response.status(201).json(transferJson(world, of, transfer(world, of, named)));
  });
  const transferOf = (request: Request): Transfer => {
    const found = channelOf(request).transfers.find(({ sid }) => sid === request.params['transferSid']);
    if (!found) throw TwilioError.notFound(request.path);
    return found;
  };
  router.get(`${channel}/Transfers/:transferSid`, (request, response) => {
    response.json(transferJson(world, channelOf(request), transferOf(request)));
  });
  router.post(`${channel}/Transfers/:transferSid`, (request, response) => {
    const changed = transferOf(request);
    const status = parametersOf(request).required('status');
    if (!TRANSFER_STATUSES.includes(status)) throw TwilioError.invalid('status');
    Object.assign(changed, { status, dateUpdated: world.clock.now() });
    response.json(transferJson(world, channelOf(request), changed));
  });
}

/** `Status` of a channel: closed, with the tasks left wrapping unless `Routing` says otherwise, or inactive. */
function updateStatus(world: World, channel: InteractionChannel, status: string, routing?: { status?: unknown }): void {
  const ending = routing?.status ?? 'wrapup';
  if (!ENDINGS.includes(ending)) throw TwilioError.invalid('Routing');
  if (status === 'inactive') {
    if (routing?.status !== 'closed') {
      throw new TwilioError(400, 20001, 'Routing status closed is required where Status is inactive');
    }
    leaveChannel(world, channel, 'inactive', 'closed');
    return;
  }
  if (status !== 'closed') throw TwilioError.invalid('Status');
  if (!isLive(channel) && !hasUnfinishedTasks(world, channel)) throw notOpen(channel);
  closeChannel(world, channel, ending as Ending);
}
