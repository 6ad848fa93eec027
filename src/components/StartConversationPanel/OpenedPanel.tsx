import React from 'react';
import { useSelector } from 'react-redux';

import { Box } from '@twilio-paste/core/box';
import { Button } from '@twilio-paste/core/button';
import { Heading } from '@twilio-paste/core/heading';
import { ScreenReaderOnly } from '@twilio-paste/core/screen-reader-only';
import { CloseIcon } from '@twilio-paste/icons/esm/CloseIcon';

import type { ContactProviders } from '../../contacts/contactProviders';
import type { AppState } from '../../flex/FlexContext';
import type { ScreenContext } from '../../PluginContext';
import { setStartConversationPanelOpen } from '../../state/messagingControlsState';
import { ErrorBoundary } from '../ErrorBoundary/ErrorBoundary';
import { NoticeCallout } from '../shared/NoticeCallout';
import { useStartConversation } from './form/useStartConversation';
import { PanelPlace, START_CONVERSATION_PANEL_ID } from './PanelPlace';
import { ScheduledInChunk } from './scheduled/ScheduledInChunk';
import { StartConversationForm } from './StartConversationForm';

const TITLE_ID = `${START_CONVERSATION_PANEL_ID}-title`;

interface OpenedPanelProps {
  plugin: ScreenContext;
  contacts: ContactProviders;
}

/** Stays mounted, so that closing loses nothing: neither what was typed nor the outcome of what is under way. */
export const OpenedPanel = ({ plugin, contacts }: OpenedPanelProps): React.ReactElement | null => {
  const open = useSelector((state: AppState) => state.messagingControls.startConversationPanelOpen);
  const form = useStartConversation(plugin, open);
  const { settings, t } = plugin;
  const { view } = form.state;
  const close = () => plugin.manager.store.dispatch(setStartConversationPanelOpen(false));
  const isSetUp = settings.backendUrl !== undefined && settings.senders.length > 0;
  const hasSender = form.facts.senders.length > 0;

  if (!open) {
    return null;
  }
  return (
    <PanelPlace plugin={plugin} titleId={TITLE_ID}>
      <Box
        display="flex"
        flexDirection="column"
        height="100%"
        overflowY="auto"
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
          columnGap="space40"
          paddingX="space50"
          paddingY="space30"
          borderBottomStyle="solid"
          borderBottomWidth="borderWidth10"
          borderBottomColor="colorBorderWeak"
        >
          <Heading as="h2" variant="heading40" marginBottom="space0" id={TITLE_ID}>
            {t(view === 'form' ? 'startConversation' : 'scheduled')}
          </Heading>
          <Box display="flex" alignItems="center" columnGap="space40">
            {settings.scheduling && isSetUp ? (
              <Button
                variant="link"
                onClick={() => form.tell({ type: 'show', view: view === 'form' ? 'scheduled' : 'form' })}
              >
                {t(view === 'form' ? 'scheduledOpen' : 'backToForm')}
              </Button>
            ) : null}
            <Button variant="secondary_icon" size="icon_small" onClick={close}>
              <CloseIcon decorative />
              <ScreenReaderOnly>{t('close')}</ScreenReaderOnly>
            </Button>
          </Box>
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
            <StartConversationForm plugin={plugin} form={form} contacts={contacts} />
          ) : (
            <Box padding="space50" overflowY="auto" flexGrow={1}>
              <ScheduledInChunk plugin={plugin} />
            </Box>
          )}
        </ErrorBoundary>
      </Box>
    </PanelPlace>
  );
};
