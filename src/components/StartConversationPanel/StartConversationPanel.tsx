import React, { useRef } from 'react';
import { useSelector } from 'react-redux';

import { ChunkNotice } from '../../chunks/ChunkNotice';
import { inChunk } from '../../chunks/inChunk';
import type { MeanwhileProps } from '../../chunks/inChunk';
import type { ContactProviders } from '../../contacts/contactProviders';
import type { AppState } from '../../flex/FlexContext';
import type { PluginContext } from '../../PluginContext';
import { setStartConversationPanelOpen } from '../../state/messagingControlsState';
import { PanelPlace, START_CONVERSATION_PANEL_ID } from './PanelPlace';

const TITLE_ID = `${START_CONVERSATION_PANEL_ID}-title`;

interface StartConversationPanelProps {
  plugin: PluginContext;
  contacts: ContactProviders;
}

const Meanwhile = ({
  plugin,
  problem,
  retry,
}: StartConversationPanelProps & MeanwhileProps): React.ReactElement | null => {
  const { manager, t } = plugin;
  const open = useSelector((state: AppState) => state.messagingControls.startConversationPanelOpen);
  return open ? (
    <PanelPlace plugin={plugin} titleId={TITLE_ID}>
      <ChunkNotice
        t={t}
        title={t('startConversation')}
        titleId={TITLE_ID}
        problem={problem}
        retry={retry}
        close={() => manager.store.dispatch(setStartConversationPanelOpen(false))}
      />
    </PanelPlace>
  ) : null;
};

/** The panel, as soon as its chunk is there. */
export const PanelInChunk = inChunk(
  () => import(/* webpackChunkName: "panel" */ './OpenedPanel').then(({ OpenedPanel }) => OpenedPanel),
  Meanwhile,
);

/** Costs nothing until it is opened first. */
export const StartConversationPanel = (props: StartConversationPanelProps): React.ReactElement | null => {
  const open = useSelector((state: AppState) => state.messagingControls.startConversationPanelOpen);
  const wasOpened = useRef(false);
  wasOpened.current ||= open;
  return wasOpened.current ? <PanelInChunk {...props} /> : null;
};
