import React from 'react';
import { useSelector } from 'react-redux';

import { IconButton } from '@twilio/flex-ui';

import { mayWriteIn, selectConversation, takesTemplates } from '../../flex/conversations';
import type { AppState } from '../../flex/FlexContext';
import type { ComposerPartProps } from '../../flex/parts';
import type { PluginContext } from '../../PluginContext';
import { setTemplateDialog } from '../../state/messagingControlsState';

/** In the composer of a WhatsApp conversation: Flex has no templates of its own there. */
export const TemplateButton = ({
  plugin,
  conversationSid,
}: ComposerPartProps & { plugin: PluginContext }): React.ReactElement | null => {
  const { backend, flex, manager, t } = plugin;
  const isOffered = useSelector((state: AppState) => {
    const conversation = selectConversation(state, conversationSid);
    return conversation !== undefined && takesTemplates(flex, conversation) && mayWriteIn(conversation.source);
  });
  if (!backend || !isOffered) {
    return null;
  }
  return (
    <IconButton
      icon="File"
      size="small"
      title={t('sendTemplate')}
      aria-label={t('sendTemplate')}
      onClick={() => manager.store.dispatch(setTemplateDialog(conversationSid))}
    />
  );
};
