import { findConversation } from '../conversations/conversations';
import type { Parked } from '../conversations/parked';
import { writeParked } from '../conversations/parked';
import { usualTimers } from '../conversations/usualTimers';
import { removeReplyWebhook } from '../outreach/replyWebhook';
import type { FunctionCall } from '../runtime/FunctionCall';
import type { Result } from '../runtime/Result';
import type { TwilioFailure } from '../runtime/twilioFailure';
import type { FlexConfiguration } from '../settings/flexConfiguration';
import { removeEntry } from './waitingIndex';

/** Somebody has the conversation: it waits no longer. What of it fails, its next occasion ends, for it finds a task. */
export async function endParked(
  { twilio }: Pick<FunctionCall, 'twilio'>,
  { chatServiceSid }: FlexConfiguration,
  conversationSid: string,
  { workerSid }: Parked,
): Promise<Result<unknown, TwilioFailure>> {
  const [current, timers] = await Promise.all([
    findConversation(twilio, chatServiceSid, conversationSid),
    usualTimers(twilio),
  ]);
  if (!current.ok) return current;
  if (current.value) {
    const written = await writeParked(twilio, chatServiceSid, current.value, undefined, timers);
    if (!written.ok) return written;
  }
  const [removed] = await Promise.all([
    removeReplyWebhook(twilio, chatServiceSid, conversationSid),
    removeEntry(twilio, workerSid, conversationSid),
  ]);
  return removed;
}
