import { TwilioError } from '../../http/TwilioError';
import type { InteractionChannel, InteractionParticipant } from '../../model/interactions';
import type { MessagingType } from '../../model/conversations';
import type { World } from '../../World';
import { notOpen } from './invites';
import { isLive } from './lookup';
import { tell } from './tell';

const TYPES: readonly string[] = [
  'supervisor',
  'customer',
  'external',
  'agent',
  'unknown',
] satisfies InteractionParticipant['type'][];

/**
 * Adds someone without a task to the channel and its conversation: by `identity`, or by `address` and `proxy_address`.
 * An agent who shall have a task is invited instead.
 */
export function addToChannel(
  world: World,
  channel: InteractionChannel,
  type: string,
  mediaProperties: Record<string, string>,
): InteractionParticipant {
  if (!TYPES.includes(type)) throw TwilioError.invalid('Type');
  if (!isLive(channel)) throw notOpen(channel);
  const { identity, address, proxy_address: proxyAddress } = mediaProperties;
  const binding = address && proxyAddress ? { type: channel.type as MessagingType, address, proxyAddress } : undefined;
  if (!identity && !binding) throw TwilioError.invalid('MediaProperties');
  const before = new Set(channel.participants);
  const member = world.services.conversations.addParticipant(channel.mediaSid ?? '', {
    identity,
    messagingBinding: binding,
  });
  // A customer has come into the channel by coming into its conversation.
  const joined = channel.participants.find((participant) => !before.has(participant));
  const participant = joined ?? {
    sid: world.random.sid('UT'),
    type: 'unknown',
    status: 'active',
    routingProperties: null,
    member,
    dateCreated: world.clock.now(),
  };
  participant.type = type as InteractionParticipant['type'];
  if (!joined) {
    channel.participants.push(participant);
    tell(world, 'onParticipantJoined', channel, { participant });
  }
  return participant;
}
