import React, { useEffect, useRef } from 'react';
import { useSelector } from 'react-redux';

import { closeDialpad } from '../../flex/dialpad';
import type { AppState } from '../../flex/FlexContext';
import { HeaderIconButton } from '../../flex/HeaderIconButton';
import type { PartProps } from '../../flex/parts';
import type { PluginContext } from '../../PluginContext';
import { setStartConversationPanelOpen } from '../../state/messagingControlsState';
import { START_CONVERSATION_PANEL_ID } from '../StartConversationPanel/PanelPlace';

/** Opens and closes the panel, and takes the focus back when the panel has closed with it. */
export const StartConversationButton = ({
  plugin,
  theme,
}: PartProps & { plugin: PluginContext }): React.ReactElement => {
  const open = useSelector((state: AppState) => state.messagingControls.startConversationPanelOpen);
  const buttonRef = useRef<HTMLButtonElement>(null);
  const wasOpen = useRef(open);

  useEffect(() => {
    // Elsewhere means that Flex or the person has moved the focus on.
    const focusIsLost = document.activeElement === document.body || document.activeElement === null;
    if (wasOpen.current && !open && focusIsLost) {
      buttonRef.current?.focus();
    }
    wasOpen.current = open;
  }, [open]);

  const toggle = async () => {
    if (!open) {
      await closeDialpad(plugin);
    }
    plugin.manager.store.dispatch(setStartConversationPanelOpen(!open));
  };

  return (
    <HeaderIconButton
      icon="Message"
      label={plugin.t('startConversation')}
      expanded={open}
      controls={START_CONVERSATION_PANEL_ID}
      buttonRef={buttonRef}
      theme={theme}
      onClick={() => void toggle()}
    />
  );
};
