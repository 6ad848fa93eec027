import type { Twilio } from 'twilio';

import { addressVariants } from '../../../src/contract/address/variants';
import type { Conversation } from '../conversations/conversations';
import { closeConversation, customerConversations } from '../conversations/conversations';
import type { Reply, StartRecord } from '../conversations/startRecord';
import { readStartRecord, withStartRecord } from '../conversations/startRecord';
import type { Customer } from '../inbound/conversationCustomer';
import type { Result } from '../runtime/Result';
import { success } from '../runtime/Result';
import { now } from '../runtime/Surroundings';
import type { TwilioFailure } from '../runtime/twilioFailure';

/** A conversation that waits for the reply of a customer who has written in another one. */
export interface AwaitedReply {
  conversation: Conversation;
  record: StartRecord & { reply: Reply };
}

/**
 * The message that a customer answers from another form of their address: Twilio takes the two for two people, and makes
 * a conversation of its own for the reply. Asks Twilio only of customers whose address has several forms.
 */
export async function awaitedReply(
  twilio: Twilio,
  { channel, address, proxyAddress }: Customer,
): Promise<Result<AwaitedReply | undefined, TwilioFailure>> {
  if (addressVariants(address).length === 1) return success(undefined);
  const listed = await customerConversations(twilio, channel, address);
  if (!listed.ok) return listed;
  for (const conversation of listed.value) {
    const isOther = conversation.address !== address && conversation.proxyAddress === proxyAddress;
    const record = isOther && conversation.state !== 'closed' ? readStartRecord(conversation.attributes) : undefined;
    const reply = record?.reply;
    if (record && reply && reply.repliedAt === undefined) {
      return success({ conversation, record: { ...record, reply: { ...reply, address } } });
    }
  }
  return success(undefined);
}

/** Whatever comes of it, the agent has the task: a conversation that stays open closes by itself in time. */
export const endAwaited = (
  twilio: Twilio,
  chatServiceSid: string,
  { conversation, record }: AwaitedReply,
): Promise<Result<unknown, TwilioFailure>> =>
  closeConversation(
    twilio,
    chatServiceSid,
    conversation.sid,
    withStartRecord(conversation.attributes, {
      ...record,
      reply: { ...record.reply, repliedAt: now(twilio).toISOString() },
    }),
  );
