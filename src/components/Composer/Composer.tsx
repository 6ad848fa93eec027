import React, { useRef } from 'react';

import { Box } from '@twilio-paste/core/box';

import type { ScreenContext } from '../../PluginContext';
import { CannedTexts } from './CannedTexts';
import { ShutWindow } from './ShutWindow';
import { useConversationCustomer } from './useConversationCustomer';
import { useIsWindowShut } from './useIsWindowShut';

export interface ComposerProps {
  plugin: ScreenContext;
  conversationSid: string;
}

/** What stands above Flex's field for a message, or in its place. */
export const Composer = ({ plugin, conversationSid }: ComposerProps): React.ReactElement => {
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
