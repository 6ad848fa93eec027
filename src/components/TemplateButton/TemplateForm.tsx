import React, { useEffect, useRef, useState } from 'react';

import { Box } from '@twilio-paste/core/box';
import { Button } from '@twilio-paste/core/button';
import { HelpText } from '@twilio-paste/core/help-text';
import { Heading } from '@twilio-paste/core/heading';
import { Stack } from '@twilio-paste/core/stack';

import { sendTemplate } from '../../flex/conversations';
import type { ScreenContext } from '../../PluginContext';
import { LoadProblem } from '../shared/LoadProblem';
import { NoticeCallout } from '../shared/NoticeCallout';
import { useLoaded } from '../shared/useLoaded';
import { chosenTemplate, isFilledIn, noTemplate } from '../TemplateFields/templateChoice';
import { TemplateFieldsInChunk } from '../TemplateFields/TemplateFieldsInChunk';

interface TemplateFormProps {
  plugin: ScreenContext;
  conversationSid: string;
  /** That the heading gets. */
  titleId: string;
  /** After it was sent, or instead. */
  close: () => void;
  /** It stands where there is nothing to go back to. */
  isInPlace?: boolean;
}

/** Choosing a template, filling it in, and sending it into a conversation. */
export const TemplateForm = (props: TemplateFormProps): React.ReactElement => {
  const { plugin, conversationSid, titleId, close, isInPlace = false } = props;
  const { backend, flex, t } = plugin;
  const formRef = useRef<HTMLFormElement>(null);
  const { value, error, again } = useLoaded('templates', backend && (() => backend.templates()));
  const templates = value?.templates;
  const [choice, setChoice] = useState(noTemplate);
  const [tries, setTries] = useState(0);
  const [phase, setPhase] = useState<'editing' | 'sending' | 'failed'>('editing');
  // State changes only with the next rendering; a second click can come before it.
  const busy = useRef(false);
  const template = chosenTemplate(templates ?? [], choice);

  useEffect(() => formRef.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus(), [tries]);

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
      close();
    } catch (reason) {
      console.warn('[Messaging Controls] a template could not be sent', reason);
      busy.current = false;
      setPhase('failed');
    }
  };

  return (
    <Box padding="space60" backgroundColor="colorBackgroundBody" color="colorText">
      <form ref={formRef} noValidate aria-busy={phase === 'sending'} onSubmit={(event) => void submit(event)}>
        <Stack orientation="vertical" spacing="space60">
          <Heading as="h2" variant="heading40" marginBottom="space0" id={titleId}>
            {t('sendTemplate')}
          </Heading>
          <LoadProblem t={t} error={error} again={again} />
          {phase === 'failed' ? (
            <NoticeCallout t={t} notice={{ variant: 'error', text: t('sendAgainFailed') }} />
          ) : null}
          <div role="status">{templates || error ? null : <HelpText>{t('templatesLoading')}</HelpText>}</div>
          {templates ? (
            <TemplateFieldsInChunk
              plugin={plugin}
              templates={templates}
              value={choice}
              onChange={setChoice}
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
            {isInPlace ? null : (
              <Button variant="secondary" onClick={close}>
                {t('cancel')}
              </Button>
            )}
          </Box>
        </Stack>
      </form>
    </Box>
  );
};
