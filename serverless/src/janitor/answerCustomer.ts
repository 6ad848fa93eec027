import { findConversation } from '../conversations/conversations';
import { readStartRecord } from '../conversations/startRecord';
import { conversationCustomer } from '../inbound/conversationCustomer';
import { takeMessage } from '../inbound/takeMessage';
import { findLiveTask } from '../interactions/openCustomerTask';
import { failure, success } from '../runtime/Result';
import { attempt, twilioError } from '../runtime/twilioFailure';
import type { Janitor, Mending } from './Janitor';
import { bringToRest } from './bringToRest';
import { inClaim } from './inClaim';
import { inviteAgain } from './inviteAgain';

/**
 * Gives a customer who wrote last, and whose conversation is in no task, to a person.
 * @param workerSid who is asked first, where their interaction still stands
 */
export async function answerCustomer(janitor: Janitor, conversationSid: string, workerSid?: string): Mending {
  const { twilio } = janitor.call;
  const { chatServiceSid } = janitor.configuration;
  const [found, customer] = await Promise.all([
    findConversation(twilio, chatServiceSid, conversationSid),
    conversationCustomer(twilio, chatServiceSid, conversationSid),
  ]);
  if (!found.ok) return failure(twilioError(found.error));
  if (!customer.ok) return failure(twilioError(customer.error));
  const conversation = found.value;
  const who = customer.value;
  if (!conversation || conversation.state === 'closed' || !who) return success('none');

  const invited = await inClaim(janitor, conversationSid, () => inviteAgain(janitor, conversation, who, workerSid));
  if (!invited.ok) return invited;
  if (invited.value !== undefined) return success(invited.value);
  if (readStartRecord(conversation.attributes)) return bringToRest(janitor, conversationSid, { isUnanswered: true });

  const latest = await attempt(() =>
    twilio.conversations.v1
      .services(chatServiceSid)
      .conversations(conversationSid)
      .messages.list({ order: 'desc', limit: 1 }),
  );
  if (!latest.ok) return failure(twilioError(latest.error));
  const text = latest.value[0]?.body ?? '';
  // By the rules for what comes in; it has a claim of its own.
  const taken = await takeMessage({ ...janitor, conversation, customer: who, text, optsOut: false, isFirst: false });
  if (!taken.ok) return taken;
  const task = await findLiveTask(twilio, janitor.configuration, { conversationSid, isUncertain: true });
  if (!task.ok) return failure(twilioError(task.error));
  return success(task.value ? 'handedOver' : 'atWork');
}
