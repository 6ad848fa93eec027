import type { Twilio } from 'twilio';

import type { Parked } from '../conversations/parked';
import { conversationCustomer } from '../inbound/conversationCustomer';
import type { Result } from '../runtime/Result';
import { success } from '../runtime/Result';
import type { TwilioFailure } from '../runtime/twilioFailure';
import { attempt } from '../runtime/twilioFailure';

const LATEST_MESSAGES = 50;

/** Whether the customer has written since the conversation was put aside. */
export async function hasReplied(
  twilio: Twilio,
  chatServiceSid: string,
  conversationSid: string,
  { lastIndex }: Pick<Parked, 'lastIndex'>,
): Promise<Result<boolean, TwilioFailure>> {
  const [customer, latest] = await Promise.all([
    conversationCustomer(twilio, chatServiceSid, conversationSid),
    attempt(() =>
      twilio.conversations.v1
        .services(chatServiceSid)
        .conversations(conversationSid)
        .messages.list({ order: 'desc', limit: LATEST_MESSAGES }),
    ),
  ]);
  if (!customer.ok) return customer;
  if (!latest.ok) return latest;
  const address = customer.value?.address;
  return success(latest.value.some(({ index, author }) => index > lastIndex && author === address));
}
