import React, { useEffect, useMemo, useRef, useState } from 'react';

import { Box } from '@twilio-paste/core/box';
import { Button } from '@twilio-paste/core/button';
import { HelpText } from '@twilio-paste/core/help-text';

import type { ClientError } from '../../backend/ClientError';
import { consentResponse } from '../../contract/consent';
import type { Consent as Standing, ConsentRequest } from '../../contract/consent';
import type { ScreenContext } from '../../PluginContext';
import { consentTranslate } from '../../strings/consent/consentStrings';
import { localeOf } from '../../strings/translate';
import { errorSentence } from '../shared/errorSentence';
import { LoadProblem } from '../shared/LoadProblem';
import { NoticeCallout } from '../shared/NoticeCallout';
import { useLoaded } from '../shared/useLoaded';
import { ConsentForm } from './ConsentForm';
import type { Wanted } from './ConsentForm';

/** Of a conversation, or by channel and addresses. */
export type Whom = Pick<ConsentRequest, 'conversationSid' | 'channel' | 'to' | 'from'>;

interface ConsentProps {
  plugin: ScreenContext;
  whom: Whom;
  /** A message is known to be held up: how it stands is shown at once. */
  isHeldUp?: boolean;
  /** Whether it tells what holds the message up; until then, whoever shows it does. */
  onTells?: (tells: boolean) => void;
  /** A supervisor has lifted the opt-out, or consent was recorded. */
  onMended?: () => void;
}

/**
 * Whether a customer wants messages from a sender: an agent opts them out, a supervisor in again. Folded it asks nothing
 * of the backend.
 */
export const Consent = ({ plugin, whom, isHeldUp = false, onTells, onMended }: ConsentProps): React.ReactElement => {
  const { backend, t, locale } = plugin;
  const ct = useMemo(() => consentTranslate(locale), [locale]);
  const [isOpen, setIsOpen] = useState(isHeldUp);
  const [changed, setChanged] = useState<Standing>();
  const [asking, setAsking] = useState<'lift' | 'record'>();
  const [isWorking, setIsWorking] = useState(false);
  const [problem, setProblem] = useState<ClientError>();
  const buttonRef = useRef<HTMLButtonElement>(null);
  const statusRef = useRef<HTMLDivElement>(null);

  const ask = (request: ConsentRequest) => backend!.call('consent', consentResponse, request);
  const { value, error, again } = useLoaded(
    isOpen ? JSON.stringify(whom) : undefined,
    backend && (() => ask({ act: 'read', ...whom })),
  );
  const consent = changed ?? value?.consent;

  const act = async (wanted: Wanted, reason: string): Promise<void> => {
    setIsWorking(true);
    setProblem(undefined);
    const kind = consent?.missing === 'double' ? 'double' : 'explicit';
    const answer = await ask(
      wanted === 'record' ? { act: wanted, kind, reason, ...whom } : { act: wanted, reason, ...whom },
    );
    setIsWorking(false);
    if (!answer.ok) {
      setProblem(answer.error);
      return;
    }
    setChanged(answer.consent);
    setAsking(undefined);
    // The form goes, and with it the focus.
    statusRef.current?.focus();
    if (wanted !== 'optOut') onMended?.();
  };
  const fold = () => {
    setIsOpen(false);
    setAsking(undefined);
    setProblem(undefined);
    buttonRef.current?.focus();
  };

  const places = consent && { sender: consent.sender, channel: t(`channel_${consent.channel}`) };
  const form = (wanted: Wanted, cancel: () => void) => (
    <ConsentForm ct={ct} t={t} wanted={wanted} places={places!} isWorking={isWorking} send={act} cancel={cancel} />
  );
  const isOptingOut = isOpen && !isHeldUp && !changed && consent && !consent.optOut && consent.may.optOut;

  const tellsWhy = changed !== undefined || consent?.optOut !== undefined || consent?.missing !== undefined;
  useEffect(() => {
    onTells?.(tellsWhy);
    return () => onTells?.(false);
  }, [onTells, tellsWhy]);
  const offered = consent?.may.lift
    ? 'lift'
    : isHeldUp && consent?.may.record && consent.missing
      ? 'record'
      : undefined;

  return (
    <Box display="flex" flexDirection="column" rowGap="space30" marginBottom="space40" color="colorText">
      {isHeldUp ? null : (
        <Box>
          <Button
            ref={buttonRef}
            variant="link"
            aria-expanded={isOpen}
            onClick={() => {
              setChanged(undefined);
              setIsOpen(!isOpen);
            }}
          >
            {ct('consentStop')}
          </Button>
        </Box>
      )}
      {isOpen ? (
        <>
          <LoadProblem t={t} error={consent ? undefined : error} again={again} />
          <div role="status" ref={statusRef} tabIndex={-1} style={{ overflowWrap: 'anywhere' }}>
            {onTells && !tellsWhy ? null : consent && places ? (
              isOptingOut ? null : (
                <Told ct={ct} t={t} consent={consent} places={places} isChanged={changed !== undefined} />
              )
            ) : error ? null : (
              <HelpText marginTop="space0">{ct('consentLoading')}</HelpText>
            )}
          </div>
          {isOptingOut ? form('optOut', fold) : null}
          {offered && !asking ? (
            <Box>
              <Button variant="link" onClick={() => setAsking(offered)}>
                {ct(offered === 'lift' ? 'consentLift' : 'consentRecord')}
              </Button>
            </Box>
          ) : null}
          {asking ? form(asking, () => setAsking(undefined)) : null}
          {problem ? (
            <NoticeCallout
              t={t}
              notice={{
                variant: 'error',
                text: problem.code === 'SUPERVISOR_ONLY' ? ct('consentRefused') : errorSentence(t, problem),
              }}
            />
          ) : null}
        </>
      ) : null}
    </Box>
  );
};

interface ToldProps {
  ct: ReturnType<typeof consentTranslate>;
  t: ScreenContext['t'];
  consent: Standing;
  places: { sender: string; channel: string };
  isChanged: boolean;
}

/** How it stands, in sentences. */
const Told = ({ ct, t, consent, places, isChanged }: ToldProps): React.ReactElement => {
  const { optOut, given, missing, may } = consent;
  const time = new Intl.DateTimeFormat(localeOf(t), { dateStyle: 'medium', timeStyle: 'short' });
  const atTime = (iso: string) => time.format(new Date(iso));
  if (!optOut) {
    return (
      <>
        {isChanged ? <div>{ct('consentRecorded')}</div> : null}
        <div>
          {given ? ct(`consentGiven_${given.kind}`, { ...places, at: atTime(given.at) }) : ct('consentNone', places)}{' '}
          {missing ? ct(`consentNeeds_${missing}`) : null}
        </div>
        {given?.note ? <div>{ct('consentReasonGiven', { reason: given.note })}</div> : null}
        {(missing ? may.record : may.optOut) ? null : <div>{ct('consentRefused')}</div>}
      </>
    );
  }
  const at = atTime(optOut.at);
  if (optOut.by === 'customer') return <>{ct('consentByCustomer', { ...places, at })}</>;
  return (
    <>
      <div>{ct('consentByAgent', { ...places, at, name: optOut.name ?? ct('consentSomebody') })}</div>
      <div>{ct('consentReasonGiven', { reason: optOut.reason ?? '' })}</div>
    </>
  );
};
