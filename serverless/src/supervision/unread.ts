import type { Janitor } from '../janitor/Janitor';
import { isSupervisor } from '../people/inside';
import type { Result } from '../runtime/Result';
import { success } from '../runtime/Result';
import type { TwilioFailure } from '../runtime/twilioFailure';
import { attempt } from '../runtime/twilioFailure';
import { customerWaitsSince } from './waits';

const MOST_PARTICIPANTS = 50;

/**
 * How many of the customer's unanswered messages no agent in the conversation has read, by how far each has read; undefined
 * where nobody waits, or no agent is inside. Two calls: Twilio tells it of one conversation at a time alone.
 * https://www.twilio.com/docs/conversations-classic/api/conversation-participant-resource
 */
export async function readUnread(
  { call: { twilio }, configuration }: Pick<Janitor, 'call' | 'configuration'>,
  conversationSid: string,
): Promise<Result<number | undefined, TwilioFailure>> {
  const [waits, listed] = await Promise.all([
    customerWaitsSince(twilio, configuration, conversationSid),
    attempt(() =>
      twilio.conversations.v1
        .services(configuration.chatServiceSid)
        .conversations(conversationSid)
        .participants.list({ limit: MOST_PARTICIPANTS }),
    ),
  ]);
  if (!waits.ok) return waits;
  if (!listed.ok) return listed.error.status === 404 ? success(undefined) : listed;
  if (!waits.value) return success(undefined);
  const { indexes, customer } = waits.value;
  // What a supervisor who has joined has read, its agent may not have.
  const agents = listed.value.filter(
    ({ identity, messagingBinding, attributes }) =>
      identity !== null && messagingBinding === null && identity !== customer && !isSupervisor(attributes),
  );
  if (agents.length === 0) return success(undefined);
  const read = Math.max(...agents.map(({ lastReadMessageIndex }) => lastReadMessageIndex ?? -1));
  return success(indexes.filter((index) => index > read).length);
}
