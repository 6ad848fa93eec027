import React, { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { useSelector } from 'react-redux';

import { Box } from '@twilio-paste/core/box';
import { Button } from '@twilio-paste/core/button';
import { Heading } from '@twilio-paste/core/heading';
import { HelpText } from '@twilio-paste/core/help-text';
import { Text } from '@twilio-paste/core/text';

import { openStartConversation } from '../../actions/openStartConversation';
import type { Answer, ClientError } from '../../backend/ClientError';
import type { WaitingItem, WaitingRequest } from '../../contract/waiting';
import { waitingResponse } from '../../contract/waiting';
import type { AppState } from '../../flex/FlexContext';
import { selectActivity } from '../../flex/worker';
import type { ScreenContext } from '../../PluginContext';
import { bothOf } from '../../strings/translate';
import { waitingTranslate } from '../../strings/waiting/waitingStrings';
import { errorSentence } from '../shared/errorSentence';
import { LoadProblem } from '../shared/LoadProblem';
import { NoticeCallout } from '../shared/NoticeCallout';
import { readableTime, timeAgo } from '../shared/time';
import { HandOverForm } from './HandOverForm';
import { WAITING_VIEW } from './waitingViewName';

/** Milliseconds between two looks while the view is open: what comes back leaves the list by itself. */
const LOOK_AGAIN = 20_000;

type Listed = Answer<{ ok: true; waiting: WaitingItem[] }>;

/** The agent's own conversations that wait: until when, since when, and what can be done about each. */
export const WaitingScreen = ({ plugin }: { plugin: ScreenContext }): React.ReactElement => {
  const { backend, locale, t: common } = plugin;
  const t = useMemo(() => bothOf(waitingTranslate(locale), common), [locale, common]);
  const isOpen = useSelector((state: AppState) => state.flex.view.activeView === WAITING_VIEW);
  const isAvailable = useSelector((state: AppState) => selectActivity(state)?.available === true);
  const [waiting, setWaiting] = useState<WaitingItem[]>();
  const [lookError, setLookError] = useState<ClientError>();
  const [notice, setNotice] = useState<{ variant: 'success' | 'error'; text: string }>();
  const [working, setWorking] = useState<{ act: WaitingRequest['act']; conversationSid: string }>();
  const [closing, setClosing] = useState<string>();
  const [handing, setHanding] = useState<string>();
  const headingRef = useRef<HTMLHeadingElement>(null);

  const ask = useCallback(
    async (request: WaitingRequest): Promise<Listed> =>
      backend ? backend.call('waiting', waitingResponse, request) : { ok: false, error: { code: 'SETTINGS_WRONG' } },
    [backend],
  );
  const look = useCallback(async () => {
    const answer = await ask({ act: 'list' });
    if (answer.ok) setWaiting(answer.waiting);
    setLookError(answer.ok ? undefined : answer.error);
  }, [ask]);
  useEffect(() => {
    if (!isOpen) return undefined;
    void look();
    const timer = setInterval(() => document.visibilityState === 'visible' && void look(), LOOK_AGAIN);
    return () => clearInterval(timer);
  }, [isOpen, look]);

  const change = async (
    act: 'takeBack' | 'handOver' | 'close',
    { conversationSid }: WaitingItem,
    queueSid?: string,
  ): Promise<void> => {
    setNotice(undefined);
    setWorking({ act, conversationSid });
    const answer = await ask(act === 'handOver' ? { act, conversationSid, queueSid } : { act, conversationSid });
    setWorking(undefined);
    setClosing(undefined);
    setHanding(undefined);
    if (answer.ok) {
      setWaiting(answer.waiting);
      setNotice({ variant: 'success', text: t(`waitingDone_${act}`) });
    } else {
      setNotice({ variant: 'error', text: errorSentence(t, answer.error) });
      void look();
    }
    // The buttons are gone with what they belonged to.
    headingRef.current?.focus();
  };
  const writeAgain = ({ channel, address, customerName }: WaitingItem): Promise<void> =>
    openStartConversation(plugin, { channel, to: address, ...(customerName ? { customerName } : {}) });

  return (
    <Box as="section" aria-label={t('waitingTitle')} padding="space60" height="100%" width="100%" overflowY="auto">
      <Box display="flex" flexDirection="column" rowGap="space50" maxWidth="size70">
        <Heading as="h1" variant="heading30" marginBottom="space0">
          <span ref={headingRef} tabIndex={-1} style={{ outline: 'none' }}>
            {t('waitingTitle')}
          </span>
        </Heading>
        <HelpText marginTop="space0">{t('waitingAbout')}</HelpText>
        <Box>
          <Button variant="secondary" size="small" onClick={() => void look()}>
            {t('waitingAgain')}
          </Button>
          {/* Empty, it takes no room. */}
          <div role="status">
            {waiting || lookError ? null : <HelpText>{t('waitingLoading')}</HelpText>}
            {waiting?.length === 0 ? <HelpText>{t('waitingNone')}</HelpText> : null}
          </div>
        </Box>
        {notice ? <NoticeCallout t={t} notice={notice} /> : null}
        <LoadProblem t={t} error={lookError} again={() => void look()} />
        {waiting?.some(({ kind }) => kind === 'parked') && !isAvailable ? (
          <HelpText marginTop="space0">{t('waitingAway')}</HelpText>
        ) : null}
        {waiting && waiting.length > 0 ? (
          <Box as="ul" margin="space0" padding="space0" aria-label={t('waitingTitle')} style={{ listStyle: 'none' }}>
            {waiting.map((item) => {
              const { conversationSid, kind, waitsFor, until, since, note, channel, address, customerName } = item;
              const customer = customerName ?? address;
              const isBusy = working !== undefined;
              const isWorking = (act: WaitingRequest['act']) =>
                working?.conversationSid === conversationSid && working.act === act;
              return (
                <Box
                  key={conversationSid}
                  as="li"
                  paddingY="space50"
                  borderBottomStyle="solid"
                  borderBottomWidth="borderWidth10"
                  borderBottomColor="colorBorderWeak"
                >
                  <Text as="p" fontWeight="fontWeightSemibold" overflowWrap="anywhere">
                    {[customerName, address, common(`channel_${channel}`)].filter(Boolean).join(' · ')}
                  </Text>
                  <Text as="p" marginTop="space20">
                    {t(`waitingFor_${waitsFor}`, { time: until ? readableTime(common, until) : '' })}
                    {item.hasWritten ? ` · ${t('waitingWritten')}` : ''}
                  </Text>
                  <HelpText>{t(`waitingSince_${kind}`, { ago: timeAgo(common, since) })}</HelpText>
                  {note === '' ? null : (
                    <Text as="p" marginTop="space20" whiteSpace="pre-wrap" overflowWrap="anywhere">
                      {t('waitingNote', { note })}
                    </Text>
                  )}
                  {closing === conversationSid ? (
                    <Question
                      text={t('waitingCloseQuestion', { customer })}
                      sure={t('waitingCloseSure')}
                      keep={t('waitingKeep')}
                      isWorking={isWorking('close')}
                      confirm={() => void change('close', item)}
                      cancel={() => setClosing(undefined)}
                    />
                  ) : handing === conversationSid ? (
                    <HandOverForm
                      t={t}
                      plugin={plugin}
                      isOutreach={kind === 'outreach'}
                      isWorking={isWorking('handOver')}
                      confirm={(queueSid) => void change('handOver', item, queueSid)}
                      cancel={() => setHanding(undefined)}
                    />
                  ) : (
                    <Box display="flex" flexWrap="wrap" columnGap="space30" rowGap="space30" marginTop="space30">
                      {kind === 'parked' ? (
                        <Button
                          variant="primary"
                          size="small"
                          aria-label={t('waitingTakeBackOf', { customer })}
                          disabled={isBusy || !isAvailable}
                          loading={isWorking('takeBack')}
                          onClick={() => void change('takeBack', item)}
                        >
                          {t('waitingTakeBack')}
                        </Button>
                      ) : (
                        <Button
                          variant="secondary"
                          size="small"
                          aria-label={t('waitingWriteAgainOf', { customer })}
                          disabled={isBusy}
                          onClick={() => void writeAgain(item)}
                        >
                          {t('waitingWriteAgain')}
                        </Button>
                      )}
                      <Button
                        variant="secondary"
                        size="small"
                        aria-label={t('waitingHandOverOf', { customer })}
                        disabled={isBusy}
                        onClick={() => setHanding(conversationSid)}
                      >
                        {t('waitingHandOver')}
                      </Button>
                      {item.hasWritten ? null : (
                        <Button
                          variant="destructive_secondary"
                          size="small"
                          aria-label={t('waitingCloseOf', { customer })}
                          disabled={isBusy}
                          onClick={() => setClosing(conversationSid)}
                        >
                          {t('waitingClose')}
                        </Button>
                      )}
                    </Box>
                  )}
                </Box>
              );
            })}
          </Box>
        ) : null}
      </Box>
    </Box>
  );
};

/** Asks once more before nobody waits any longer. */
const Question = (props: {
  text: string;
  sure: string;
  keep: string;
  isWorking: boolean;
  confirm: () => void;
  cancel: () => void;
}): React.ReactElement => {
  const { text, sure, keep, isWorking, confirm, cancel } = props;
  const ref = useRef<HTMLDivElement>(null);
  useEffect(() => ref.current?.querySelector('button')?.focus(), []);
  return (
    <div ref={ref} role="group" aria-label={text}>
      <Text as="p" marginTop="space30">
        {text}
      </Text>
      <Box display="flex" flexWrap="wrap" columnGap="space30" rowGap="space30" marginTop="space30">
        <Button variant="secondary" size="small" disabled={isWorking} onClick={cancel}>
          {keep}
        </Button>
        <Button variant="destructive" size="small" loading={isWorking} onClick={confirm}>
          {sure}
        </Button>
      </Box>
    </div>
  );
};
