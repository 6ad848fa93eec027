import { useMemo } from 'react';
import { useSelector } from 'react-redux';

import { plainAddress } from '../../contract/address/messagingAddress';
import { CHANNELS } from '../../contract/Channel';
import type { Channel } from '../../contract/Channel';
import { selectConversation } from '../../flex/conversations';
import type { AppState } from '../../flex/FlexContext';
import { taskCustomer } from '../../flex/taskCustomer';

export interface ConversationCustomer {
  channel: Channel;
  /** The customer's and our own address, without their channel's prefix; empty where no task names them. */
  to: string;
  from: string;
  name: string;
  /** When they wrote last; null where they have not in what Flex has loaded, undefined while it loads. */
  wroteAt: Date | null | undefined;
}

/** Whom a conversation is with, by its participants, its messages and its task. Undefined until Flex has loaded it. */
export function useConversationCustomer(conversationSid: string): ConversationCustomer | undefined {
  const conversation = useSelector((state: AppState) => selectConversation(state, conversationSid));
  const attributes = useSelector(
    (state: AppState) =>
      [...state.flex.worker.tasks.values()].find((task) => task.attributes?.conversationSid === conversationSid)
        ?.attributes as Record<string, unknown> | undefined,
  );
  return useMemo(() => {
    if (!conversation) return undefined;
    const participants = [...conversation.participants.values()].map(({ source }) => source);
    const bound = participants.filter(({ type }) => type !== 'chat');
    const channel = CHANNELS.find((one) => one === bound[0]?.type) ?? 'chat';
    const sids = new Set<string | null | undefined>(bound.map(({ sid }) => sid));
    const last = [...conversation.messages]
      .reverse()
      .find(({ source }) => 'participantSid' in source && sids.has(source.participantSid));
    const address = (value: unknown): string => (typeof value === 'string' ? plainAddress(value) : '');
    const isLoading = conversation.isLoadingMessages || conversation.isLoadingParticipants;
    return {
      channel,
      to: address(attributes?.customerAddress),
      from: address(attributes?.proxyAddress),
      name: (attributes && taskCustomer({ attributes })?.name) ?? '',
      wroteAt: isLoading ? undefined : (last?.source.dateCreated ?? null),
    };
  }, [conversation, attributes]);
}
