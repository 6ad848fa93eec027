import React, { useEffect, useRef, useState } from 'react';

import { Box } from '@twilio-paste/core/box';
import { Button } from '@twilio-paste/core/button';
import { TextArea } from '@twilio-paste/core/textarea';

import { LONGEST_WAIT_DAYS, SHORTEST_WAIT_MINUTES } from '../../contract/people';
import type { WaitsFor } from '../../contract/waitsFor';
import { WAITS_FOR } from '../../contract/waitsFor';
import { Choice } from '../shared/Choice';
import { FormField } from '../shared/FormField';
import { LocalTimeInput } from '../shared/LocalTimeInput';
import { localTime } from '../shared/time';
import type { PeopleStrings } from './usePeopleStrings';

const MINUTE = 60_000;

export interface Waiting {
  waitsFor: WaitsFor;
  until?: string;
  note: string;
}

interface WaitFormProps {
  t: PeopleStrings;
  isWorking: boolean;
  send: (waiting: Waiting) => Promise<void>;
  cancel: () => void;
}

/** What the conversation waits for, until when, and what is to be known when it comes back. */
export const WaitForm = ({ t, isWorking, send, cancel }: WaitFormProps): React.ReactElement => {
  const [waitsFor, setWaitsFor] = useState<WaitsFor>('reply');
  const [date, setDate] = useState('');
  const [note, setNote] = useState('');
  const [hasTried, setHasTried] = useState(false);
  const formRef = useRef<HTMLFormElement>(null);
  useEffect(() => formRef.current?.querySelector('input')?.focus(), []);

  const { timeZone } = Intl.DateTimeFormat().resolvedOptions();
  const limit = (minutes: number) => localTime(new Date(Date.now() + minutes * MINUTE), timeZone);
  const hasDate = waitsFor !== 'reply';
  const left = (new Date(date).getTime() - Date.now()) / MINUTE;
  // To the minute, as the field has it.
  const isPossible = left >= SHORTEST_WAIT_MINUTES - 1 && left <= LONGEST_WAIT_DAYS * 24 * 60;
  const submit = (event: React.FormEvent) => {
    event.preventDefault();
    setHasTried(true);
    if (hasDate && !isPossible) {
      formRef.current?.querySelector<HTMLElement>('input:not([type="radio"])')?.focus();
    } else if (!isWorking) {
      void send({ waitsFor, note, ...(hasDate ? { until: new Date(date).toISOString() } : {}) });
    }
  };

  return (
    <form ref={formRef} noValidate aria-label={t('waitTitle')} aria-busy={isWorking} onSubmit={submit}>
      <Box display="flex" flexDirection="column" rowGap="space40">
        <Choice
          legend={t('waitFor')}
          value={waitsFor}
          disabled={isWorking}
          options={WAITS_FOR.map((value) => ({
            value,
            label: t(`waitFor_${value}`),
            help: t(`waitForHelp_${value}`),
          }))}
          onChange={setWaitsFor}
        />
        {hasDate ? (
          <FormField
            label={t('waitUntil')}
            requiredLabel={t('required')}
            help={t('waitUntilHelp')}
            error={hasTried && !isPossible ? t('error_WAIT_TIME_INVALID') : undefined}
          >
            {(control) => (
              <LocalTimeInput
                {...control}
                min={limit(SHORTEST_WAIT_MINUTES)}
                max={limit(LONGEST_WAIT_DAYS * 24 * 60 - 1)}
                value={date}
                onChange={(event) => setDate(event.target.value)}
              />
            )}
          </FormField>
        ) : null}
        <FormField label={t('waitNote')} help={t('waitNoteHelp')} error={undefined}>
          {(control) => (
            <TextArea
              {...control}
              rows={2}
              maxLength={500}
              value={note}
              onChange={(event) => setNote(event.target.value)}
            />
          )}
        </FormField>
        <Box display="flex" columnGap="space30" rowGap="space30" flexWrap="wrap">
          <Button type="submit" variant="primary" size="small" loading={isWorking}>
            {t('waitSend')}
          </Button>
          <Button variant="secondary" size="small" disabled={isWorking} onClick={cancel}>
            {t('peopleCancel')}
          </Button>
        </Box>
      </Box>
    </form>
  );
};
