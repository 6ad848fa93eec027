import { randomUUID } from 'node:crypto';

import { outreachRequest } from '../../../src/contract/startConversation';
import { messageOf } from '../conversations/Message';
import { uniqueNameOf } from '../interactions/Start';
import { checkStart } from '../interactions/checkStart';
import { readCustomer } from '../interactions/readCustomer';
import type { Outreach } from '../outreach/startOutreach';
import { startOutreach } from '../outreach/startOutreach';
import { agentToken } from '../runtime/agentToken';
import { defineFunction } from '../runtime/defineFunction';
import { success } from '../runtime/Result';

/** `POST /outreach`: an agent writes to a customer; the reply becomes a task. */
export const handler = defineFunction({
  route: 'outreach',
  input: outreachRequest,
  guard: agentToken,

  read({ twilio, log }, input) {
    log.requestId = input.requestId;
    return readCustomer({ twilio }, input);
  },

  async act(call, { input, principal: agent, read: customer }) {
    const { requestId, channel, replyTo, queueSid, overrideReason } = input;
    const { configuration, address, proxyAddress, conversations } = customer;
    const { workerSid } = agent;
    const now = new Date();
    const message = messageOf(input);
    const uniqueName = uniqueNameOf(workerSid, requestId);
    const customerName = input.customerName === '' ? undefined : input.customerName;
    const outreach: Outreach = {
      call,
      configuration,
      author: agent.identity,
      requestId,
      channel,
      address,
      proxyAddress,
      customerName,
      message,
      uniqueName,
      record: {
        requestId,
        workerSid,
        attempt: randomUUID(),
        startedAt: now.toISOString(),
        ...(overrideReason ? { overrideReason } : {}),
        reply: { to: replyTo, queueSid, customerName, channel, address, proxyAddress },
      },
    };
    const result = await startOutreach(
      outreach,
      conversations.find((one) => one.uniqueName === uniqueName),
      () => checkStart(call, input, { agent, customer, message, uniqueName, now }),
    );
    if (!result.ok) return result;
    const { repeated, started } = result.value;
    return success({ status: repeated ? 200 : 201, body: { ok: true, started } });
  },
});
