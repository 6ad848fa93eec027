import type { Twilio } from 'twilio';

import { findConversation, findFirstMessage } from '../conversations/conversations';
import { awaitsReply, isFirstMessage, messageAttributes, readStartRecord } from '../conversations/startRecord';
import type { Result } from '../runtime/Result';
import { success } from '../runtime/Result';
import type { TwilioFailure } from '../runtime/twilioFailure';
import { attempt, attemptTwice } from '../runtime/twilioFailure';
import type { FlexConfiguration } from '../settings/flexConfiguration';
import type { ScheduleItem } from './scheduleItem';

const LATEST_MESSAGES = 50;
/** Of the text of a message that was called off because the customer wrote first. The plugin says so beneath it. */
export const UNSENT = { unsent: 'customerWrote' };

/** The text stays where the customer has written before its time, and says that it was not sent. */
export async function markUnsent(
  twilio: Twilio,
  { chatServiceSid }: FlexConfiguration,
  { conversationSid, requestId }: ScheduleItem,
): Promise<Result<unknown, TwilioFailure>> {
  const text = await findFirstMessage(twilio, chatServiceSid, conversationSid, requestId);
  if (!text.ok || !text.value) return text;
  const message = twilio.conversations.v1
    .services(chatServiceSid)
    .conversations(conversationSid)
    .messages(text.value.sid);
  return attemptTwice(() => message.update({ attributes: messageAttributes(requestId, UNSENT) }));
}

/** The customer, and anybody else. */
const MOST_PARTICIPANTS = 2;

/**
 * Takes back what a message that does not go has left in the conversation that waits for its reply. Where nobody uses
 * that, it is closed, so that the customer can be written to again. It is never deleted, and where somebody has written
 * or is inside, it stays open: it is theirs.
 * @param isCancelled the text is taken out, for it never goes; what Twilio could not deliver remains to be seen
 */
export async function releaseCustomer(
  twilio: Twilio,
  { chatServiceSid }: FlexConfiguration,
  { conversationSid, requestId }: ScheduleItem,
  { isCancelled }: { isCancelled: boolean },
): Promise<Result<unknown, TwilioFailure>> {
  const conversation = twilio.conversations.v1.services(chatServiceSid).conversations(conversationSid);
  const [found, participants, messages] = await Promise.all([
    findConversation(twilio, chatServiceSid, conversationSid),
    attempt(() => conversation.participants.list({ limit: MOST_PARTICIPANTS })),
    attempt(() => conversation.messages.list({ order: 'desc', limit: LATEST_MESSAGES })),
  ]);
  if (!found.ok || !found.value || found.value.state === 'closed') return found;
  if (!participants.ok) return participants;
  if (!messages.ok) return messages;

  const text = messages.value.find(({ attributes }) => isFirstMessage(attributes, requestId));
  // Where it cannot be taken out, the customer is free all the same.
  if (isCancelled && text) await attempt(() => conversation.messages(text.sid).remove());
  const waits = awaitsReply(readStartRecord(found.value.attributes));
  const hasOthers = participants.value.length >= MOST_PARTICIPANTS || messages.value.some((one) => one !== text);
  return waits && !hasOthers ? attemptTwice(() => conversation.update({ state: 'closed' })) : success(undefined);
}
