import { TwilioError } from '../../http/TwilioError';
import type { Conversation, MessagingBinding, MessagingType, Participant } from '../../model/conversations';
import type { InitiatedBy, Interaction, InteractionChannel, InteractionParticipant } from '../../model/interactions';
import type { World } from '../../World';
import type { Interactions } from '../Services';
import { invite } from './invites';
import { liveChannelOf, pendingInvites } from './lookup';
import { readRouting } from './routing';
import type { Routing } from './routing';
import { setStatus, tell } from './tell';
import { channelAttributes } from './taskAttributes';

export type NewInteraction = Parameters<Interactions['create']>[0];

const INITIATORS: readonly string[] = ['customer', 'agent', 'api'] satisfies InitiatedBy[];
const CHAT_TYPES = ['web', 'chat'];
const MESSAGING_TYPES = ['sms', 'whatsapp', 'messenger', 'gbm', 'apple', 'rcs', 'email'] satisfies MessagingType[];

/** How long a channel stays in `setup`. */
const SETUP_MS = 20;

/** Conversations' code for an address pair that is in another conversation already. */
const PAIR_IS_BOUND = 50416;

/** What an account answers that does not know the channel's type. https://www.twilio.com/docs/api/errors/45366 */
const REFUSED_PARAMETERS = 45366;

const invalid = (message: string): TwilioError => new TwilioError(400, 20001, message);

/**
 * Makes an interaction with its channel and first task, and where needed its conversation.
 *
 * - `customer`: an inbound task; the conversation exists and the customer is in it.
 * - `agent`: an outbound task for that worker alone; the conversation is given, or made from the participants.
 * - `api`: an inbound task; the conversation is given, or made from the participants.
 *
 * Throws a 400 for a wrong request, a 404 for an unknown conversation, and a 409 where the conversation has a live
 * interaction already.
 * @param failsWith Twilio's code of an error that comes while the channel is being set up, after the answer
 * https://www.twilio.com/docs/flex/developer/conversations/interactions-api/interactions
 */
export function openInteraction(world: World, input: NewInteraction, failsWith?: number): Interaction {
  const { type, initiated_by: initiatedBy, properties, participants = [] } = input.channel ?? {};
  if (![...CHAT_TYPES, ...MESSAGING_TYPES].includes(type)) throw invalid(`channel.type ${type} is not supported`);
  if (world.interactionRules.refusedTypes.includes(type)) {
    throw new TwilioError(400, REFUSED_PARAMETERS, 'Failed to create Channel. Invalid request parameters.');
  }
  if (!INITIATORS.includes(initiatedBy)) throw invalid('channel.initiated_by must be customer, agent or api');
  const routing = readRouting(world, type, input.routing?.properties);
  const given = properties?.['media_channel_sid'] as string | undefined;
  check(initiatedBy, routing, given, participants);

  const leftOut: MessagingBinding[] = [];
  const conversation = given ? existing(world, given) : made(world, type, participants, leftOut);
  const customers = customersIn(world, conversation);
  if (initiatedBy === 'customer' && customers.length === 0) {
    throw invalid(`The customer is not a participant of ${conversation.sid}`);
  }
  const interaction = build(world, input, conversation, customers, routing);
  world.interactions.set(interaction.sid, interaction);
  const { channel } = interaction;
  try {
    const { attributes } = channel;
    interaction.routing = invite(world, channel, routing, attributes).routing;
  } catch (error) {
    if (error instanceof TwilioError) tell(world, 'onChannelCreateFailed', channel, { error });
    world.interactions.delete(interaction.sid);
    if (!given) world.services.conversations.remove(conversation.sid);
    throw error;
  }
  for (const { address, proxyAddress } of leftOut) {
    world.services.monitor.alert({
      errorCode: 80102,
      logLevel: 'warning',
      resourceSid: channel.sid,
      alertText: `Participant has already been added to Interaction: ${address} with ${proxyAddress}, ${interaction.sid}`,
    });
  }
  tell(world, 'onInteractionCreated', channel);
  if (failsWith === undefined) {
    tell(world, 'onChannelCreated', channel);
    world.clock.after(SETUP_MS, () => {
      if (channel.status === 'setup') setStatus(world, channel, 'active');
    });
  } else fail(world, channel, failsWith);
  return interaction;
}

/** The channel cannot be set up, and nobody is offered its task. */
function fail(world: World, channel: InteractionChannel, code: number): void {
  for (const { taskSid } of pendingInvites(channel)) {
    world.services.taskrouter.cancelTask(taskSid, 'The interaction channel failed');
  }
  world.clock.after(SETUP_MS, () => {
    const message = 'Failed to create Channel';
    Object.assign(channel, { errorCode: code, errorMessage: message });
    tell(world, 'onChannelCreateFailed', channel, { error: { code, message } });
    setStatus(world, channel, 'failed');
  });
}

