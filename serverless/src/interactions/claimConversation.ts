import type { Conversation } from '../conversations/conversations';
import {
  ADDRESSES_TAKEN,
  UNIQUE_NAME_TAKEN,
  createConversation,
  customerConversations,
  findConversation,
} from '../conversations/conversations';
import { openConversation } from '../conversations/openConversation';
import { readStartRecord } from '../conversations/startRecord';
import type { FunctionError } from '../runtime/FunctionError';
import type { Result } from '../runtime/Result';
import { failure, success } from '../runtime/Result';
import { twilioError } from '../runtime/twilioFailure';
import type { FirstMessage } from './Start';
import { insist } from './insist';

export interface Claim {
  conversation: Conversation;
  /** False where another arrival of the same request made it. */
  isOurs: boolean;
}

/**
 * Makes the conversation with the customer, whose unique name only one arrival of the request can take.
 * @param timers for a conversation that waits for the customer's reply: ISO 8601 durations
 */
export async function claimConversation(
  request: Pick<
    FirstMessage,
    'call' | 'configuration' | 'channel' | 'uniqueName' | 'record' | 'address' | 'proxyAddress'
  >,
  timers?: { closed: string },
): Promise<Result<Claim, FunctionError>> {
  const { call, configuration, channel, uniqueName, record, address, proxyAddress } = request;
  const { twilio, http } = call;
  const { chatServiceSid } = configuration;
  const wanted = { uniqueName, record, address, proxyAddress, ...(timers ? { timers } : {}) };
  const made = await createConversation(twilio, chatServiceSid, wanted);
  if (made.ok) return success({ conversation: made.value, isOurs: true });

  const { error } = made;
  if (error.uncertain || error.code === UNIQUE_NAME_TAKEN) {
    const found = await insist(http, () => findConversation(twilio, chatServiceSid, uniqueName));
    if (!found.ok) {
      return failure(error.uncertain ? { ...twilioError(error), code: 'LEFT_HALF_DONE' } : twilioError(found.error));
    }
    if (!found.value) return failure(twilioError(error));
    const isOurs = readStartRecord(found.value.attributes)?.attempt === record.attempt;
    return success({ conversation: found.value, isOurs });
  }
  if (ADDRESSES_TAKEN.includes(error.code)) {
    const found = await customerConversations(twilio, channel, address);
    const conversations = found.ok ? found.value : [];
    // By the same request, which came at the same moment and was quicker.
    const conversation = conversations.find((one) => one.uniqueName === uniqueName);
    if (conversation) return success({ conversation, isOurs: false });
    const { sid } = openConversation(conversations, proxyAddress) ?? { sid: error.conversationSid };
    if (sid !== undefined) return failure({ code: 'CONVERSATION_OPEN', conversationSid: sid });
  }
  return failure(twilioError(error));
}
