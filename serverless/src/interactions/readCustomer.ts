import { messagingAddress } from '../../../src/contract/address/messagingAddress';
import type { Channel } from '../../../src/contract/Channel';
import type { ComplianceFacts } from '../compliance/compliance';
import { readCompliance } from '../compliance/compliance';
import type { CustomerConversation } from '../conversations/conversations';
import { customerConversations } from '../conversations/conversations';
import { customerNumber } from '../conversations/customerNumber';
import { openConversation } from '../conversations/openConversation';
import type { FunctionCall } from '../runtime/FunctionCall';
import type { FunctionError } from '../runtime/FunctionError';
import type { Result } from '../runtime/Result';
import { failure, success } from '../runtime/Result';
import { twilioError } from '../runtime/twilioFailure';
import type { ConfigurationRead, FlexConfiguration } from '../settings/flexConfiguration';
import { readFlexConfiguration } from '../settings/flexConfiguration';
import type { OtherAddress } from './otherAddresses';
import { otherAddresses } from './otherAddresses';

/** What has to be known before a customer is written to. */
export interface Customer {
  configuration: FlexConfiguration;
  /** Without the channel's prefix. */
  number: string;
  /**
   * The customer's and our own address, as Conversations writes them; a chat identity has no address of ours. Of the forms
   * that a customer's has, the one in which Twilio knows them.
   */
  address: string;
  proxyAddress: string | undefined;
  /** Closed ones too. */
  conversations: CustomerConversation[];
  /** Of all their addresses where they are opted out. */
  compliance: ComplianceFacts;
  /** Addresses that somebody says are theirs too. */
  others: OtherAddress[];
}

/** The conversation with the customer from this sender that is open, at whichever of their addresses. */
export const customerOpenConversation = (
  { conversations, proxyAddress, others }: Pick<Customer, 'conversations' | 'proxyAddress' | 'others'>,
  isOther: (conversation: CustomerConversation) => boolean = () => true,
): CustomerConversation | undefined =>
  openConversation(conversations.filter(isOther), proxyAddress) ??
  others.flatMap((other) => other.conversations).find(isOther);

/**
 * Reads it all side by side, in one trip to Twilio.
 * @param configuration where it is being read already
 */
export async function readCustomer(
  { twilio }: Pick<FunctionCall, 'twilio'>,
  input: {
    channel: Channel;
    to: string;
    from: string;
    contentSid?: string | undefined;
    otherAddresses?: string | undefined;
  },
  configuration: ConfigurationRead = readFlexConfiguration(twilio),
): Promise<Result<Customer, FunctionError>> {
  const { channel, to, from, contentSid } = input;
  const number = await customerNumber(channel, to, () => configuration);
  if (!number.ok) return number;
  const address = messagingAddress(channel, number.value);
  const proxyAddress = channel === 'chat' ? undefined : messagingAddress(channel, from);
  const [flex, conversations, compliance, others] = await Promise.all([
    configuration,
    customerConversations(twilio, channel, address),
    readCompliance(twilio, { channel, address, proxyAddress, contentSid }),
    otherAddresses(twilio, input, number.value, configuration),
  ]);
  if (!flex.ok) return flex;
  if (!conversations.ok) return failure(twilioError(conversations.error));
  if (!compliance.ok) return compliance;
  if (!others.ok) return others;
  const optedOut = compliance.value.optedOut || others.value.some((other) => other.optedOut);
  return success({
    configuration: flex.value,
    number: number.value,
    address: compliance.value.lastAddress ?? latestAddress(conversations.value, proxyAddress) ?? address,
    proxyAddress,
    conversations: conversations.value,
    compliance: { ...compliance.value, optedOut },
    others: others.value,
  });
}

/** By which the customer is, or was last, in a conversation from this address of ours. */
const latestAddress = (
  conversations: readonly CustomerConversation[],
  proxyAddress: string | undefined,
): string | undefined =>
  conversations
    .filter((one) => one.proxyAddress === proxyAddress)
    .sort((one, other) => other.createdAt.localeCompare(one.createdAt))
    .find(({ address }) => address !== undefined)?.address;
