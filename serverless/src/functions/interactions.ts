import { interactionsRequest } from '../../../src/contract/startConversation';
import { keepStartFor } from '../audit/keepStartFor';
import { uniqueNameOf } from '../interactions/Start';
import type { Start } from '../interactions/Start';
import { checkStart } from '../interactions/checkStart';
import { firstMessage } from '../interactions/firstMessage';
import { readCustomer } from '../interactions/readCustomer';
import { reuseConversation } from '../interactions/reuseConversation';
import { startConversation } from '../interactions/startConversation';
import { ownerOf } from '../routing/startFor';
import { agentToken } from '../runtime/agentToken';
import { defineFunction } from '../runtime/defineFunction';
import { success } from '../runtime/Result';
import { now } from '../runtime/Surroundings';

/**
 * `POST /interactions`: an agent starts a conversation with a customer, or goes on in one that has no agent; a supervisor does
 * so for a colleague too.
 */
export const handler = defineFunction({
  route: 'interactions',
  input: interactionsRequest,
  guard: agentToken,

  read({ twilio, log }, input) {
    log.requestId = input.requestId;
    return readCustomer({ twilio }, input);
  },

  async act(call, { input, principal: agent, read: customer }) {
    const { requestId, queueSid, reuseConversationSid, forWorkerSid } = input;
    const { configuration, proxyAddress, conversations } = customer;
    const owner = ownerOf(configuration, agent, forWorkerSid);
    if (!owner.ok) return owner;
    const { identity: author } = agent;
    const uniqueName = uniqueNameOf(agent.workerSid, requestId);
    const first = firstMessage(call, input, customer, { requestId, uniqueName, author, ...owner.value });
    const start: Start = {
      ...first,
      record: { ...first.record, queueSid, customerName: first.customerName },
      workerSid: owner.value.workerSid,
      queueSid: queueSid ?? configuration.taskQueueSid,
    };
    const { message } = start;
    const who = { agent, owner: owner.value, isNow: true };
    const checked = () => checkStart(call, input, { ...who, customer, message, uniqueName, now: now(call.twilio) });
    const result = await (reuseConversationSid
      ? reuseConversation(
          start,
          conversations.find((one) => one.sid === reuseConversationSid && one.proxyAddress === proxyAddress),
          checked,
        )
      : startConversation(start, conversations, checked));
    const { conversationSid = '' } = result.ok ? result.value.started : {};
    const done = result.ok ? success({ repeated: result.value.repeated, conversationSid }) : result;
    await keepStartFor(call, configuration, owner.value, 'now', done);
    if (!result.ok) return result;
    const { repeated, started } = result.value;
    call.log.about = started.conversationSid;
    return success({ status: repeated ? 200 : 201, body: { ok: true, started } });
  },
});
