import type { Conversation } from '../conversations/conversations';
import { readStartRecord } from '../conversations/startRecord';
import type { Customer } from '../inbound/conversationCustomer';
import type { FunctionError } from '../runtime/FunctionError';
import type { Result } from '../runtime/Result';
import { success } from '../runtime/Result';
import { now, randomUuid } from '../runtime/Surroundings';
import type { FirstMessage } from './Start';
import { awaitReply } from './waitForReply';

/**
 * The customer has an agent's message, and the task that was to come with it never comes: their reply makes one, for the
 * same agent. Safe to repeat.
 */
export async function awaitReplyInstead(
  { call, configuration }: Pick<FirstMessage, 'call' | 'configuration'>,
  conversation: Conversation,
  { customer, requestId, workerSid }: { customer: Customer; requestId: string; workerSid: string },
): Promise<Result<undefined, FunctionError>> {
  const standing = readStartRecord(conversation.attributes);
  // It waits already, or the customer has replied since.
  if (conversation.state === 'closed' || standing?.reply) return success(undefined);
  const { queueSid, customerName } = standing ?? {};
  const record = {
    ...(standing ?? { attempt: randomUuid(call.twilio), startedAt: now(call.twilio).toISOString() }),
    requestId,
    workerSid,
    system: undefined,
    reply: { to: 'agent' as const, queueSid, customerName, ...customer },
  };
  const cause: FunctionError = { code: 'TWILIO_UNAVAILABLE' };
  return awaitReply({ call, configuration, requestId, record }, conversation.sid, cause);
}
