import type { Twilio } from 'twilio';

import { fetchConversation } from '../conversations/liftLease';
import { isDue, readParked } from '../conversations/parked';
import { isUnsettled, readStartRecord } from '../conversations/startRecord';
import type { Result } from '../runtime/Result';
import { success } from '../runtime/Result';
import { isOver } from '../runtime/isOver';
import type { TwilioFailure } from '../runtime/twilioFailure';

/**
 * Of a conversation that we have begun, whose lease nobody has lifted, while no function can be at work any more, or whose
 * date has come for which it was put aside: what it waited for, if it was for anything. Undefined for any other.
 */
export async function overdueLease(
  twilio: Twilio,
  conversationSid: string,
): Promise<Result<{ waitedFor?: 'reply' | 'date' } | undefined, TwilioFailure>> {
  const found = await fetchConversation(twilio, conversationSid);
  if (!found.ok) return found.error.status === 404 ? success(undefined) : found;
  const { attributes, state } = found.value;
  const parked = readParked(attributes);
  if (parked) return success(state !== 'closed' && isDue(twilio, parked, state) ? { waitedFor: 'date' } : undefined);
  const record = state !== 'closed' && isUnsettled(found.value) ? readStartRecord(attributes) : undefined;
  if (!record || !isOver(twilio, record.startedAt)) return success(undefined);
  return success(record.reply ? { waitedFor: 'reply' } : {});
}
