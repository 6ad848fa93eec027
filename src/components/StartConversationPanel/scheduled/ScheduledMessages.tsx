import React, { useEffect, useRef, useState } from 'react';

import { Box } from '@twilio-paste/core/box';
import { HelpText } from '@twilio-paste/core/help-text';
import { Stack } from '@twilio-paste/core/stack';

import type { ScheduledMessage } from '../../../contract/scheduledMessage';
import type { ScreenContext } from '../../../PluginContext';
import { LoadProblem } from '../../shared/LoadProblem';
import { NoticeCallout } from '../../shared/NoticeCallout';
import type { Notice } from '../../shared/NoticeCallout';
import { useLoaded } from '../../shared/useLoaded';
import { ScheduledItem } from './ScheduledItem';

/** The agent's scheduled messages, which can be changed and cancelled until they are sent. */
export const ScheduledMessages = ({ plugin }: { plugin: ScreenContext }): React.ReactElement => {
  const { backend, t } = plugin;
  const { value, error, again } = useLoaded('scheduled', backend && (() => backend.schedule({ action: 'list' })));
  const [notice, setNotice] = useState<Notice>();
  const noticeRef = useRef<HTMLDivElement>(null);
  useEffect(() => noticeRef.current?.focus(), [notice]);

  const onDone = (text: string) => {
    setNotice({ variant: 'success', text });
    again();
  };
  const onFailed = (text: string) => setNotice({ variant: 'error', text });
  const messages: readonly ScheduledMessage[] | undefined = value?.scheduled;

  return (
    <Stack orientation="vertical" spacing="space50">
      {notice ? <NoticeCallout ref={noticeRef} t={t} notice={notice} /> : null}
      <LoadProblem t={t} error={error} again={again} />
      <div role="status">
        {messages || error ? null : <HelpText>{t('scheduledLoading')}</HelpText>}
        {messages?.length === 0 ? <HelpText>{t('scheduledNone')}</HelpText> : null}
      </div>
      {messages && messages.length > 0 ? (
        <Box as="ul" margin="space0" padding="space0" aria-label={t('scheduled')} style={{ listStyle: 'none' }}>
          {messages.map((message) => (
            <ScheduledItem
              key={message.requestId}
              plugin={plugin}
              message={message}
              onDone={onDone}
              onFailed={onFailed}
            />
          ))}
        </Box>
      ) : null}
    </Stack>
  );
};
