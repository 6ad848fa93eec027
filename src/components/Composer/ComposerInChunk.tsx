import React from 'react';
import { useSelector } from 'react-redux';

import { inChunk } from '../../chunks/inChunk';
import { mayWriteIn, selectConversation } from '../../flex/conversations';
import type { AppState } from '../../flex/FlexContext';
import type { ComposerPartProps } from '../../flex/parts';
import type { PluginContext } from '../../PluginContext';

// Until it is there, and where it cannot be loaded, the composer is Flex's own.
const Composer = inChunk(
  () => import(/* webpackChunkName: "composer" */ './Composer').then((chunk) => chunk.Composer),
  () => null,
);

/** Above Flex's field for a message: loaded when the first conversation is open that the agent may write in. */
export const ComposerInChunk = ({
  plugin,
  conversationSid = '',
}: ComposerPartProps & { plugin: PluginContext }): React.ReactElement | null => {
  const isOpen = useSelector((state: AppState) => {
    const conversation = selectConversation(state, conversationSid);
    return conversation !== undefined && mayWriteIn(conversation.source);
  });
  return isOpen ? <Composer key={conversationSid} plugin={plugin} conversationSid={conversationSid} /> : null;
};
