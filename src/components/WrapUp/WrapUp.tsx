import React, { useEffect, useMemo, useRef, useState } from 'react';

import type { ITask } from '@twilio/flex-ui';
import { Box } from '@twilio-paste/core/box';
import { Button } from '@twilio-paste/core/button';
import { Heading } from '@twilio-paste/core/heading';
import { HelpText } from '@twilio-paste/core/help-text';
import { Option, Select } from '@twilio-paste/core/select';
import { Text } from '@twilio-paste/core/text';
import { TextArea } from '@twilio-paste/core/textarea';

import { WRAP_UP_TAB } from '../../actions/wrapUp';
import type { ClientError } from '../../backend/ClientError';
import { LONGEST_WRAP_UP_NOTE } from '../../contract/wrapUp';
import { selectTaskTab } from '../../flex/parts';
import type { ScreenContext } from '../../PluginContext';
import { bothOf } from '../../strings/translate';
import { wrapUpTranslate } from '../../strings/wrapUp/wrapUpStrings';
import { completeWithout, heldOf, onHeld } from '../../wrap-up/holdCompletion';
import { keepDraft, saveWrapUp } from '../../wrap-up/wrapUpDraft';
import type { WrapUpDraft } from '../../wrap-up/wrapUpDraft';
import { filledIn, missingOf, wrapUpOf } from '../../wrap-up/wrapUpOf';
import { errorSentence } from '../shared/errorSentence';
import { FormField } from '../shared/FormField';
import { NoticeCallout } from '../shared/NoticeCallout';

export { holdCompletion } from '../../wrap-up/holdCompletion';

interface WrapUpProps {
  plugin: ScreenContext;
  task: ITask;
  isSelected: boolean;
}

/** What came of the conversation, and a note: saved with the task's completion, or before. */
export const WrapUp = ({ plugin, task, isSelected }: WrapUpProps): React.ReactElement => {
  const { backend, flex, locale, t: common } = plugin;
  const { taskSid, status } = task;
  const t = useMemo(() => bothOf(wrapUpTranslate(locale), common), [locale, common]);
  const asked = useMemo(() => wrapUpOf(plugin, task), [plugin, task]);
  const [draft, setDraft] = useState(() => filledIn(task));
  const [held, setHeld] = useState(() => heldOf(taskSid));
  const [saving, setSaving] = useState<'under way' | 'done' | ClientError>();
  const formRef = useRef<HTMLFormElement>(null);

  useEffect(() => onHeld(() => setHeld(heldOf(taskSid))), [taskSid]);
  useEffect(() => {
    if (status === 'wrapping') {
      void selectTaskTab(flex, WRAP_UP_TAB);
    }
  }, [flex, status]);
  useEffect(() => {
    if (held && isSelected) {
      formRef.current?.querySelector<HTMLElement>('[aria-invalid="true"], select, textarea')?.focus();
    }
  }, [held, isSelected]);

  if (!asked) {
    return (
      <Box padding="space60">
        <Text as="p">{t('wrapUpNothing')}</Text>
      </Box>
    );
  }
  const missing = missingOf(asked, draft);
  const isMissing = missing.disposition || missing.note;
  const edit = (change: Partial<WrapUpDraft>): void => {
    const next = { ...draft, ...change };
    setDraft(next);
    setSaving(undefined);
    keepDraft(taskSid, next);
  };
  const save = async (event: React.FormEvent): Promise<void> => {
    event.preventDefault();
    if (!backend || saving === 'under way') {
      return;
    }
    setSaving('under way');
    const saved = await saveWrapUp(backend, taskSid);
    setSaving(saved.ok ? 'done' : saved.error);
  };
  const error = typeof saving === 'object' ? saving : held?.error;

  return (
    <Box as="section" aria-label={t('wrapUpTitle')} padding="space60" height="100%" overflowY="auto">
      <form ref={formRef} noValidate aria-busy={saving === 'under way'} onSubmit={(event) => void save(event)}>
        <Box display="flex" flexDirection="column" rowGap="space40" maxWidth="size50">
          <Heading as="h2" variant="heading40" marginBottom="space0">
            {t('wrapUpTitle')}
          </Heading>
          <HelpText marginTop="space0">{t('wrapUpAbout')}</HelpText>
          {error ? (
            <NoticeCallout
              t={common}
              notice={{ variant: 'error', text: t('wrapUpNotSaved', { reason: errorSentence(t, error) }) }}
            >
              {held?.error ? (
                <Box>
                  <Button variant="secondary" size="small" onClick={() => void completeWithout(plugin, task)}>
                    {t('wrapUpWithout')}
                  </Button>
                </Box>
              ) : null}
            </NoticeCallout>
          ) : held && isMissing ? (
            <NoticeCallout t={common} notice={{ variant: 'warning', text: t('wrapUpMissing') }} />
          ) : null}
          {asked.dispositions.length > 0 ? (
            <FormField
              label={t('wrapUpDisposition')}
              {...(asked.isRequired ? { requiredLabel: t('required') } : {})}
              error={held && missing.disposition ? t('wrapUpDispositionMissing') : undefined}
            >
              {(control) => (
                <Select
                  {...control}
                  value={asked.dispositions.includes(draft.disposition) ? draft.disposition : ''}
                  onChange={({ target }) => edit({ disposition: target.value })}
                >
                  <Option value="">{t('wrapUpChoose')}</Option>
                  <>
                    {asked.dispositions.map((name) => (
                      <Option key={name} value={name}>
                        {name}
                      </Option>
                    ))}
                  </>
                </Select>
              )}
            </FormField>
          ) : null}
          {asked.note === 'off' ? null : (
            <FormField
              label={t('wrapUpNote')}
              {...(asked.note === 'required' ? { requiredLabel: t('required') } : {})}
              help={t('wrapUpNoteHelp', { limit: LONGEST_WRAP_UP_NOTE })}
              error={held && missing.note ? t('wrapUpNoteMissing') : undefined}
            >
              {(control) => (
                <TextArea
                  {...control}
                  rows={3}
                  maxLength={LONGEST_WRAP_UP_NOTE}
                  value={draft.note}
                  onChange={({ target }) => edit({ note: target.value })}
                />
              )}
            </FormField>
          )}
          <Box display="flex" alignItems="center" columnGap="space30">
            <Button type="submit" variant="secondary" size="small" loading={saving === 'under way'}>
              {t('wrapUpSave')}
            </Button>
            <div role="status">{saving === 'done' ? <Text as="span">{t('wrapUpSaved')}</Text> : null}</div>
          </Box>
        </Box>
      </form>
    </Box>
  );
};
