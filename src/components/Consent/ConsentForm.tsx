import React, { useEffect, useRef, useState } from 'react';

import { Box } from '@twilio-paste/core/box';
import { Button } from '@twilio-paste/core/button';
import { TextArea } from '@twilio-paste/core/textarea';

import { isBlank } from '../../contract/text';
import type { ConsentTranslate } from '../../strings/consent/consentStrings';
import type { Translate } from '../../strings/translate';
import { FormField } from '../shared/FormField';

export type Wanted = 'optOut' | 'lift' | 'record';

/** Title, question, the reason's help, and what is on the button. */
const TEXTS = {
  optOut: ['consentStopTitle', 'consentStopQuestion', 'consentStopReasonHelp', 'consentStopConfirm'],
  lift: ['consentLift', 'consentLiftQuestion', 'consentLiftReasonHelp', 'consentLift'],
  record: ['consentRecord', 'consentRecordQuestion', 'consentRecordReasonHelp', 'consentRecord'],
} as const;

interface ConsentFormProps {
  ct: ConsentTranslate;
  t: Translate;
  wanted: Wanted;
  places: { sender: string; channel: string };
  isWorking: boolean;
  send: (wanted: Wanted, reason: string) => Promise<void>;
  cancel: () => void;
}

/** Asks once more, and why. No form of its own: it stands in the panel's, too. */
export const ConsentForm = (props: ConsentFormProps): React.ReactElement => {
  const { ct, t, wanted, places, isWorking, send, cancel } = props;
  const [reason, setReason] = useState('');
  const [hasTried, setHasTried] = useState(false);
  const formRef = useRef<HTMLDivElement>(null);
  const focus = () => formRef.current?.querySelector('textarea')?.focus();
  useEffect(focus, []);
  const [title, question, reasonHelp, confirm] = TEXTS[wanted];
  const submit = () => {
    setHasTried(true);
    if (isBlank(reason)) {
      focus();
    } else if (!isWorking) {
      void send(wanted, reason);
    }
  };
  return (
    <div ref={formRef} role="group" aria-label={ct(title)} aria-busy={isWorking}>
      <Box display="flex" flexDirection="column" rowGap="space40">
        <div>{ct(question, places)}</div>
        <FormField
          label={ct('consentReason')}
          requiredLabel={t('required')}
          help={ct(reasonHelp)}
          error={hasTried && isBlank(reason) ? ct('consentReasonMissing') : undefined}
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
        <Box display="flex" columnGap="space30" rowGap="space30" flexWrap="wrap">
          <Button
            variant={wanted === 'optOut' ? 'destructive' : 'primary'}
            size="small"
            loading={isWorking}
            onClick={submit}
          >
            {ct(confirm)}
          </Button>
          <Button variant="secondary" size="small" disabled={isWorking} onClick={cancel}>
            {ct('consentCancel')}
          </Button>
        </Box>
      </Box>
    </div>
  );
};
