import React, { useEffect, useRef } from 'react';
import { useSelector } from 'react-redux';

import { Box } from '@twilio-paste/core/box';
import { Button } from '@twilio-paste/core/button';
import { HelpText } from '@twilio-paste/core/help-text';
import { Input } from '@twilio-paste/core/input';
import { Option, Select } from '@twilio-paste/core/select';
import { Stack } from '@twilio-paste/core/stack';
import { TextArea } from '@twilio-paste/core/textarea';

import { MESSAGE_LIMIT } from '../../contract/startConversation';
import { selectActivity } from '../../flex/worker';
import type { PluginContext } from '../../PluginContext';
import { AvailabilityCallout } from './AvailabilityCallout';
import { keyOf } from './draft';
import type { Field } from './draft';
import { FormField } from './FormField';
import { NoticeCallout } from './NoticeCallout';
import type { FocusRequest, StartConversationForm as Form } from './useStartConversation';

export const StartConversationForm = ({ plugin, form }: { plugin: PluginContext; form: Form }): React.ReactElement => {
  const { settings, t } = plugin;
  const { draft, phase, locked, fieldErrors, notice, focusRequest } = form;
  const available = useSelector(selectActivity)?.available === true;
  const working = phase !== 'editing';
  const fixed = working || locked;

  const targets = useRef<Partial<Record<FocusRequest['target'], HTMLElement | null>>>({});
  const target = (name: FocusRequest['target']) => (element: HTMLElement | null) => {
    targets.current[name] = element;
  };

  // The first thing to be filled in; the sender has been chosen already.
  useEffect(() => targets.current.to?.focus(), []);
  useEffect(() => {
    if (focusRequest) {
      targets.current[focusRequest.target]?.focus();
    }
  }, [focusRequest]);

  const errorOf = (field: Field): string | undefined => {
    const code = fieldErrors[field];
    return code && t(`error_${code}`, { limit: MESSAGE_LIMIT });
  };

  const onSubmit = (event: React.FormEvent) => {
    event.preventDefault();
    void form.submit();
  };

  return (
    <form noValidate aria-busy={working} onSubmit={onSubmit}>
      <Stack orientation="vertical" spacing="space60">
        {notice ? <NoticeCallout ref={target('notice')} t={t} notice={notice} /> : null}
        {locked ? <HelpText variant="warning">{t('uncertain')}</HelpText> : null}
        {available ? null : <AvailabilityCallout ref={target('availability')} plugin={plugin} form={form} />}

        <FormField label={t('sender')} requiredLabel={t('required')} error={errorOf('from')}>
          {(control) => (
            <Select
              {...control}
              ref={target('from')}
              disabled={fixed}
              value={draft.sender}
              onChange={(event) => form.edit({ sender: event.target.value })}
            >
              {settings.senders.map((sender) => (
                <Option key={keyOf(sender)} value={keyOf(sender)}>
                  {t('senderOption', {
                    name: sender.name,
                    address: sender.address,
                    channel: t(`channel_${sender.channel}`),
                  })}
                </Option>
              ))}
            </Select>
          )}
        </FormField>

        <FormField
          label={t('customerNumber')}
          requiredLabel={t('required')}
          help={errorOf('to') ? undefined : t('customerNumberHelp')}
          error={errorOf('to')}
        >
          {(control) => (
            <Input
              {...control}
              ref={target('to')}
              type="tel"
              autoComplete="off"
              readOnly={fixed}
              value={draft.customerNumber}
              onChange={(event) => form.edit({ customerNumber: event.target.value })}
            />
          )}
        </FormField>

        <FormField label={t('customerName')} error={errorOf('customerName')}>
          {(control) => (
            <Input
              {...control}
              ref={target('customerName')}
              type="text"
              autoComplete="off"
              readOnly={fixed}
              value={draft.customerName}
              onChange={(event) => form.edit({ customerName: event.target.value })}
            />
          )}
        </FormField>

        <FormField
          label={t('firstMessage')}
          requiredLabel={t('required')}
          help={t('characters', { count: draft.body.trim().length, limit: MESSAGE_LIMIT })}
          error={errorOf('body')}
        >
          {(control) => (
            <TextArea
              {...control}
              ref={target('body')}
              rows={5}
              readOnly={fixed}
              value={draft.body}
              onChange={(event) => form.edit({ body: event.target.value })}
            />
          )}
        </FormField>

        <Box display="flex" columnGap="space40">
          <Button type="submit" variant="primary" loading={working}>
            {t(working ? 'sending' : locked ? 'tryAgain' : 'send')}
          </Button>
          {locked && !working ? (
            <Button variant="secondary" onClick={form.startOver}>
              {t('startOver')}
            </Button>
          ) : null}
        </Box>
        <div role="status">
          {working ? <HelpText>{t(phase === 'waitingForTask' ? 'waitingForTask' : 'sending')}</HelpText> : null}
        </div>
      </Stack>
    </form>
  );
};
