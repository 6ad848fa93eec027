import type { CustomerConversation } from './conversations';

/** The conversation, not closed, that goes by this address of ours. */
export const openConversation = (
  conversations: readonly CustomerConversation[],
  proxyAddress: string,
): CustomerConversation | undefined =>
  conversations.find((conversation) => conversation.state !== 'closed' && conversation.proxyAddress === proxyAddress);
