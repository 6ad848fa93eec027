import type { CustomerConversation } from './conversations';

/** The conversation, not closed, that goes by this address of ours; by none where the customer is a chat identity. */
export const openConversation = (
  conversations: readonly CustomerConversation[],
  proxyAddress: string | undefined,
): CustomerConversation | undefined =>
  conversations.find((conversation) => conversation.state !== 'closed' && conversation.proxyAddress === proxyAddress);
