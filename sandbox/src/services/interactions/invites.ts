import { TwilioError } from '../../http/TwilioError';
import type { InteractionChannel, Invite } from '../../model/interactions';
import type { Person } from '../../model/Person';
import type { Sid } from '../../model/sid';
import type { Reservation } from '../../model/taskrouter';
import type { World } from '../../World';
import { announce, join } from './agents';
import { routingJson } from './interactionJson';
import { agentWith, isLive } from './lookup';
import { createTask } from './routing';
import type { Routing } from './routing';
import { setStatus } from './tell';
import { withInvite } from './taskAttributes';

/** Between Flex's acceptance and `reservation.accepted`: by then Flex must have seen itself join the conversation. */
const ACCEPTANCE_MS = 300;

/** https://www.twilio.com/docs/api/errors/80906 */
export const notOpen = (channel: InteractionChannel): TwilioError =>
  new TwilioError(400, 80906, `Interaction channel ${channel.sid} is ${channel.status}, not open`);

/** Offers the channel to one more worker by a task of its own. */
export function invite(
  world: World,
  channel: InteractionChannel,
  routing: Routing,
  attributes: Record<string, unknown>,
): Invite {
  const made: Invite = {
    sid: world.random.sid('KG'),
    status: 'pending',
    taskSid: '',
    routing: {},
    dateCreated: world.clock.now(),
  };
  // TaskRouter may offer the task before it returns: whoever follows it must find the invite by then.
  channel.invites.set(made.sid, made);
  try {
    const task = createTask(world, routing, withInvite(attributes, made.sid));
    made.taskSid = task.sid;
    made.routing = routingJson(world, task);
  } catch (error) {
    channel.invites.delete(made.sid);
    throw error;
  }
  return made;
}

export function inviteOf(channel: InteractionChannel, inviteSid = ''): Invite {
  const found = channel.invites.get(inviteSid);
  if (!found) throw TwilioError.notFound(`/Invites/${inviteSid}`);
  return found;
}

function reservationFor(world: World, invited: Invite, reservationSid: Sid, person: Person): Sid {
  const reservation = world.reservations.get(reservationSid);
  if (reservation?.taskSid !== invited.taskSid) throw TwilioError.notFound(`/Reservations/${reservationSid}`);
  if (reservation.workerSid !== person.workerSid) {
    throw new TwilioError(403, 20403, `Reservation ${reservationSid} is another worker's`);
  }
  return reservation.sid;
}

/** The agent takes the invite. Every tab of theirs asks for it: one participant and one acceptance come of them all. */
export function acceptInvite(
  world: World,
  channel: InteractionChannel,
  invited: Invite,
  reservationSid: Sid,
  person: Person,
): void {
  const sid = reservationFor(world, invited, reservationSid, person);
  if (agentWith(channel, sid)) return;
  if (!isLive(channel)) throw notOpen(channel);
  const reservation = world.reservations.get(sid);
  if (reservation?.status !== 'pending') {
    throw new TwilioError(400, 20001, `Reservation ${sid} is ${reservation?.status ?? 'gone'}, not pending`);
  }
  join(world, channel, reservation);
  world.clock.after(ACCEPTANCE_MS, () => {
    if (reservation.status === 'pending') world.services.taskrouter.setReservation(sid, 'accepted');
  });
}

/** The agent is offered the task no more; TaskRouter decides who is next. */
export function declineInvite(world: World, invited: Invite, reservationSid: Sid, person: Person): void {
  const sid = reservationFor(world, invited, reservationSid, person);
  if (world.reservations.get(sid)?.status !== 'pending') return;
  invited.status = 'declined';
  world.services.taskrouter.setReservation(sid, 'rejected');
}

/** A reservation was accepted, by its invite or straight at TaskRouter: the agent is inside from now on. */
export function accepted(world: World, channel: InteractionChannel, invited: Invite, reservation: Reservation): void {
  invited.status = 'accepted';
  if (!isLive(channel) || !world.conversations.has(channel.mediaSid ?? '')) return;
  setStatus(world, channel, 'active');
  channel.pausedBy = null;
  const transfer = channel.transfers.find(({ inviteSid }) => inviteSid === invited.sid);
  if (transfer) {
    transfer.status = 'completed';
    transfer.dateUpdated = world.clock.now();
  }
  announce(
    world,
    channel,
    'participant.added',
    agentWith(channel, reservation.sid) ?? join(world, channel, reservation),
  );
}
