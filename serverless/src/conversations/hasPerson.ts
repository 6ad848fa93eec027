import type { Twilio } from 'twilio';

import type { Result } from '../runtime/Result';
import { success } from '../runtime/Result';
import type { TwilioFailure } from '../runtime/twilioFailure';
import { attempt } from '../runtime/twilioFailure';

const MOST_PARTICIPANTS = 50;

/** Whether somebody but the customer is inside: an agent, or a supervisor, who may be there without a task. */
export async function hasPerson(
  twilio: Twilio,
  chatServiceSid: string,
  conversationSid: string,
  customer: { address: string },
): Promise<Result<boolean, TwilioFailure>> {
  const listed = await attempt(() =>
    twilio.conversations.v1
      .services(chatServiceSid)
      .conversations(conversationSid)
      .participants.list({ limit: MOST_PARTICIPANTS }),
  );
  if (!listed.ok) return listed;
  return success(listed.value.some(({ identity }) => identity !== null && identity !== customer.address));
}
