import type { Conversation, Participant } from '../../model/conversations';
import type { Reservation, Task } from '../../model/taskrouter';
import type { World } from '../../World';
import { dismiss } from './agents';
import { wake } from './channelStatus';
import { accepted } from './invites';
import { agentWith, inviteOfTask, liveChannelOf } from './lookup';
import { customerParticipant } from './openInteraction';
import { setParticipantStatus, tell } from './tell';

/** Keeps interactions true to what happens to their tasks and conversations elsewhere. */
export function followWorld(world: World): void {
  world.events.on('reservation', ({ name, reservation, task }) => followReservation(world, name, reservation, task));
  world.events.on('task', ({ name, task }) => followTask(world, name, task));

  const isCustomer = ({ identity }: Participant): boolean => identity === null || !world.people.has(identity);
  const customerOf = (conversation: Conversation, { sid }: Participant) =>
    liveChannelOf(world, conversation.sid)?.participants.find(({ member }) => member.sid === sid);

  world.events.on('participant.added', ({ conversation, participant }) => {
    const channel = liveChannelOf(world, conversation.sid);
    if (!channel || !isCustomer(participant) || customerOf(conversation, participant)) return;
    const customer = customerParticipant(world, participant);
    channel.participants.push(customer);
    tell(world, 'onParticipantJoined', channel, { participant: customer });
  });
  world.events.on('participant.removed', ({ conversation, participant }) => {
    const channel = liveChannelOf(world, conversation.sid);
    const customer = customerOf(conversation, participant);
    if (!channel || !customer) return;
    setParticipantStatus(world, channel, customer, 'closed');
    tell(world, 'onParticipantLeft', channel, { participant: customer });
  });
  world.events.on('message.added', ({ conversation, message }) => {
    const author = conversation.participants.get(message.participantSid ?? '');
    const channel = liveChannelOf(world, conversation.sid);
    const rests = channel?.status === 'inactive' || channel?.status === 'pause';
    if (channel && rests && author && isCustomer(author)) wake(world, channel);
  });
}

function followReservation(world: World, name: string, reservation: Reservation, task: Task): void {
  const found = inviteOfTask(world, task);
  if (!found) return;
  const { channel, invite } = found;
  switch (name) {
    case 'created':
      invite.status = 'pending';
      return;
    case 'accepted':
      accepted(world, channel, invite, reservation);
      return;
    case 'completed':
    case 'rejected':
    case 'timeout':
    case 'canceled':
    case 'rescinded': {
      const agent = agentWith(channel, reservation.sid);
      if (agent?.status === 'active') dismiss(world, channel, agent);
      if (agent) setParticipantStatus(world, channel, agent, 'closed');
    }
  }
}

/**
 * A task that ends unaccepted takes its invite with it. The channel and its conversation stay open, with nobody in them
 * but the customer: so it is at Twilio too, whose best practice is to listen for this and close them.
 * https://www.twilio.com/docs/flex/developer/conversations/best-practices
 */
function followTask(world: World, name: string, task: Task): void {
  if (!['canceled', 'completed', 'deleted', 'system-deleted'].includes(name)) return;
  const found = inviteOfTask(world, task);
  if (!found || found.invite.status === 'accepted') return;
  if (found.invite.status === 'pending') found.invite.status = 'canceled';
  const transfer = found.channel.transfers.find(({ inviteSid }) => inviteSid === found.invite.sid);
  if (transfer) transfer.status = 'failed';
}
