import React, { useEffect, useRef } from 'react';

import { Box } from '@twilio-paste/core/box';
import { Button } from '@twilio-paste/core/button';
import { Callout, CalloutText } from '@twilio-paste/core/callout';
import { HelpText } from '@twilio-paste/core/help-text';

import { Choice } from '../../shared/Choice';
import { TemplateFieldsInChunk } from '../../TemplateFields/TemplateFieldsInChunk';
import { kindOf, MESSAGE_KINDS } from '../form/draft';
import type { FormPartProps } from '../form/formParts';
import { FileField } from './FileField';
import { TextField } from './TextField';

/** What is said: a text, a template or a file, as the channel and its window allow. */
export const MessageFields = (props: FormPartProps): React.ReactElement => {
  const { plugin, form, fixed, errorOf } = props;
  const { t } = plugin;
  const { draft, facts } = form;
  const kind = kindOf(draft, facts);
  const { messageRef } = form;
  const hasTemplates = draft.channel === 'whatsapp';
  const isRefused = !facts.windowIsOpen && kind !== 'template';
  const error = errorOf('body') ?? errorOf('mediaSid');
  const refusalRef = useRef<HTMLDivElement>(null);
  const kinds = MESSAGE_KINDS.filter(
    (item) => (item !== 'template' || hasTemplates) && (item !== 'file' || draft.mode !== 'later' || kind === 'file'),
  );

  // It may come, or be asked for, out of sight; who is at another field is not scrolled away from it.
  useEffect(() => {
    if (isRefused && (error !== undefined || messageRef.current?.contains(document.activeElement))) {
      refusalRef.current?.scrollIntoView?.({ block: 'nearest' });
    }
  }, [isRefused, error, messageRef]);

  return (
    <Box ref={messageRef} display="flex" flexDirection="column" rowGap="space40">
      {kinds.length > 1 ? (
        <Choice
          legend={t('content')}
          orientation="horizontal"
          disabled={fixed}
          value={kind}
          options={kinds.map((value) => ({
            value,
            label: t(`content_${value}`),
            disabled: facts.onlyTemplates && value !== 'template',
          }))}
          onChange={(value) => form.edit({ kind: value })}
        />
      ) : null}
      {kind === 'file' ? <FileField {...props} /> : null}
      {kind === 'template' ? null : <TextField {...props} isCaption={kind === 'file'} />}
      {/* Under a text, so that it does not move under the agent's hands; announced, and no room taken while it is open. */}
      <Box ref={refusalRef} role="status" marginTop={facts.windowIsOpen ? 'spaceNegative40' : undefined}>
        {!facts.windowIsOpen && kind === 'template' ? (
          <HelpText variant="warning">{t('windowShut_whatsapp')}</HelpText>
        ) : null}
        {isRefused ? (
          <Callout variant="warning" i18nLabel={t('messageKind_warning')}>
            <CalloutText>{t(hasTemplates ? 'windowShutForMessage' : 'windowShut_messenger')}</CalloutText>
            {hasTemplates ? (
              <Box>
                <Button
                  variant="secondary"
                  size="small"
                  disabled={fixed}
                  onClick={() => {
                    form.edit({ kind: 'template' });
                    form.focus('kind');
                  }}
                >
                  {t('templateChoose')}
                </Button>
              </Box>
            ) : null}
          </Callout>
        ) : null}
      </Box>
      {kind === 'template' && facts.templatesState === 'loaded' ? (
        <TemplateFieldsInChunk
          plugin={plugin}
          templates={facts.templates}
          value={draft.template}
          onChange={(template) => form.edit({ template })}
          disabled={fixed}
          templateError={errorOf('contentSid')}
          variableError={errorOf('contentVariables')}
        />
      ) : null}
      {kind === 'template' && facts.templatesState === 'loading' ? <HelpText>{t('templatesLoading')}</HelpText> : null}
      {kind === 'template' && facts.templatesState === 'failed' ? (
        <Box>
          <HelpText variant="error">{t('templatesFailed')}</HelpText>
          <Button variant="secondary" size="small" onClick={facts.loadTemplatesAgain}>
            {t('tryAgain')}
          </Button>
        </Box>
      ) : null}
    </Box>
  );
};
