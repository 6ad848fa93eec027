import type { Twilio } from 'twilio';

import type { Result } from '../runtime/Result';
import { success } from '../runtime/Result';
import type { TwilioFailure } from '../runtime/twilioFailure';
import { attempt } from '../runtime/twilioFailure';
import { settleConversation } from './conversations';
import { readStartRecord } from './startRecord';
import { usualTimers } from './usualTimers';

/**
 * Lifts the lease of a conversation that an agent has begun, for its task is there. One that waits for a reply is left to
 * whoever takes the reply, who writes into the same attributes at this moment.
 */
export async function liftLease(twilio: Twilio, conversationSid: string): Promise<Result<unknown, TwilioFailure>> {
  // Of the default service, which in a Flex account is Flex's own.
  const [found, timers] = await Promise.all([
    attempt(() => twilio.conversations.v1.conversations(conversationSid).fetch()),
    usualTimers(twilio),
  ]);
  if (!found.ok) return found.error.status === 404 ? success(undefined) : found;
  const { chatServiceSid, attributes, state } = found.value;
  const record = readStartRecord(attributes);
  if (!record || record.reply || record.settledAt !== undefined || state === 'closed') return success(undefined);
  return settleConversation(twilio, chatServiceSid, found.value, record, timers);
}
