import React, { useEffect, useRef, useState } from 'react';

import { Box } from '@twilio-paste/core/box';
import { Button } from '@twilio-paste/core/button';
import { Text } from '@twilio-paste/core/text';
import { TextArea } from '@twilio-paste/core/textarea';

import type { ReasonCode } from '../../contract/reasonCode';
import { isBlank } from '../../contract/text';
import { FormField } from '../shared/FormField';
import { ReasonCodeField } from './ReasonCodeField';
import type { PeopleStrings } from './usePeopleStrings';

interface ReasonFormProps {
  t: PeopleStrings;
  title: string;
  question: string;
  needsReason: boolean;
  isWorking: boolean;
  /** On the button. */
  confirm: string;
  send: (reason: string, reasonCode: ReasonCode) => Promise<void>;
  cancel: () => void;
}

/** Asks once more before somebody's work is ended; supervisors say why. */
export const ReasonForm = (props: ReasonFormProps): React.ReactElement => {
  const { t, title, question, needsReason, isWorking, confirm, send, cancel } = props;
  const [reason, setReason] = useState('');
  const [reasonCode, setReasonCode] = useState<ReasonCode>('other');
  const [hasTried, setHasTried] = useState(false);
  const formRef = useRef<HTMLDivElement>(null);
  useEffect(() => formRef.current?.querySelector<HTMLElement>('select, textarea, button')?.focus(), []);
  const isMissing = needsReason && isBlank(reason);
  const submit = () => {
    setHasTried(true);
    if (isMissing) {
      formRef.current?.querySelector('textarea')?.focus();
    } else if (!isWorking) {
      void send(reason, reasonCode);
    }
  };
  return (
    // No form of HTML's: in the panel it stands within that of the message, and browsers know none within another.
    <div ref={formRef} role="form" aria-label={title} aria-busy={isWorking}>
      <Box display="flex" flexDirection="column" rowGap="space40">
        <Text as="p">{question}</Text>
        {needsReason ? <ReasonCodeField t={t} value={reasonCode} onChange={setReasonCode} /> : null}
        {needsReason ? (
          <FormField
            label={t('peopleReason')}
            requiredLabel={t('required')}
            help={t('peopleReasonHelp')}
            error={hasTried && isMissing ? t('peopleReasonMissing') : undefined}
          >
            {(control) => (
              <TextArea
                {...control}
                rows={2}
                maxLength={500}
                value={reason}
                onChange={(event) => setReason(event.target.value)}
              />
            )}
          </FormField>
        ) : null}
        <Box display="flex" columnGap="space30" rowGap="space30" flexWrap="wrap">
          <Button variant="destructive" size="small" loading={isWorking} onClick={submit}>
            {confirm}
          </Button>
          <Button variant="secondary" size="small" disabled={isWorking} onClick={cancel}>
            {t('peopleCancel')}
          </Button>
        </Box>
      </Box>
    </div>
  );
};
