import { startStatusRequest } from '../../../src/contract/startStatus';
import { findConversation, findFirstMessage } from '../conversations/conversations';
import { conversationCustomer } from '../inbound/conversationCustomer';
import { awaitReplyInstead } from '../interactions/awaitReplyInstead';
import { channelState } from '../interactions/channelState';
import { agentToken } from '../runtime/agentToken';
import { defineFunction } from '../runtime/defineFunction';
import { failure, success } from '../runtime/Result';
import { twilioError } from '../runtime/twilioFailure';
import { readFlexConfiguration } from '../settings/flexConfiguration';

/** `POST /start-status`: whether the task of a conversation that the agent has started will still come. */
export const handler = defineFunction({
  route: 'start-status',
  input: startStatusRequest,
  guard: agentToken,

  async read({ twilio, log }, input) {
    log.requestId = input.requestId;
    log.about = input.conversationSid;
    const state = await channelState(twilio, input);
    return state.ok ? state : failure(twilioError(state.error));
  },

  async act(call, { input, principal: { identity, workerSid }, read: { hasFailed, twilioCode } }) {
    if (!hasFailed) return success({ status: 200, body: { ok: true, status: 'opening' } });
    const { twilio } = call;
    const { requestId, conversationSid } = input;
    const flex = await readFlexConfiguration(twilio);
    if (!flex.ok) return flex;
    const configuration = flex.value;
    const { chatServiceSid } = configuration;
    const [message, conversation, customer] = await Promise.all([
      findFirstMessage(twilio, chatServiceSid, conversationSid, requestId),
      findConversation(twilio, chatServiceSid, conversationSid),
      conversationCustomer(twilio, chatServiceSid, conversationSid),
    ]);
    if (!message.ok) return failure(twilioError(message.error));
    if (!conversation.ok) return failure(twilioError(conversation.error));
    if (!customer.ok) return failure(twilioError(customer.error));
    // Only who has sent the request's message has a say in what becomes of the reply.
    if (message.value?.author !== identity || !conversation.value || !customer.value) {
      return failure({ code: 'CONVERSATION_CHANGED' });
    }
    // By a supervisor it may be a colleague's.
    const who = { customer: customer.value, requestId, workerSid: message.value.startedFor ?? workerSid };
    const waits = await awaitReplyInstead({ call, configuration }, conversation.value, who);
    if (!waits.ok) return waits;
    return success({ status: 200, body: { ok: true, status: 'failed', ...(twilioCode ? { twilioCode } : {}) } });
  },
});
