import React, { useEffect, useRef } from 'react';

import { Box } from '@twilio-paste/core/box';
import { Button } from '@twilio-paste/core/button';
import { HelpText } from '@twilio-paste/core/help-text';

import type { ContactProviders } from '../../contacts/contactProviders';
import type { ErrorField } from '../../contract/errors';
import { isAmong } from '../../flex/session';
import type { ScreenContext } from '../../PluginContext';
import { PastConversationsInChunk } from '../PastConversations/PastConversationsInChunk';
import { errorSentence } from '../shared/errorSentence';
import { NoticeCallout } from '../shared/NoticeCallout';
import { ChannelField } from './customer/ChannelField';
import { CheckNotes } from './customer/CheckNotes';
import { CustomerFields } from './customer/CustomerFields';
import { DetailFields } from './customer/DetailFields';
import { isBegun } from './form/draft';
import type { StartConversationForm as Form } from './form/useStartConversation';
import { MessageFields } from './message/MessageFields';
import { OpenConversationInChunk } from './open-conversation/OpenConversationInChunk';
import { HowToSend } from './sending/HowToSend';

/** The fields scroll over the buttons, so that none is ever behind them; in a very low window the title makes room. */
const FIELDS_OVER_BUTTONS: React.CSSProperties = {
  display: 'flex',
  flexDirection: 'column',
  minHeight: 'min(100%, 16rem)',
  flexGrow: 1,
};

interface StartConversationFormProps {
  plugin: ScreenContext;
  form: Form;
  contacts: ContactProviders;
}

export const StartConversationForm = (props: StartConversationFormProps): React.ReactElement => {
  const { plugin, form, contacts } = props;
  const { t } = plugin;
  const { draft, working, locked } = form;
  const { name, fieldErrors, notice, focusRequest, putAside, isKept, remedy } = form.state;
  const fixed = working || locked || remedy !== undefined;

  const formRef = useRef<HTMLFormElement>(null);
  const customerRef = useRef<HTMLInputElement>(null);
  const noticeRef = useRef<HTMLDivElement>(null);
  const availabilityRef = useRef<HTMLDivElement>(null);
  const quietRef = useRef<HTMLDivElement>(null);

  useEffect(() => customerRef.current?.focus(), []);
  useEffect(() => {
    switch (focusRequest?.target) {
      case 'customer':
        return customerRef.current?.focus();
      case 'message':
        return form.messageRef.current?.querySelector<HTMLElement>('textarea, select')?.focus();
      case 'kind':
        return form.messageRef.current?.querySelector<HTMLElement>('[type="radio"]:checked')?.focus();
      case 'notice':
        return noticeRef.current?.focus();
      case 'availability':
        return availabilityRef.current?.focus();
      case 'checks':
        return quietRef.current?.focus();
      case 'next':
        if (document.activeElement !== document.body) {
          return undefined;
        }
        return draft.customer
          ? formRef.current?.querySelector<HTMLElement>('[type="submit"]')?.focus()
          : customerRef.current?.focus();
      case 'sendAt':
        return formRef.current?.querySelector<HTMLElement>('[type="datetime-local"]')?.focus();
      case 'wrongField': {
        const wrong = formRef.current?.querySelector<HTMLElement>('[aria-invalid="true"], [data-wrong="true"]');
        wrong?.focus();
        // What is wrong with it stands under it, and may be out of sight where the field is not.
        return document.getElementById(wrong?.getAttribute('aria-describedby')?.split(' ')[0] ?? '')?.scrollIntoView?.({
          block: 'nearest',
        });
      }
      default:
        return undefined;
    }
    // Only when it is asked for, whatever else has changed.
    // oxlint-disable-next-line react/exhaustive-deps
  }, [focusRequest]);

  const errorOf = (field: ErrorField): string | undefined => {
    const code = fieldErrors[field];
    return code && errorSentence(t, { code });
  };
  const { checks, pair } = form.facts;
  const past = isAmong(plugin.settings.pastConversations.see, plugin.manager) && checks ? pair : undefined;
  const part = { plugin, form, fixed, errorOf };

  const onSubmit = (event: React.FormEvent) => {
    event.preventDefault();
    void form.submit();
  };
  const onKeyDown = (event: React.KeyboardEvent) => {
    // Not of a note to a colleague or a reason, which have buttons of their own.
    const isOfMessage =
      event.target === customerRef.current || form.messageRef.current?.contains(event.target as Node) === true;
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey) && isOfMessage) {
      event.preventDefault();
      void form.submit();
    }
  };

  return (
    // The keys are those of the fields and buttons in it.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions
    <form
      ref={formRef}
      noValidate
      aria-busy={working}
      onSubmit={onSubmit}
      onKeyDown={onKeyDown}
      // In a very low window it is as high as the panel, and stands beneath the title.
      onFocus={() => formRef.current?.scrollIntoView?.({ block: 'nearest' })}
      style={FIELDS_OVER_BUTTONS}
    >
      <Box display="flex" flexDirection="column" rowGap="space40" padding="space50" overflowY="auto" flexGrow={1}>
        {notice && !locked ? <NoticeCallout ref={noticeRef} t={t} notice={notice} /> : null}
        {putAside ? (
          <HelpText variant="warning">
            {t('putAside')}{' '}
            <Button variant="link" disabled={fixed} onClick={() => form.tell({ type: 'bringBack' })}>
              {t('bringBack')}
            </Button>
          </HelpText>
        ) : null}
        <CustomerFields {...part} contacts={contacts} customerRef={customerRef} />
        <ChannelField {...part} />
        <DetailFields {...part} />
        <CheckNotes {...part} quietRef={quietRef} />
        {form.duplicate ? <OpenConversationInChunk plugin={plugin} form={form} /> : null}
        <MessageFields {...part} />
        <HowToSend {...part} availabilityRef={availabilityRef} />
        {/* It comes late, so it stands where it moves nothing. */}
        {past ? <PastConversationsInChunk key={JSON.stringify(past)} plugin={plugin} pair={past} /> : null}
      </Box>
      <Box
        paddingX="space50"
        paddingY="space40"
        borderTopStyle="solid"
        borderTopWidth="borderWidth10"
        borderTopColor="colorBorderWeaker"
      >
        {/* One message, over the buttons that it is about: nothing else of the form can be changed. */}
        {locked ? (
          <Box marginBottom="space40">
            <NoticeCallout ref={noticeRef} t={t} notice={notice ?? { variant: 'warning', text: t('uncertain') }} />
          </Box>
        ) : null}
        <Box display="flex" columnGap="space40">
          <Button type="submit" variant="primary" loading={working}>
            {t(working ? 'sending' : locked ? 'tryAgain' : draft.mode === 'later' ? 'schedule' : 'send')}
          </Button>
          {(locked || isBegun(draft)) && !working ? (
            <Button variant="secondary" onClick={form.startOver}>
              {t(locked ? 'startOver' : 'clear')}
            </Button>
          ) : null}
        </Box>
        <div role="status">
          {working ? (
            <HelpText>{t(name === 'waitingForTask' ? 'waitingForTask' : 'sending')}</HelpText>
          ) : isKept && !locked && !notice ? (
            <HelpText>{t('formKept')}</HelpText>
          ) : null}
        </div>
      </Box>
    </form>
  );
};
