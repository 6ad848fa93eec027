import React, { useState } from 'react';

import { Box } from '@twilio-paste/core/box';
import { Button } from '@twilio-paste/core/button';
import { HelpText } from '@twilio-paste/core/help-text';
import { Text } from '@twilio-paste/core/text';
import { TextArea } from '@twilio-paste/core/textarea';

import { MESSAGE_LIMIT } from '../../../contract/messageLimit';
import type { ScheduleRequest } from '../../../contract/schedule';
import type { ScheduledMessage } from '../../../contract/scheduledMessage';
import { isBlank } from '../../../contract/text';
import type { ScreenContext } from '../../../PluginContext';
import { twilioReason } from '../../../strings/twilioReason';
import { errorSentence } from '../../shared/errorSentence';
import { FormField } from '../../shared/FormField';
import { LocalTimeInput } from '../../shared/LocalTimeInput';
import { localTime, placeOf, readableTime, sendTimeLimits } from '../../shared/time';
import { useFocusInPlace } from '../../shared/useFocusInPlace';
import { useLoaded } from '../../shared/useLoaded';
import { SendTimeSuggestionsInChunk } from '../sending/SendTimeSuggestionsInChunk';

/** Of buttons, kept free until they come. */
const ONE_LINE: React.CSSProperties = { minHeight: 28 };

interface ScheduledItemProps {
  plugin: ScreenContext;
  message: ScheduledMessage;
  onDone: (text: string) => void;
  onFailed: (text: string) => void;
}

export const ScheduledItem = ({ plugin, message, onDone, onFailed }: ScheduledItemProps): React.ReactElement => {
  const { backend, t } = plugin;
  const { requestId, channel, to, from, timeZone } = message;
  const [view, setView] = useState<'shown' | 'changing' | 'cancelling'>('shown');
  const [working, setWorking] = useState(false);
  const [sendAt, setSendAt] = useState('');
  const [text, setText] = useState('');
  const limits = sendTimeLimits(new Date(), timeZone);
  const isOpen = message.status === 'scheduled';
  const place = useFocusInPlace<HTMLLIElement>(view);
  // When it is quiet where the customer is. Where nobody tells, the times are those of any day.
  const asked = useLoaded(
    view === 'changing' ? requestId : undefined,
    backend && (() => backend.checks({ channel, to, from })),
  );

  const ask = async (request: ScheduleRequest, done: string) => {
    setWorking(true);
    const answer = backend
      ? await backend.schedule(request)
      : { ok: false as const, error: { code: 'SETTINGS_WRONG' as const } };
    setWorking(false);
    if (answer.ok) {
      setView('shown');
      onDone(done);
    } else {
      onFailed(errorSentence(t, answer.error));
    }
  };

  const change = () => {
    setSendAt(localTime(new Date(message.sendsAt), timeZone));
    setText(message.text);
    setView('changing');
  };

  const save = (event: React.FormEvent) => {
    event.preventDefault();
    const body = message.isTemplate || text.trim() === message.text ? undefined : text.trim();
    void ask({ action: 'change', requestId, sendAt, timeZone, body }, t('scheduledChanged'));
  };

  return (
    <Box
      as="li"
      ref={place}
      paddingY="space40"
      borderBottomStyle="solid"
      borderBottomWidth="borderWidth10"
      borderBottomColor="colorBorderWeak"
    >
      <Text as="p" fontWeight="fontWeightSemibold" overflowWrap="anywhere">
        {[message.customerName, message.to].filter(Boolean).join(' · ')}
      </Text>
      <HelpText>
        {t('scheduledAt', { time: readableTime(t, message.sendsAt, timeZone), place: placeOf(timeZone) })}
      </HelpText>
      <HelpText variant={message.status === 'failed' ? 'error' : 'default'}>
        {t(message.isOvertaken ? 'messageOvertaken' : `status_${message.status}`)}
        {message.status === 'failed' ? ` ${twilioReason(t, message.twilioCode)}` : ''}
      </HelpText>
      {view === 'changing' ? null : (
        <Text as="p" marginTop="space20" whiteSpace="pre-wrap" overflowWrap="anywhere">
          {message.text}
        </Text>
      )}
      {isOpen && view === 'shown' ? (
        <Box display="flex" columnGap="space30" marginTop="space30">
          <Button variant="secondary" size="small" onClick={change}>
            {t('scheduledChange')}
          </Button>
          <Button variant="destructive_secondary" size="small" onClick={() => setView('cancelling')}>
            {t('scheduledCancel')}
          </Button>
        </Box>
      ) : null}
      {isOpen && view === 'cancelling' ? (
        <Box display="flex" flexWrap="wrap" columnGap="space30" rowGap="space20" marginTop="space30">
          <Button variant="secondary" size="small" disabled={working} onClick={() => setView('shown')}>
            {t('scheduledKeep')}
          </Button>
          <Button
            variant="destructive"
            size="small"
            loading={working}
            onClick={() => void ask({ action: 'cancel', requestId }, t('scheduledCancelled'))}
          >
            {t('scheduledCancelSure')}
          </Button>
        </Box>
      ) : null}
      {isOpen && view === 'changing' ? (
        <form noValidate onSubmit={save}>
          <Box display="flex" flexDirection="column" rowGap="space40" marginTop="space30">
            <FormField label={t('sendAt')} help={t('sendAtHelp', { place: placeOf(timeZone) })} error={undefined}>
              {(control) => (
                <LocalTimeInput
                  {...control}
                  min={limits.min}
                  max={limits.max}
                  value={sendAt}
                  onChange={(event) => setSendAt(event.target.value)}
                />
              )}
            </FormField>
            <Box style={ONE_LINE}>
              {asked.value || asked.error ? (
                <SendTimeSuggestionsInChunk
                  plugin={plugin}
                  timeZone={timeZone}
                  checks={asked.value?.checks}
                  value={sendAt}
                  disabled={working}
                  onChoose={setSendAt}
                />
              ) : null}
            </Box>
            {message.isTemplate ? (
              <HelpText>{t('scheduledTemplate')}</HelpText>
            ) : (
              <FormField label={t('content_text')} error={undefined}>
                {(control) => (
                  <TextArea
                    {...control}
                    rows={3}
                    maxLength={MESSAGE_LIMIT}
                    value={text}
                    onChange={(event) => setText(event.target.value)}
                  />
                )}
              </FormField>
            )}
            <Box display="flex" columnGap="space30">
              <Button
                type="submit"
                variant="primary"
                size="small"
                loading={working}
                disabled={!sendAt || isBlank(text)}
              >
                {t('scheduledSave')}
              </Button>
              <Button variant="secondary" size="small" disabled={working} onClick={() => setView('shown')}>
                {t('scheduledDiscard')}
              </Button>
            </Box>
          </Box>
        </form>
      ) : null}
    </Box>
  );
};
