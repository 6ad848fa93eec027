import type { Twilio } from 'twilio';

import { removeConversation } from '../conversations/conversations';
import type { Result } from '../runtime/Result';
import { success } from '../runtime/Result';
import type { TwilioFailure } from '../runtime/twilioFailure';
import { attempt } from '../runtime/twilioFailure';
import type { FlexConfiguration } from '../settings/flexConfiguration';
import type { ScheduleItem } from './scheduleItem';

const LATEST_MESSAGES = 50;

/**
 * Removes the conversation that waits for the reply to a message which does not go, with its webhook, so that the
 * customer can be written to again. Where the customer has written meanwhile, it is somebody's, and stays.
 */
export async function releaseCustomer(
  twilio: Twilio,
  { chatServiceSid }: FlexConfiguration,
  { conversationSid, address }: ScheduleItem,
): Promise<Result<unknown, TwilioFailure>> {
  const { messages } = twilio.conversations.v1.services(chatServiceSid).conversations(conversationSid);
  const listed = await attempt(() => messages.list({ order: 'desc', limit: LATEST_MESSAGES }));
  if (!listed.ok) return listed.error.status === 404 ? success(undefined) : listed;
  const hasWritten = listed.value.some(({ author }) => author === address);
  return hasWritten ? success(undefined) : removeConversation(twilio, chatServiceSid, conversationSid);
}
