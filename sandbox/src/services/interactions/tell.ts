import type { InteractionChannel, InteractionParticipant } from '../../model/interactions';
import type { InteractionEventName } from '../../model/webhooks';
import type { World } from '../../World';

/** Tells the world what became of an interaction, by Twilio's name of the event. */
export function tell(
  world: World,
  name: InteractionEventName,
  channel: InteractionChannel,
  about: { participant?: InteractionParticipant; error?: { code: number; message: string } } = {},
): void {
  const interaction = world.interactions.get(channel.interactionSid);
  if (interaction) world.events.emit('interaction', { name, interaction, ...about });
}

export function setStatus(world: World, channel: InteractionChannel, status: InteractionChannel['status']): void {
  if (channel.status === status) return;
  channel.status = status;
  channel.dateUpdated = world.clock.now();
  tell(world, 'onChannelStatusUpdated', channel);
}

/** `wrapup` and `closed` of an agent who has left already are told of too. */
export function setParticipantStatus(
  world: World,
  channel: InteractionChannel,
  participant: InteractionParticipant,
  status: InteractionParticipant['status'],
): void {
  if (participant.status === status) return;
  participant.status = status;
  tell(world, 'onParticipantUpdated', channel, { participant });
}
