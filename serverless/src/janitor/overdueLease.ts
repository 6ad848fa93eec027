import type { Twilio } from 'twilio';

import { fetchConversation } from '../conversations/liftLease';
import { isUnsettled, readStartRecord } from '../conversations/startRecord';
import type { StartRecord } from '../conversations/startRecord';
import type { Result } from '../runtime/Result';
import { success } from '../runtime/Result';
import { isOver } from '../runtime/isOver';
import type { TwilioFailure } from '../runtime/twilioFailure';

/**
 * The record of a conversation that we have begun, whose lease nobody has lifted, while no function can be at work any
 * more; undefined for any other.
 */
export async function overdueLease(
  twilio: Twilio,
  conversationSid: string,
): Promise<Result<StartRecord | undefined, TwilioFailure>> {
  const found = await fetchConversation(twilio, conversationSid);
  if (!found.ok) return found.error.status === 404 ? success(undefined) : found;
  const { attributes, state } = found.value;
  const record = state !== 'closed' && isUnsettled(found.value) ? readStartRecord(attributes) : undefined;
  return success(record && isOver(twilio, record.startedAt) ? record : undefined);
}
