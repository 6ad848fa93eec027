import { randomUUID } from 'node:crypto';

import { interactionsRequest } from '../../../src/contract/startConversation';
import { messageOf } from '../conversations/Message';
import { uniqueNameOf } from '../interactions/Start';
import type { Start } from '../interactions/Start';
import { checkStart } from '../interactions/checkStart';
import { readCustomer } from '../interactions/readCustomer';
import { reuseConversation } from '../interactions/reuseConversation';
import { startConversation } from '../interactions/startConversation';
import { agentToken } from '../runtime/agentToken';
import { defineFunction } from '../runtime/defineFunction';
import { success } from '../runtime/Result';

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
    const { requestId, channel, customerName, queueSid, overrideReason, reuseConversationSid } = input;
    const { configuration, address, proxyAddress, conversations } = customer;
    const { workerSid } = agent;
    const now = new Date();
    const message = messageOf(input);
    const uniqueName = uniqueNameOf(workerSid, requestId);
    const start: Start = {
      call,
      configuration,
      agent,
      author: agent.identity,
      requestId,
      channel,
      address,
      proxyAddress,
      queueSid: queueSid ?? configuration.taskQueueSid,
      customerName: customerName === '' ? undefined : customerName,
      message,
      uniqueName,
      record: {
        requestId,
        workerSid,
        attempt: randomUUID(),
        startedAt: now.toISOString(),
        ...(overrideReason ? { overrideReason } : {}),
      },
    };
    const checked = () => checkStart(call, input, { agent, customer, message, uniqueName, now });
    const result = await (reuseConversationSid
      ? reuseConversation(
          start,
          conversations.find((one) => one.sid === reuseConversationSid && one.proxyAddress === proxyAddress),
          checked,
        )
      : startConversation(
          start,
          conversations.find((one) => one.uniqueName === uniqueName),
          checked,
        ));
    if (!result.ok) return result;
    const { repeated, started } = result.value;
    return success({ status: repeated ? 200 : 201, body: { ok: true, started } });
  },
});
