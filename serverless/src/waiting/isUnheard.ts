import type { Twilio } from 'twilio';

import type { Customer } from '../inbound/conversationCustomer';
import { channelIsActive } from '../interactions/channelState';
import type { InteractionChannel } from '../interactions/interactionDocument';
import type { Result } from '../runtime/Result';
import { success } from '../runtime/Result';
import type { TwilioFailure } from '../runtime/twilioFailure';
import { attempt } from '../runtime/twilioFailure';

const MOST_PARTICIPANTS = 50;

/**
 * Of a conversation that is in no task: whether its interaction stands, and nobody but the customer is inside, so that what
 * they write next reaches nobody. Flex itself wakes what an agent has left; a supervisor may be inside without a task.
 */
export async function isUnheard(
  twilio: Twilio,
  chatServiceSid: string,
  conversationSid: string,
  { customer, interaction }: { customer: Customer; interaction: InteractionChannel },
): Promise<Result<boolean, TwilioFailure>> {
  const [active, participants] = await Promise.all([
    channelIsActive(twilio, interaction),
    attempt(() =>
      twilio.conversations.v1
        .services(chatServiceSid)
        .conversations(conversationSid)
        .participants.list({ limit: MOST_PARTICIPANTS }),
    ),
  ]);
  if (!active.ok) return active;
  if (!participants.ok) return participants;
  const hasPerson = participants.value.some(({ identity }) => identity !== null && identity !== customer.address);
  return success(active.value && !hasPerson);
}
