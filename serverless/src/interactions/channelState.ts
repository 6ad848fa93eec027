import type { Twilio } from 'twilio';

import type { Result } from '../runtime/Result';
import { success } from '../runtime/Result';
import type { TwilioFailure } from '../runtime/twilioFailure';
import { attempt } from '../runtime/twilioFailure';
import type { InteractionChannel } from './interactionDocument';

export interface ChannelState {
  /** Twilio could not set it up: no task comes of it. */
  hasFailed: boolean;
  /** https://www.twilio.com/docs/api/errors */
  twilioCode?: number;
}

/**
 * What has become of an interaction's channel, which Twilio sets up after it has answered.
 * https://www.twilio.com/docs/flex/developer/conversations/interactions-api/channels-subresource
 */
export async function channelState(
  twilio: Twilio,
  channel: InteractionChannel,
): Promise<Result<ChannelState, TwilioFailure>> {
  const fetched = await fetchChannel(twilio, channel);
  if (!fetched.ok) return fetched.error.status === 404 ? success({ hasFailed: false }) : fetched;
  const { status, errorCode } = fetched.value;
  return success({ hasFailed: status === 'failed', ...(errorCode > 0 ? { twilioCode: errorCode } : {}) });
}

/** Whether nobody can be invited to the interaction's channel any more. */
export async function channelIsOver(
  twilio: Twilio,
  channel: InteractionChannel,
): Promise<Result<boolean, TwilioFailure>> {
  const fetched = await fetchChannel(twilio, channel);
  if (!fetched.ok) return fetched.error.status === 404 ? success(true) : fetched;
  return success(['closed', 'failed'].includes(fetched.value.status));
}

/** Whether it has neither ended nor been left by its last agent, for Flex to wake it. */
export async function channelIsActive(
  twilio: Twilio,
  channel: InteractionChannel,
): Promise<Result<boolean, TwilioFailure>> {
  const fetched = await fetchChannel(twilio, channel);
  if (!fetched.ok) return fetched.error.status === 404 ? success(false) : fetched;
  return success(fetched.value.status === 'active');
}

const fetchChannel = (twilio: Twilio, { interactionSid, interactionChannelSid }: InteractionChannel) =>
  attempt(() => twilio.flexApi.v1.interaction(interactionSid).channels(interactionChannelSid).fetch());
