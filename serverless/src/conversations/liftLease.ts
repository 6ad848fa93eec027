import type { Twilio } from 'twilio';

import type { Result } from '../runtime/Result';
import { success } from '../runtime/Result';
import { isOver } from '../runtime/isOver';
import type { TwilioFailure } from '../runtime/twilioFailure';
import { attempt } from '../runtime/twilioFailure';
import type { Conversation } from './conversations';
import { findConversation, settleConversation } from './conversations';
import { isUnsettled, readStartRecord } from './startRecord';
import type { StartRecord } from './startRecord';
import type { Timers } from './usualTimers';
import { usualTimers } from './usualTimers';

type Outcome<T = unknown> = Promise<Result<T, TwilioFailure>>;

/**
 * Lifts the lease of a conversation that an agent has begun, for its task is there. One that waits for a reply is left to
 * whoever takes the reply, who writes into the same attributes at this moment. Where Twilio tells of the task late, it may
 * be over by now: the lease stands then, and whoever hears of its end looks.
 */
export async function liftLease(twilio: Twilio, conversationSid: string): Outcome {
  // Side by side, so that little time passes between reading the attributes and writing them.
  const [found, timers] = await Promise.all([fetchConversation(twilio, conversationSid), usualTimers(twilio)]);
  if (!found.ok) return found.error.status === 404 ? success(undefined) : found;
  const { chatServiceSid, attributes } = found.value;
  const record = readStartRecord(attributes);
  if (!record || record.reply || record.settledAt !== undefined) return success(undefined);
  if (isOver(twilio, record.startedAt)) return success(undefined);
  return lift(twilio, chatServiceSid, found.value, { record, timers });
}

/** Lifts the lease of a conversation that has been brought to rest, in the attributes as they are now. */
export async function settle(twilio: Twilio, chatServiceSid: string, conversationSid: string): Outcome {
  const [found, timers] = await Promise.all([
    findConversation(twilio, chatServiceSid, conversationSid),
    usualTimers(twilio),
  ]);
  if (!found.ok || !found.value || !isUnsettled(found.value)) return found;
  const record = readStartRecord(found.value.attributes);
  if (!record) return found;
  return lift(twilio, chatServiceSid, found.value, { record: { ...record, leftHalfDone: undefined }, timers });
}

/** Of the default service, which in a Flex account is Flex's own. */
export const fetchConversation = (
  twilio: Twilio,
  conversationSid: string,
): Outcome<Pick<Conversation, 'sid' | 'attributes' | 'state'> & { chatServiceSid: string }> =>
  attempt(() => twilio.conversations.v1.conversations(conversationSid).fetch());

function lift(
  twilio: Twilio,
  chatServiceSid: string,
  conversation: Pick<Conversation, 'sid' | 'attributes' | 'state'>,
  { record, timers }: { record: StartRecord; timers: Timers },
): Outcome {
  // It is closed for good.
  if (conversation.state === 'closed') return Promise.resolve(success(undefined));
  return settleConversation(twilio, chatServiceSid, conversation, record, timers);
}