function check(initiatedBy: InitiatedBy, routing: Routing, media: string | undefined, participants: unknown[]): void {
  if (initiatedBy === 'customer' && !media) {
    throw invalid('channel.properties.media_channel_sid is required where initiated_by is customer');
  }
  if (initiatedBy !== 'agent') return;
  if (!routing.target) throw invalid('routing.properties.worker_sid is required where initiated_by is agent');
  if (!routing.queueSid) throw invalid('routing.properties.queue_sid is required where initiated_by is agent');
  if (!media && participants.length === 0) {
    throw invalid('channel.participants are required where initiated_by is agent');
  }
}

function existing(world: World, conversationSid: string): Conversation {
  const conversation = world.services.conversations.fetch(conversationSid);
  if (conversation.state === 'closed') throw invalid(`Conversation ${conversationSid} is closed`);
  const live = liveChannelOf(world, conversation.sid);
  if (live) {
    throw new TwilioError(
      409,
      20409,
      `Conversation ${conversation.sid} has a live interaction: ${live.interactionSid}`,
    );
  }
  return conversation;
}

function made(
  world: World,
  type: string,
  participants: Record<string, string>[],
  leftOut: MessagingBinding[],
): Conversation {
  const { conversations } = world.services;
  const conversation = conversations.create({ createdBy: 'system' });
  try {
    for (const participant of participants) {
      const refused = add(world, conversation, type, participant);
      if (refused) leftOut.push(refused);
    }
  } catch (error) {
    conversations.remove(conversation.sid);
    throw error;
  }
  return conversation;
}

/**
 * Someone who is in another conversation with us is silently left out, and the interaction goes on without them; only
 * the debugger tells of it. Answers who was left out.
 * https://www.twilio.com/docs/api/errors/80102
 */
function add(
  world: World,
  conversation: Conversation,
  type: string,
  participant: Record<string, string>,
): MessagingBinding | undefined {
  const { conversations } = world.services;
  const { identity, address, proxy_address: proxyAddress, name } = participant;
  const attributes = name === undefined ? undefined : JSON.stringify({ name });
  if (identity !== undefined) {
    conversations.addParticipant(conversation.sid, { identity, attributes });
    return undefined;
  }
  if (!address || !proxyAddress) throw invalid('A participant needs an identity, or an address and a proxy_address');
  const prefixed = (value: string): string =>
    ['whatsapp', 'rcs'].includes(type) && !value.startsWith(`${type}:`) ? `${type}:${value}` : value;
  const messagingBinding = {
    type: type as MessagingType,
    address: prefixed(address),
    proxyAddress: prefixed(proxyAddress),
  };
  try {
    conversations.addParticipant(conversation.sid, { messagingBinding, attributes });
    return undefined;
  } catch (error) {
    if ((error as Partial<TwilioError>).code !== PAIR_IS_BOUND) throw error;
    return messagingBinding;
  }
}

/** Who of a conversation is not one of our people. */
export const customersIn = (world: World, conversation: Conversation): Participant[] =>
  [...conversation.participants.values()].filter(({ identity }) => identity === null || !world.people.has(identity));

export const customerParticipant = (world: World, member: Participant): InteractionParticipant => ({
  sid: world.random.sid('UT'),
  type: 'customer',
  status: 'active',
  routingProperties: null,
  member,
  dateCreated: member.dateCreated,
});

function build(
  world: World,
  input: NewInteraction,
  conversation: Conversation,
  customers: Participant[],
  routing: Routing,
): Interaction {
  const now = world.clock.now();
  const { type, initiated_by: initiatedBy } = input.channel;
  const interactionSid = world.random.sid('KD');
  const participants = customers.map((member) => customerParticipant(world, member));
  const channel: InteractionChannel = {
    sid: world.random.sid('UO'),
    interactionSid,
    type,
    status: 'setup',
    mediaSid: conversation.sid,
    errorCode: 0,
    errorMessage: null,
    participants,
    invites: new Map(),
    transfers: [],
    pausedBy: null,
    attributes: {},
    dateCreated: now,
    dateUpdated: now,
  };
  channel.attributes = channelAttributes(
    channel,
    initiatedBy,
    participants[0],
    routing.attributes,
    world.interactionRules,
  );
  return {
    sid: interactionSid,
    initiatedBy,
    channel,
    routing: {},
    interactionContextSid: input.interactionContextSid ?? null,
    webhookTtid: input.webhookTtid ?? null,
    dateCreated: now,
  };
}
