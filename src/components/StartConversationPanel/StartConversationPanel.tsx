import React, { useEffect, useLayoutEffect, useRef, useState } from 'react';
import { useSelector } from 'react-redux';

import { Box } from '@twilio-paste/core/box';
import { Button } from '@twilio-paste/core/button';
import { Heading } from '@twilio-paste/core/heading';
import { ScreenReaderOnly } from '@twilio-paste/core/screen-reader-only';
import { CloseIcon } from '@twilio-paste/icons/esm/CloseIcon';

import type { ContactProviders } from '../../contacts/contactProviders';
import type { AppState } from '../../flex/FlexContext';
import { watchBars } from '../../flex/notificationBar';
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
 * out of the window. Unlike the dialpad it begins below Flex's notifications, and lies under what Flex itself opens
 * there: the menu of activities (20).
 */
const OVER_THE_RIGHT_EDGE: React.CSSProperties = {
  position: 'absolute',
  bottom: 0,
  right: 0,
  width: 340,
  maxWidth: '100%',
  zIndex: 5,
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
  const [top, setTop] = useState(0);
  const panelRef = useRef<HTMLDivElement>(null);
  const close = () => plugin.manager.store.dispatch(setStartConversationPanelOpen(false));
  const isSetUp = settings.backendUrl !== undefined && settings.senders.length > 0;
  const hasSender = form.facts.senders.length > 0;

  // Whatever is asked of the agent's attention stands in the form.
  useEffect(() => setView('form'), [form.focusRequest]);
  useLayoutEffect(() => (open ? watchBars(setTop) : undefined), [open]);
  // By a listener of its own: a dialog is no interactive element, so React's would be a trap for screen readers.
  useEffect(() => {
    if (!open) {
      return undefined;
    }
    const closeOnEscape = (event: KeyboardEvent) => {
      const { target } = event;
      // The body has the keys while nothing has the focus: a button that works on cannot hold it.
      const isMeant = target === document.body || panelRef.current?.contains(target as Node);
      // A list that is open closes first.
      const isListOpen = (target as Element).getAttribute('aria-expanded') === 'true';
      if (event.key === 'Escape' && isMeant && !isListOpen) {
        event.stopPropagation();
        plugin.manager.store.dispatch(setStartConversationPanelOpen(false));
      }
    };
    // Before the list, which is closed afterwards.
    document.addEventListener('keydown', closeOnEscape, true);
    return () => document.removeEventListener('keydown', closeOnEscape, true);
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
      lang={t('language')}
      style={{ ...OVER_THE_RIGHT_EDGE, top }}
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
        <ErrorBoundary
          name="start conversation form"
          fallback={
            <Box padding="space50">
              <NoticeCallout t={t} notice={{ variant: 'error', text: t('partBroken') }} />
            </Box>
          }
        >
          {!isSetUp || !hasSender ? (
            <Box padding="space50">
              <NoticeCallout t={t} notice={{ variant: 'warning', text: t(isSetUp ? 'noSender' : 'notSetUp') }} />
            </Box>
          ) : view === 'form' ? (
            <StartConversationForm
              plugin={plugin}
              form={form}
              openConversations={openConversations}
              contacts={contacts}
            />
          ) : (
            <Box padding="space50" overflowY="auto" flexGrow={1}>
              <ScheduledMessages plugin={plugin} />
            </Box>
          )}
        </ErrorBoundary>
      </Box>
    </div>
  );
};
