import React, { useEffect, useRef, useState } from 'react';
import { useSelector } from 'react-redux';

import { Box } from '@twilio-paste/core/box';
import { Button } from '@twilio-paste/core/button';
import { HelpText } from '@twilio-paste/core/help-text';
import { Heading } from '@twilio-paste/core/heading';
import { Stack } from '@twilio-paste/core/stack';

import { sendTemplate } from '../../flex/conversations';
import type { AppState } from '../../flex/FlexContext';
import type { PluginContext } from '../../PluginContext';
import { setTemplateDialog } from '../../state/messagingControlsState';
import { LoadProblem } from '../StartConversationPanel/LoadProblem';
import { NoticeCallout } from '../StartConversationPanel/NoticeCallout';
import { useLoaded } from '../StartConversationPanel/useLoaded';
import { chosenTemplate, isFilledIn, noTemplate } from '../TemplateFields/templateChoice';
import { TemplateFields } from '../TemplateFields/TemplateFields';

const TITLE_ID = 'messaging-controls-template-title';

/** In front of everything, by the browser's own modal dialog: it keeps the focus inside and gives it back. */
const DIALOG: React.CSSProperties = { width: 420, maxWidth: 'calc(100vw - 32px)', padding: 0, border: 'none' };

/** One for all of Flex, because the places that open it come and go with their messages. */
export const TemplateDialog = ({ plugin }: { plugin: PluginContext }): React.ReactElement | null => {
  const conversationSid = useSelector((state: AppState) => state.messagingControls.templateDialogFor);
  return conversationSid ? (
    <OpenTemplateDialog key={conversationSid} plugin={plugin} conversationSid={conversationSid} />
  ) : null;
};

const OpenTemplateDialog = ({
  plugin,
  conversationSid,
}: {
  plugin: PluginContext;
  conversationSid: string;
}): React.ReactElement => {
  const { backend, flex, manager, t } = plugin;
  const dialogRef = useRef<HTMLDialogElement>(null);
  const { value, error, again } = useLoaded('templates', backend && (() => backend.templates()));
  const templates = value?.templates;
  const [choice, setChoice] = useState(noTemplate);
  const [tries, setTries] = useState(0);
  const [phase, setPhase] = useState<'editing' | 'sending' | 'failed'>('editing');
  // State changes only with the next rendering; a second click can come before it.
  const busy = useRef(false);
  const template = chosenTemplate(templates ?? [], choice);

  useEffect(() => dialogRef.current?.showModal(), []);
  useEffect(() => dialogRef.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus(), [tries]);

  const submit = async (event: React.FormEvent) => {
    event.preventDefault();
    setTries((count) => count + 1);
    if (busy.current || !template || !isFilledIn(template, choice)) {
      return;
    }
    busy.current = true;
    setPhase('sending');
    try {
      await sendTemplate(flex, conversationSid, choice);
      dialogRef.current?.close();
    } catch (reason) {
      console.warn('[Messaging Controls] a template could not be sent', reason);
      busy.current = false;
      setPhase('failed');
    }
  };

  return (
    <dialog
      ref={dialogRef}
      aria-labelledby={TITLE_ID}
      lang={t('language')}
      style={DIALOG}
      onClose={() => manager.store.dispatch(setTemplateDialog(undefined))}
    >
      <Box padding="space60" backgroundColor="colorBackgroundBody" color="colorText">
        <form noValidate aria-busy={phase === 'sending'} onSubmit={(event) => void submit(event)}>
          <Stack orientation="vertical" spacing="space60">
            <Heading as="h2" variant="heading40" marginBottom="space0" id={TITLE_ID}>
              {t('sendTemplate')}
            </Heading>
            <LoadProblem t={t} error={error} again={again} />
            {phase === 'failed' ? (
              <NoticeCallout t={t} notice={{ variant: 'error', text: t('sendAgainFailed') }} />
            ) : null}
            <div role="status">{templates || error ? null : <HelpText>{t('templatesLoading')}</HelpText>}</div>
            {templates ? (
              <TemplateFields
                templates={templates}
                value={choice}
                onChange={setChoice}
                t={t}
                disabled={phase === 'sending'}
                templateError={tries > 0 && !template ? t('templateChoose') : undefined}
                variableError={tries > 0 ? t('error_TEMPLATE_VARIABLES_MISSING') : undefined}
              />
            ) : null}
            <Box display="flex" columnGap="space40">
              {templates?.length ? (
                <Button type="submit" variant="primary" loading={phase === 'sending'}>
                  {t('send')}
                </Button>
              ) : null}
              <Button variant="secondary" onClick={() => dialogRef.current?.close()}>
                {t('cancel')}
              </Button>
            </Box>
          </Stack>
        </form>
      </Box>
    </dialog>
  );
};
