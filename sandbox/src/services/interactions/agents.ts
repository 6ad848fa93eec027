import type { InteractionChannel, InteractionParticipant } from '../../model/interactions';
import type { Sid } from '../../model/sid';
import type { Reservation } from '../../model/taskrouter';
import type { World } from '../../World';
import { agentsIn } from './lookup';
import { participantEvent } from './interactionJson';
import { setParticipantStatus, tell } from './tell';

/** The identity in conversations of a worker: Flex keeps it in `contact_uri`, as `client:<identity>`. */
export function identityOf(world: World, workerSid: Sid): string {
  const person = [...world.people.values()].find((one) => one.workerSid === workerSid);
  const { contact_uri: contact } = (world.workers.get(workerSid)?.attributes ?? {}) as { contact_uri?: string };
  return person?.identity ?? contact?.replace(/^client:/, '') ?? workerSid;
}

/** Puts the worker of this reservation into the conversation and the channel. */
export function join(world: World, channel: InteractionChannel, reservation: Reservation): InteractionParticipant {
  const { conversations } = world.services;
  const identity = identityOf(world, reservation.workerSid);
  const conversation = conversations.fetch(channel.mediaSid ?? '');
  const member =
    [...conversation.participants.values()].find((participant) => participant.identity === identity) ??
    conversations.addParticipant(conversation.sid, { identity });
  const participant: InteractionParticipant = {
    sid: world.random.sid('UT'),
    type: 'agent',
    status: 'active',
    routingProperties: {
      taskSid: reservation.taskSid,
      workerSid: reservation.workerSid,
      reservationSid: reservation.sid,
    },
    member,
    dateCreated: world.clock.now(),
  };
  channel.participants.push(participant);
  return participant;
}

/** Takes an agent out of the conversation and the channel; their task is the caller's business. */
export function dismiss(world: World, channel: InteractionChannel, participant: InteractionParticipant): void {
  const { conversations } = world.services;
  const conversation = world.conversations.get(channel.mediaSid ?? '');
  const { identity } = participant.member;
  setParticipantStatus(world, channel, participant, 'closed');
  const isStillNeeded = agentsIn(channel).some((agent) => agent.member.identity === identity);
  if (conversation && conversation.state !== 'closed' && identity !== null && !isStillNeeded) {
    const isIn = [...conversation.participants.values()].some((one) => one.identity === identity);
    if (isIn) conversations.removeParticipant(conversation.sid, identity);
  }
  announce(world, channel, 'participant.removed', participant);
}

/** Tells every agent inside, and the one whom it is about. */
export function announce(
  world: World,
  channel: InteractionChannel,
  eventType: 'participant.added' | 'participant.removed',
  participant: InteractionParticipant,
): void {
  const name = eventType === 'participant.added' ? 'onParticipantJoined' : 'onParticipantLeft';
  tell(world, name, channel, { participant });
  const workers = new Set(
    [...agentsIn(channel), participant].flatMap(({ routingProperties }) => routingProperties?.workerSid ?? []),
  );
  for (const workerSid of workers) {
    world.services.eventBridge.push(workerSid, eventType, participantEvent(world, channel, participant));
  }
}

/** Moves an agent's task on, where it is not that far yet. */
export function finishTask(world: World, participant: InteractionParticipant, status: 'wrapping' | 'completed'): void {
  const { taskrouter } = world.services;
  const reservation = world.reservations.get(participant.routingProperties?.reservationSid ?? '');
  if (!reservation) return;
  if (reservation.status === 'pending')
    taskrouter.cancelTask(reservation.taskSid, 'The interaction channel was closed');
  const next = { wrapping: ['accepted'], completed: ['accepted', 'wrapping'] }[status];
  if (next.includes(reservation.status)) taskrouter.setReservation(reservation.sid, status);
}
