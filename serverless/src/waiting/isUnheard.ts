import type { Twilio } from 'twilio';

import { hasPerson } from '../conversations/hasPerson';
import type { Customer } from '../inbound/conversationCustomer';
import { channelIsActive } from '../interactions/channelState';
import type { InteractionChannel } from '../interactions/interactionDocument';
import type { Result } from '../runtime/Result';
import { success } from '../runtime/Result';
import type { TwilioFailure } from '../runtime/twilioFailure';

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
  const [active, person] = await Promise.all([
    channelIsActive(twilio, interaction),
    hasPerson(twilio, chatServiceSid, conversationSid, customer),
  ]);
  if (!active.ok) return active;
  return person.ok ? success(active.value && !person.value) : person;
}
