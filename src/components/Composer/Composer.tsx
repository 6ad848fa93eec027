import React, { useRef } from 'react';
import { useSelector } from 'react-redux';

import { Box } from '@twilio-paste/core/box';

import { mayWriteIn, selectConversation } from '../../flex/conversations';
import type { AppState } from '../../flex/FlexContext';
import type { ComposerPartProps } from '../../flex/parts';
import type { ScreenContext } from '../../PluginContext';
import { CannedTexts } from './CannedTexts';
import { ShutWindow } from './ShutWindow';
import { useConversationCustomer } from './useConversationCustomer';
import { useIsWindowShut } from './useIsWindowShut';

export interface ComposerProps {
  plugin: ScreenContext;
  conversationSid: string;
}

/** What stands above Flex's field for a message, or in its place, in a conversation that the agent may write in. */
export const Composer = ({
  plugin,
  conversationSid = '',
}: ComposerPartProps & { plugin: ScreenContext }): React.ReactElement | null => {
  const mayWrite = useSelector((state: AppState) => {
    const conversation = selectConversation(state, conversationSid);
    return conversation !== undefined && mayWriteIn(conversation.source);
  });
  return mayWrite ? <Writing key={conversationSid} plugin={plugin} conversationSid={conversationSid} /> : null;
};

const Writing = ({ plugin, conversationSid }: ComposerProps): React.ReactElement => {
  const root = useRef<HTMLDivElement>(null);
  const customer = useConversationCustomer(conversationSid);
  const isShut = useIsWindowShut(plugin, customer);
  return (
    <Box ref={root} position="relative" width="100%" lang={plugin.t('language')}>
      {isShut && customer ? (
        <ShutWindow plugin={plugin} conversationSid={conversationSid} channel={customer.channel} />
      ) : null}
      {customer && plugin.settings.cannedTexts.length > 0 ? (
        <CannedTexts plugin={plugin} conversationSid={conversationSid} customer={customer} place={root} />
      ) : null}
    </Box>
  );
};
