import { isPhoneNumber, messagingAddress } from '../../../src/contract/address/messagingAddress';
import { CHANNELS, isByNumber } from '../../../src/contract/Channel';
import type { Channel } from '../../../src/contract/Channel';
import { pastConversationsRequest } from '../../../src/contract/pastConversations';
import type { PastConversation } from '../../../src/contract/pastConversations';
import { customerConversations } from '../conversations/conversations';
import { customerNumber } from '../conversations/customerNumber';
import { pastLines } from '../conversations/pastLines';
import { checkPermissions, isAmong, readPermissions } from '../routing/permissions';
import { agentToken } from '../runtime/agentToken';
import { defineFunction } from '../runtime/defineFunction';
import { failure, success } from '../runtime/Result';
import { twilioError } from '../runtime/twilioFailure';
import { readFlexConfiguration } from '../settings/flexConfiguration';

const MOST_CONVERSATIONS = 5;

/**
 * `POST /past-conversations`: the latest conversations with a customer, with their last lines. For whom the settings let
 * see them and who may write to the customer from this sender; those of senders that are not the agent's are left out.
 */
export const handler = defineFunction({
  route: 'past-conversations',
  input: pastConversationsRequest,
  guard: agentToken,

  async read({ twilio }, { channel, to }) {
    const configuration = readFlexConfiguration(twilio);
    const number = await customerNumber(channel, to, () => configuration);
    if (!number.ok) return number;
    const [flex, ...lists] = await Promise.all([
      configuration,
      ...channelsOf(channel, number.value).map(async (one) => {
        const found = await customerConversations(twilio, one, messagingAddress(one, number.value));
        return found.ok ? success(found.value.map((conversation) => ({ ...conversation, channel: one }))) : found;
      }),
    ]);
    if (!flex.ok) return flex;
    const conversations = [];
    for (const list of lists) {
      if (!list.ok) return failure(twilioError(list.error));
      conversations.push(...list.value);
    }
    return success({ configuration: flex.value, number: number.value, conversations });
  },

  async act({ twilio }, { input, principal: agent, read: { configuration, number, conversations } }) {
    const { pastConversations, senders } = configuration.settings;
    if (!isAmong(pastConversations.see, agent.roles)) return failure({ code: 'SUPERVISOR_ONLY' });
    const sender = senders.find((one) => one.channel === input.channel && one.address === input.from);
    if (!sender) return failure({ code: 'SENDER_NOT_ALLOWED', field: 'from' });
    const [permission, allowed] = await Promise.all([
      checkPermissions(twilio, configuration, agent.workerSid, { sender, number }),
      readPermissions(twilio, configuration, agent.workerSid),
    ]);
    if (!permission.ok) return permission;
    if (!allowed.ok) return allowed;
    const isTheirs = ({ channel, proxyAddress }: (typeof conversations)[number]): boolean =>
      allowed.value.senders.some(
        (one) =>
          one.channel === channel && (channel === 'chat' || messagingAddress(channel, one.address) === proxyAddress),
      );
    const latest = conversations
      .filter(isTheirs)
      .sort((one, other) => other.updatedAt.localeCompare(one.updatedAt))
      .slice(0, MOST_CONVERSATIONS);
    const lines = await Promise.all(
      latest.map(({ sid, address = number }) => pastLines(twilio, configuration, agent, { sid, address })),
    );
    const told: PastConversation[] = [];
    for (const [index, { sid, channel, createdAt, state }] of latest.entries()) {
      const found = lines[index]!;
      if (!found.ok) return failure(twilioError(found.error));
      told.push({ conversationSid: sid, channel, startedAt: createdAt, state, lines: found.value });
    }
    return success({ status: 200, body: { ok: true, conversations: told } });
  },
});

/** A number is the same person on each of the channels that go by numbers. */
const channelsOf = (channel: Channel, number: string): readonly Channel[] =>
  isPhoneNumber(number) ? CHANNELS.filter(isByNumber) : [channel];
