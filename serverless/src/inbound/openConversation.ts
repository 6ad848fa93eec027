import type { Twilio } from 'twilio';

import type { Conversation } from '../conversations/conversations';
import { findConversation } from '../conversations/conversations';
import type { Result } from '../runtime/Result';
import { success } from '../runtime/Result';
import type { TwilioFailure } from '../runtime/twilioFailure';
import { attempt } from '../runtime/twilioFailure';
import type { Customer } from './conversationCustomer';
import { conversationCustomer } from './conversationCustomer';

export interface OpenConversation {
  conversation: Conversation;
  customer: Customer;
  /** The latest. */
  message: { index: number; author: string; body: string | null; attributes: string };
}

/** An open conversation, with whom it is, and what was said last. Undefined where it is closed, or has no customer or message. */
export async function openConversation(
  twilio: Twilio,
  chatServiceSid: string,
  conversationSid: string,
): Promise<Result<OpenConversation | undefined, TwilioFailure>> {
  const [found, who, latest] = await Promise.all([
    findConversation(twilio, chatServiceSid, conversationSid),
    conversationCustomer(twilio, chatServiceSid, conversationSid),
    attempt(() =>
      twilio.conversations.v1
        .services(chatServiceSid)
        .conversations(conversationSid)
        .messages.list({ order: 'desc', limit: 1 }),
    ),
  ]);
  if (!found.ok) return found;
  if (!who.ok) return who;
  if (!latest.ok) return latest;
  const [conversation, customer, message] = [found.value, who.value, latest.value[0]];
  if (!conversation || conversation.state === 'closed' || !customer || !message) return success(undefined);
  return success({ conversation, customer, message });
}
