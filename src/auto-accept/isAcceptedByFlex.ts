import type { Reservation } from 'twilio-taskrouter';

export type ReservedTask = Pick<Reservation['task'], 'routingTarget' | 'taskChannelUniqueName'> & {
  attributes: Record<string, unknown> | null | undefined;
  /** Set while a call is being transferred to this worker. */
  transfers?: { incoming?: unknown } | null;
};

/**
 * Flex accepts and selects these by itself, the moment they are reserved: outbound calls, outbound e-mail and, from
 * Flex UI 2.9 on, outbound tasks of an interaction, each only when routed to a target. Accepting them as well would
 * accept them twice. A Flex that does not accept one offers it to the agent instead.
 */
export function isAcceptedByFlex({
  attributes,
  routingTarget,
  taskChannelUniqueName,
  transfers,
}: ReservedTask): boolean {
  if (attributes?.direction !== 'outbound' || !routingTarget) {
    return false;
  }
  const channelType = attributes.channelType ?? taskChannelUniqueName;
  const isOutboundCall = taskChannelUniqueName === 'voice' && !transfers?.incoming;
  return isOutboundCall || channelType === 'email' || Boolean(attributes.flexInteractionChannelSid);
}
