import type { Twilio } from 'twilio';
import * as v from 'valibot';

import type { Result } from '../runtime/Result';
import { success } from '../runtime/Result';
import type { TwilioFailure } from '../runtime/twilioFailure';
import { attempt } from '../runtime/twilioFailure';
import type { MessagingEvent } from './optOutEvents';
import type { AddressPair } from './addressPair';

const binding = v.object({ address: v.string(), proxy_address: v.string() });

/** The addresses that an event is about; undefined where it is about somebody without, such as an agent. */
export async function participantAddresses(
  twilio: Twilio,
  { ChatServiceSid, ConversationSid, ParticipantSid, From, To }: MessagingEvent,
): Promise<Result<AddressPair | undefined, TwilioFailure>> {
  if (!ConversationSid) return success(From && To ? { address: From, proxyAddress: To } : undefined);
  if (!ChatServiceSid || !ParticipantSid) return success(undefined);
  const fetched = await attempt(() =>
    twilio.conversations.v1
      .services(ChatServiceSid)
      .conversations(ConversationSid)
      .participants(ParticipantSid)
      .fetch(),
  );
  // They have left, or the conversation is gone.
  if (!fetched.ok) return fetched.error.status === 404 ? success(undefined) : fetched;
  const parsed = v.safeParse(binding, fetched.value.messagingBinding);
  if (!parsed.success) return success(undefined);
  const { address, proxy_address: proxyAddress } = parsed.output;
  return success({ address, proxyAddress });
}
