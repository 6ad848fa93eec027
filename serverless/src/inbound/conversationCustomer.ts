import type { Twilio } from 'twilio';
import * as v from 'valibot';

import { CHANNELS } from '../../../src/contract/Channel';
import type { Channel } from '../../../src/contract/Channel';
import type { Result } from '../runtime/Result';
import { success } from '../runtime/Result';
import type { TwilioFailure } from '../runtime/twilioFailure';
import { attempt } from '../runtime/twilioFailure';

/** Whom a conversation is with. */
export interface Customer {
  channel: Channel;
  /** The customer's and our own address, as Conversations writes them; a chat identity has no address of ours. */
  address: string;
  proxyAddress: string | undefined;
}

const binding = v.object({ type: v.picklist(CHANNELS), address: v.string(), proxy_address: v.string() });

/** Of the page's 50: customers are there before anybody else. */
const MOST_PARTICIPANTS = 50;

/**
 * The customer of a conversation that Twilio has made for an address: the participant with an address, or the guest of
 * a web chat, who was there first. Undefined where they write by a channel that agents cannot write on.
 */
export async function conversationCustomer(
  twilio: Twilio,
  chatServiceSid: string,
  conversationSid: string,
): Promise<Result<Customer | undefined, TwilioFailure>> {
  const listed = await attempt(() =>
    twilio.conversations.v1
      .services(chatServiceSid)
      .conversations(conversationSid)
      .participants.list({ limit: MOST_PARTICIPANTS }),
  );
  if (!listed.ok) return listed.error.status === 404 ? success(undefined) : listed;
  const participants = listed.value.sort((one, other) => one.dateCreated.getTime() - other.dateCreated.getTime());
  const bound = participants.find(({ messagingBinding }) => messagingBinding !== null);
  if (bound) {
    const parsed = v.safeParse(binding, bound.messagingBinding);
    if (!parsed.success) return success(undefined);
    const { type: channel, address, proxy_address: proxyAddress } = parsed.output;
    return success({ channel, address, proxyAddress });
  }
  const identity = participants[0]?.identity;
  return success(identity ? { channel: 'chat', address: identity, proxyAddress: undefined } : undefined);
}
