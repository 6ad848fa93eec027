import React, { useMemo, useRef, useState } from 'react';

import { Box } from '@twilio-paste/core/box';
import { Button } from '@twilio-paste/core/button';
import { HelpText } from '@twilio-paste/core/help-text';

import type { ClientError } from '../../backend/ClientError';
import { consentResponse } from '../../contract/consent';
import type { Consent as Standing, ConsentRequest } from '../../contract/consent';
import type { ScreenContext } from '../../PluginContext';
import { consentTranslate } from '../../strings/consent/consentStrings';
import { localeOf } from '../../strings/translate';
import { errorSentence } from '../StartConversationPanel/errorSentence';
import { LoadProblem } from '../StartConversationPanel/LoadProblem';
import { NoticeCallout } from '../StartConversationPanel/NoticeCallout';
import { useLoaded } from '../StartConversationPanel/useLoaded';
import { ConsentForm } from './ConsentForm';

/** Of a conversation, or by channel and addresses. */
export type Whom = Pick<ConsentRequest, 'conversationSid' | 'channel' | 'to' | 'from'>;

interface ConsentProps {
  plugin: ScreenContext;
  whom: Whom;
  /** The customer is known to be opted out: who has kept that, and why, is shown at once. */
  isOptedOut?: boolean;
  onLifted?: () => void;
}

/**
 * Whether a customer wants messages from a sender: an agent opts them out, a supervisor in again. Folded it asks nothing
 * of the backend.
 */
export const Consent = ({ plugin, whom, isOptedOut = false, onLifted }: ConsentProps): React.ReactElement => {
  const { backend, t, locale } = plugin;
  const ct = useMemo(() => consentTranslate(locale), [locale]);
  const [isOpen, setIsOpen] = useState(isOptedOut);
  const [changed, setChanged] = useState<Standing>();
  const [isLifting, setIsLifting] = useState(false);
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

  const act = async (wanted: 'optOut' | 'lift', reason: string): Promise<void> => {
    setIsWorking(true);
    setProblem(undefined);
    const answer = await ask({ act: wanted, reason, ...whom });
    setIsWorking(false);
    if (!answer.ok) {
      setProblem(answer.error);
      return;
    }
    setChanged(answer.consent);
    setIsLifting(false);
    // The form goes, and with it the focus.
    statusRef.current?.focus();
    if (wanted === 'lift') onLifted?.();
  };
  const fold = () => {
    setIsOpen(false);
    setIsLifting(false);
    setProblem(undefined);
    buttonRef.current?.focus();
  };

  const places = consent && { sender: consent.sender, channel: t(`channel_${consent.channel}`) };
  const form = (wanted: 'optOut' | 'lift', cancel: () => void) => (
    <ConsentForm ct={ct} t={t} wanted={wanted} places={places!} isWorking={isWorking} send={act} cancel={cancel} />
  );
  const isOptingOut = isOpen && !changed && consent && !consent.optOut && consent.may.optOut;

  return (
    <Box display="flex" flexDirection="column" rowGap="space30" marginBottom="space40" color="colorText">
      {isOptedOut ? null : (
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
            {consent && places ? (
              isOptingOut ? null : (
                <Told ct={ct} t={t} consent={consent} places={places} isChanged={changed !== undefined} />
              )
            ) : error ? null : (
              <HelpText marginTop="space0">{ct('consentLoading')}</HelpText>
            )}
          </div>
          {isOptingOut ? form('optOut', fold) : null}
          {consent?.may.lift && !isLifting ? (
            <Box>
              <Button variant="link" onClick={() => setIsLifting(true)}>
                {ct('consentLift')}
              </Button>
            </Box>
          ) : null}
          {isLifting ? form('lift', () => setIsLifting(false)) : null}
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
const Told = ({ ct, t, consent: { optOut, may }, places, isChanged }: ToldProps): React.ReactElement => {
  if (!optOut) {
    return (
      <>
        {isChanged ? ct('consentLifted') : ct('consentWanted', places)} {may.optOut ? null : ct('consentRefused')}
      </>
    );
  }
  const time = new Intl.DateTimeFormat(localeOf(t), { dateStyle: 'medium', timeStyle: 'short' });
  const at = time.format(new Date(optOut.at));
  if (optOut.by === 'customer') return <>{ct('consentByCustomer', { ...places, at })}</>;
  return (
    <>
      <div>{ct('consentByAgent', { ...places, at, name: optOut.name ?? ct('consentSomebody') })}</div>
      <div>{ct('consentReasonGiven', { reason: optOut.reason ?? '' })}</div>
    </>
  );
};
