import type { Twilio } from 'twilio';

import { fetchConversation } from '../conversations/liftLease';
import { isDue, readParked } from '../conversations/parked';
import { isUnsettled, readStartRecord } from '../conversations/startRecord';
import type { Result } from '../runtime/Result';
import { success } from '../runtime/Result';
import { isOver } from '../runtime/isOver';
import type { TwilioFailure } from '../runtime/twilioFailure';

/**
 * Whether nobody has lifted the lease of a conversation that we have begun, and no function can be at work any more; or
 * the date has come for which it was put aside.
 */
export async function isLeaseOver(twilio: Twilio, conversationSid: string): Promise<Result<boolean, TwilioFailure>> {
  const found = await fetchConversation(twilio, conversationSid);
  if (!found.ok) return found.error.status === 404 ? success(false) : found;
  const { attributes, state } = found.value;
  const parked = readParked(attributes);
  if (parked) return success(state !== 'closed' && isDue(twilio, parked, state));
  const isRunning = state !== 'closed' && isUnsettled(found.value);
  return success(isRunning && isOver(twilio, readStartRecord(attributes)?.startedAt));
}
