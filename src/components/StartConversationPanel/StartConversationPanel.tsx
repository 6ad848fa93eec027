import React, { useEffect, useRef, useState } from 'react';
import { useSelector } from 'react-redux';

import { Box } from '@twilio-paste/core/box';
import { Button } from '@twilio-paste/core/button';
import { Heading } from '@twilio-paste/core/heading';
import { ScreenReaderOnly } from '@twilio-paste/core/screen-reader-only';
import { CloseIcon } from '@twilio-paste/icons/esm/CloseIcon';

import type { ContactProviders } from '../../contacts/contactProviders';
import type { AppState } from '../../flex/FlexContext';
import type { PluginContext } from '../../PluginContext';
import { setStartConversationPanelOpen } from '../../state/messagingControlsState';
import { ErrorBoundary } from '../ErrorBoundary/ErrorBoundary';
import { NoticeCallout } from './NoticeCallout';
import { ScheduledMessages } from './ScheduledMessages';
import { StartConversationForm } from './StartConversationForm';
import { useOpenConversations } from './useOpenConversations';
import { useStartConversation } from './useStartConversation';

export const START_CONVERSATION_PANEL_ID = 'messaging-controls-start-conversation';
const TITLE_ID = `${START_CONVERSATION_PANEL_ID}-title`;

/**
 * Lies over the right edge, as Flex's dialpad does: as an ordinary child of the main container it would push the desktop
 * out of the window. The z-index is the dialpad's.
 */
const OVER_THE_RIGHT_EDGE: React.CSSProperties = {
  position: 'absolute',
  top: 0,
  right: 0,
  width: 340,
  maxWidth: '100%',
  height: '100%',
  zIndex: 55,
};

interface StartConversationPanelProps {
  plugin: PluginContext;
  contacts: ContactProviders;
}

/** Costs nothing until it is opened first. */
export const StartConversationPanel = (props: StartConversationPanelProps): React.ReactElement | null => {
  const open = useSelector((state: AppState) => state.messagingControls.startConversationPanelOpen);
  const wasOpened = useRef(false);
  wasOpened.current ||= open;
  return wasOpened.current ? <OpenedPanel {...props} open={open} /> : null;
};

/** Stays mounted, so that closing loses nothing: neither what was typed nor the outcome of what is under way. */
const OpenedPanel = ({
  plugin,
  contacts,
  open,
}: StartConversationPanelProps & { open: boolean }): React.ReactElement | null => {
  const form = useStartConversation(plugin, open);
  const openConversations = useOpenConversations(plugin, form);
  const { settings, t } = plugin;
  const [view, setView] = useState<'form' | 'scheduled'>('form');
  const panelRef = useRef<HTMLDivElement>(null);
  const close = () => plugin.manager.store.dispatch(setStartConversationPanelOpen(false));
  const isSetUp = settings.backendUrl !== undefined && settings.senders.length > 0;
  const hasSender = form.facts.senders.length > 0;

  // Whatever is asked of the agent's attention stands in the form.
  useEffect(() => setView('form'), [form.focusRequest]);
  // By a listener of its own: a dialog is no interactive element, so React's would be a trap for screen readers.
  useEffect(() => {
    const panel = panelRef.current;
    const closeOnEscape = (event: KeyboardEvent) => {
      // A list that is open closes first.
      const isListOpen = (event.target as Element).getAttribute('aria-expanded') === 'true';
      if (event.key === 'Escape' && !isListOpen) {
        event.stopPropagation();
        plugin.manager.store.dispatch(setStartConversationPanelOpen(false));
      }
    };
    panel?.addEventListener('keydown', closeOnEscape);
    return () => panel?.removeEventListener('keydown', closeOnEscape);
  }, [open, plugin]);

  if (!open) {
    return null;
  }
  return (
    <div
      ref={panelRef}
      id={START_CONVERSATION_PANEL_ID}
      role="dialog"
      aria-labelledby={TITLE_ID}
      style={OVER_THE_RIGHT_EDGE}
    >
      <Box
        display="flex"
        flexDirection="column"
        height="100%"
        backgroundColor="colorBackgroundBody"
        borderLeftStyle="solid"
        borderLeftWidth="borderWidth10"
        borderLeftColor="colorBorderWeak"
        boxShadow="shadow"
      >
        <Box
          display="flex"
          alignItems="center"
          justifyContent="space-between"
          padding="space50"
          borderBottomStyle="solid"
          borderBottomWidth="borderWidth10"
          borderBottomColor="colorBorderWeak"
        >
          <div>
            <Heading as="h2" variant="heading40" marginBottom="space0" id={TITLE_ID}>
              {t(view === 'form' ? 'startConversation' : 'scheduled')}
            </Heading>
            {settings.scheduling && isSetUp ? (
              <Button variant="link" onClick={() => setView(view === 'form' ? 'scheduled' : 'form')}>
                {t(view === 'form' ? 'scheduled' : 'backToForm')}
              </Button>
            ) : null}
          </div>
          <Button variant="secondary_icon" size="icon_small" onClick={close}>
            <CloseIcon decorative />
            <ScreenReaderOnly>{t('close')}</ScreenReaderOnly>
          </Button>
        </Box>
        <Box paddingX="space50" paddingTop="space50" overflowY="auto" flexGrow={1}>
          <ErrorBoundary
            name="start conversation form"
            fallback={<NoticeCallout t={t} notice={{ variant: 'error', text: t('partBroken') }} />}
          >
            {!isSetUp || !hasSender ? (
              <NoticeCallout t={t} notice={{ variant: 'warning', text: t(isSetUp ? 'noSender' : 'notSetUp') }} />
            ) : view === 'form' ? (
              <StartConversationForm
                plugin={plugin}
                form={form}
                openConversations={openConversations}
                contacts={contacts}
              />
            ) : (
              <ScheduledMessages plugin={plugin} />
            )}
          </ErrorBoundary>
        </Box>
      </Box>
    </div>
  );
};
