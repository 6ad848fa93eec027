import { outreachRequest } from '../../../src/contract/startConversation';
import { uniqueNameOf } from '../interactions/Start';
import { checkStart } from '../interactions/checkStart';
import { firstMessage, replyOf } from '../interactions/firstMessage';
import { readCustomer } from '../interactions/readCustomer';
import { startOutreach } from '../outreach/startOutreach';
import { agentToken } from '../runtime/agentToken';
import { defineFunction } from '../runtime/defineFunction';
import { success } from '../runtime/Result';
import { now } from '../runtime/Surroundings';

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
    const { requestId, replyTo, queueSid } = input;
    const { workerSid, identity: author } = agent;
    const uniqueName = uniqueNameOf(workerSid, requestId);
    const first = firstMessage(call, input, customer, { requestId, uniqueName, author, workerSid });
    const { message, record } = first;
    const result = await startOutreach(
      { ...first, record: { ...record, reply: replyOf(first, { to: replyTo, queueSid }) } },
      customer.conversations,
      () => checkStart(call, input, { agent, customer, message, uniqueName, now: now(call.twilio) }),
    );
    if (!result.ok) return result;
    const { repeated, started } = result.value;
    call.log.about = started.conversationSid;
    return success({ status: repeated ? 200 : 201, body: { ok: true, started } });
  },
});
