import type { Twilio } from 'twilio';

import { readStartRecord } from '../conversations/startRecord';
import { isOver } from '../interactions/Start';
import type { Result } from '../runtime/Result';
import { success } from '../runtime/Result';
import type { TwilioFailure } from '../runtime/twilioFailure';
import { attempt } from '../runtime/twilioFailure';

/** Whether nobody has lifted the lease of a conversation that we have begun, and no function can be at work any more. */
export async function isLeaseOver(twilio: Twilio, conversationSid: string): Promise<Result<boolean, TwilioFailure>> {
  // Of the default service, which in a Flex account is Flex's own.
  const found = await attempt(() => twilio.conversations.v1.conversations(conversationSid).fetch());
  if (!found.ok) return found.error.status === 404 ? success(false) : found;
  const { attributes, state } = found.value;
  const record = readStartRecord(attributes);
  if (!record || state === 'closed') return success(false);
  const isRunning = record.settledAt === undefined || state === 'inactive';
  return success(isRunning && isOver(twilio, record.startedAt));
}
