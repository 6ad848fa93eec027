import { randomUUID } from 'node:crypto';

import { interactionsRequest } from '../../../src/contract/startConversation';
import { customerConversations } from '../conversations/conversations';
import { customerNumber } from '../conversations/customerNumber';
import { messagingAddress } from '../conversations/messagingAddress';
import { messageOf } from '../conversations/Message';
import { openConversation } from '../conversations/openConversation';
import { checkAddresses } from '../interactions/checkAddresses';
import { uniqueNameOf } from '../interactions/Start';
import { startConversation } from '../interactions/startConversation';
import { agentToken } from '../runtime/agentToken';
import { defineFunction } from '../runtime/defineFunction';
import { failure, success } from '../runtime/Result';
import { twilioError } from '../runtime/twilioFailure';
import { readFlexConfiguration } from '../settings/flexConfiguration';

/** `POST /interactions`: an agent starts a conversation with a customer. */
export const handler = defineFunction({
  route: 'interactions',
  input: interactionsRequest,
  guard: agentToken,

  async read({ twilio, log }, { requestId, channel, to }) {
    log.requestId = requestId;
    const configuration = readFlexConfiguration(twilio);
    const number = await customerNumber(channel, to);
    if (!number.ok) return number;
    const address = messagingAddress(channel, number.value);
    const [flex, conversations] = await Promise.all([configuration, customerConversations(twilio, address)]);
    if (!flex.ok) return flex;
    if (!conversations.ok) return failure(twilioError(conversations.error));
    return success({
      configuration: flex.value,
      number: number.value,
      address,
      conversations: conversations.value,
    });
  },

  async act(call, { input, principal: agent, read }) {
    const { requestId, channel, from, customerName } = input;
    const { configuration, number, address, conversations } = read;
    const refusal = checkAddresses(input, number, configuration.settings.senders);
    if (refusal) return failure(refusal);

    const uniqueName = uniqueNameOf(agent.workerSid, requestId);
    const proxyAddress = messagingAddress(channel, from);
    const own = conversations.find((conversation) => conversation.uniqueName === uniqueName);
    const open = own ? undefined : openConversation(conversations, proxyAddress);
    if (open) return failure({ code: 'CONVERSATION_OPEN', conversationSid: open.sid });

    const record = {
      requestId,
      workerSid: agent.workerSid,
      attempt: randomUUID(),
      startedAt: new Date().toISOString(),
    };
    const start = {
      ...{
        call,
        configuration,
        agent,
        requestId,
        channel,
        address,
        proxyAddress,
        message: messageOf(input),
        uniqueName,
        record,
      },
      customerName: customerName === '' ? undefined : customerName,
    };
    const result = await startConversation(start, own);
    if (!result.ok) return result;
    const { repeated, started } = result.value;
    return success({ status: repeated ? 200 : 201, body: { ok: true, started } });
  },
});
