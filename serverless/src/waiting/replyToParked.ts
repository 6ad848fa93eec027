import type { Conversation } from '../conversations/conversations';
import type { Parked } from '../conversations/parked';
import { isDue, timersUntil, writeParked } from '../conversations/parked';
import { conversationCustomer } from '../inbound/conversationCustomer';
import type { FunctionCall } from '../runtime/FunctionCall';
import type { FunctionError } from '../runtime/FunctionError';
import type { Result } from '../runtime/Result';
import { failure, success } from '../runtime/Result';
import { twilioError } from '../runtime/twilioFailure';
import type { FlexConfiguration } from '../settings/flexConfiguration';
import type { Back } from './bringBack';
import { bringBack } from './bringBack';
import { noteWritten } from './waitingIndex';

interface Message {
  conversation: Conversation;
  parked: Parked;
  author: string;
  /** What a website's form says, in the place of a message. */
  instead: object | undefined;
}

/**
 * A message in a conversation that was put aside: the customer's brings it back. One that waits for its date alone goes
 * on waiting, its agent sees that there is something, and the timer that every message starts anew is set again.
 */
export async function replyToParked(
  call: Pick<FunctionCall, 'twilio' | 'http' | 'log'>,
  configuration: FlexConfiguration,
  { conversation, parked, author, instead }: Message,
): Promise<Result<Back | undefined, FunctionError>> {
  const { twilio } = call;
  const { chatServiceSid } = configuration;
  const { sid: conversationSid } = conversation;
  const { id, workerSid, waitsFor } = parked;
  if (conversation.state === 'closed') return success(undefined);
  const customer = await conversationCustomer(twilio, chatServiceSid, conversationSid);
  if (!customer.ok) return failure(twilioError(customer.error));
  const isCustomers = instead !== undefined || author === customer.value?.address;
  if (isDue(twilio, parked, conversation.state) || (isCustomers && (waitsFor !== 'date' || instead))) {
    const backFor = isCustomers ? 'reply' : 'date';
    return bringBack(call, configuration, { conversationSid, id, backFor, attributes: instead });
  }
  const timers = timersUntil(twilio, parked);
  const [set] = await Promise.all([
    timers ? writeParked(twilio, chatServiceSid, conversation, parked, timers) : success(undefined),
    isCustomers ? noteWritten(twilio, workerSid, conversationSid) : undefined,
  ]);
  // Without it Twilio tells later; the sweep goes by the date itself.
  return set.ok ? success(undefined) : failure(twilioError(set.error));
}
