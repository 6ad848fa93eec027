import { outreachRequest } from '../../../src/contract/startConversation';
import { keepStartFor } from '../audit/keepStartFor';
import { uniqueNameOf } from '../interactions/Start';
import { checkStart } from '../interactions/checkStart';
import { firstMessage, replyOf } from '../interactions/firstMessage';
import { readCustomer } from '../interactions/readCustomer';
import { startOutreach } from '../outreach/startOutreach';
import { ownerOf } from '../routing/startFor';
import { agentToken } from '../runtime/agentToken';
import { defineFunction } from '../runtime/defineFunction';
import { success } from '../runtime/Result';
import { now } from '../runtime/Surroundings';

/** `POST /outreach`: an agent writes to a customer, a supervisor for a colleague too; the reply becomes a task. */
export const handler = defineFunction({
  route: 'outreach',
  input: outreachRequest,
  guard: agentToken,

  read({ twilio, log }, input) {
    log.requestId = input.requestId;
    return readCustomer({ twilio }, input);
  },

  async act(call, { input, principal: agent, read: customer }) {
    const { requestId, replyTo, queueSid, forWorkerSid } = input;
    const owner = ownerOf(customer.configuration, agent, forWorkerSid);
    if (!owner.ok) return owner;
    const { identity: author } = agent;
    const uniqueName = uniqueNameOf(agent.workerSid, requestId);
    const first = firstMessage(call, input, customer, { requestId, uniqueName, author, ...owner.value });
    const who = { agent, owner: owner.value, isNow: false };
    const { message, record } = first;
    const result = await startOutreach(
      { ...first, record: { ...record, reply: replyOf(first, { to: replyTo, queueSid }) } },
      customer.conversations,
      () => checkStart(call, input, { ...who, customer, message, uniqueName, now: now(call.twilio) }),
    );
    const { conversationSid = '' } = result.ok ? result.value.started : {};
    const done = result.ok ? success({ repeated: result.value.repeated, conversationSid }) : result;
    await keepStartFor(call, customer.configuration, owner.value, 'onReply', done);
    if (!result.ok) return result;
    const { repeated, started } = result.value;
    call.log.about = started.conversationSid;
    return success({ status: repeated ? 200 : 201, body: { ok: true, started } });
  },
});
