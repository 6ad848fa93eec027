import { interactionsRequest } from '../../../src/contract/startConversation';
import { uniqueNameOf } from '../interactions/Start';
import type { Start } from '../interactions/Start';
import { checkStart } from '../interactions/checkStart';
import { firstMessage } from '../interactions/firstMessage';
import { readCustomer } from '../interactions/readCustomer';
import { reuseConversation } from '../interactions/reuseConversation';
import { startConversation } from '../interactions/startConversation';
import { agentToken } from '../runtime/agentToken';
import { defineFunction } from '../runtime/defineFunction';
import { success } from '../runtime/Result';
import { now } from '../runtime/Surroundings';

/** `POST /interactions`: an agent starts a conversation with a customer, or goes on in one that has no agent. */
export const handler = defineFunction({
  route: 'interactions',
  input: interactionsRequest,
  guard: agentToken,

  read({ twilio, log }, input) {
    log.requestId = input.requestId;
    return readCustomer({ twilio }, input);
  },

  async act(call, { input, principal: agent, read: customer }) {
    const { requestId, queueSid, reuseConversationSid } = input;
    const { configuration, proxyAddress, conversations } = customer;
    const { workerSid, identity: author } = agent;
    const uniqueName = uniqueNameOf(workerSid, requestId);
    const first = firstMessage(call, input, customer, { requestId, uniqueName, author, workerSid });
    const start: Start = {
      ...first,
      record: { ...first.record, queueSid, customerName: first.customerName },
      agent,
      queueSid: queueSid ?? configuration.taskQueueSid,
    };
    const { message } = start;
    const checked = () => checkStart(call, input, { agent, customer, message, uniqueName, now: now(call.twilio) });
    const result = await (reuseConversationSid
      ? reuseConversation(
          start,
          conversations.find((one) => one.sid === reuseConversationSid && one.proxyAddress === proxyAddress),
          checked,
        )
      : startConversation(start, conversations, checked));
    if (!result.ok) return result;
    const { repeated, started } = result.value;
    call.log.about = started.conversationSid;
    return success({ status: repeated ? 200 : 201, body: { ok: true, started } });
  },
});
