import { messagingAddress } from '../../../src/contract/address/messagingAddress';
import type { OpenConversation } from '../../../src/contract/openConversations';
import { openConversationsRequest } from '../../../src/contract/openConversations';
import { customerConversations } from '../conversations/conversations';
import { customerNumber } from '../conversations/customerNumber';
import { describeConversation } from '../remedies/describeConversation';
import { otherAddresses } from '../interactions/otherAddresses';
import { checkPermissions } from '../routing/permissions';
import { agentToken } from '../runtime/agentToken';
import { defineFunction } from '../runtime/defineFunction';
import { failure, success } from '../runtime/Result';
import { twilioError } from '../runtime/twilioFailure';
import { readFlexConfiguration } from '../settings/flexConfiguration';

/** `POST /open-conversations`: whose the conversation with a customer is, and what can be done about it. */
export const handler = defineFunction({
  route: 'open-conversations',
  input: openConversationsRequest,
  guard: agentToken,

  async read({ twilio }, input) {
    const { channel, to } = input;
    const configuration = readFlexConfiguration(twilio);
    const number = await customerNumber(channel, to, () => configuration);
    if (!number.ok) return number;
    const address = messagingAddress(channel, number.value);
    const [flex, conversations, others] = await Promise.all([
      configuration,
      customerConversations(twilio, channel, address),
      otherAddresses(twilio, input, number.value, configuration),
    ]);
    if (!flex.ok) return flex;
    if (!conversations.ok) return failure(twilioError(conversations.error));
    if (!others.ok) return others;
    const read = { number: number.value, address, conversations: conversations.value, others: others.value };
    return success({ configuration: flex.value, ...read });
  },

  async act({ twilio }, { input, principal: agent, read }) {
    const { configuration, number, address, conversations, others } = read;
    const proxyAddress = input.channel === 'chat' ? undefined : messagingAddress(input.channel, input.from);
    const sender = configuration.settings.senders.find(
      (one) => one.channel === input.channel && one.address === input.from,
    );
    if (!sender) return failure({ code: 'SENDER_NOT_ALLOWED', field: 'from' });
    const permission = await checkPermissions(twilio, configuration, agent.workerSid, { sender, number });
    if (!permission.ok) return permission;
    const open = conversations.filter((one) => one.state !== 'closed' && one.proxyAddress === proxyAddress);
    const elsewhere = others.flatMap((other) => other.conversations);
    const described = await Promise.all(
      [...open, ...elsewhere].map((conversation) =>
        describeConversation(twilio, configuration, agent, { conversation, address: conversation.address ?? address }),
      ),
    );
    const found: OpenConversation[] = [];
    for (const one of described) {
      if (!one.ok) return one;
      // What is written goes to the address that was entered, and to no other.
      const isElsewhere = elsewhere.some(({ sid }) => sid === one.value.conversationSid);
      const remedies = one.value.remedies.filter((remedy) => !(isElsewhere && remedy === 'reuse'));
      found.push({ ...one.value, remedies });
    }
    return success({ status: 200, body: { ok: true, conversations: found } });
  },
});
