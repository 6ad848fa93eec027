import React, { useEffect, useRef, useState } from 'react';

import { Box } from '@twilio-paste/core/box';
import { Button } from '@twilio-paste/core/button';
import { Option, Select } from '@twilio-paste/core/select';

import { waitingResponse } from '../../contract/waiting';
import type { ScreenContext } from '../../PluginContext';
import type { WaitingStringKey } from '../../strings/waiting/waitingStrings';
import type { Translate } from '../../strings/translate';
import { FormField } from '../shared/FormField';
import { useLoaded } from '../shared/useLoaded';

interface HandOverFormProps {
  t: Translate<WaitingStringKey> & Translate;
  plugin: ScreenContext;
  /** Of a message, whose reply the queue gets. */
  isOutreach: boolean;
  isWorking: boolean;
  /** Undefined for its own queue. */
  confirm: (queueSid: string | undefined) => void;
  cancel: () => void;
}

/** To which queue a conversation goes: its own, or another one. */
export const HandOverForm = (props: HandOverFormProps): React.ReactElement => {
  const { t, plugin, isOutreach, isWorking, confirm, cancel } = props;
  const { backend } = plugin;
  const { value, error } = useLoaded(
    'queues',
    backend && (() => backend.call('waiting', waitingResponse, { act: 'queues' })),
  );
  const [queueSid, setQueueSid] = useState('');
  const ref = useRef<HTMLDivElement>(null);
  useEffect(() => ref.current?.querySelector('select')?.focus(), []);
  return (
    <div ref={ref} role="group" aria-label={t('waitingHandOver')}>
      <Box display="flex" flexDirection="column" rowGap="space30" marginTop="space30" maxWidth="size40">
        <FormField
          label={t('waitingQueue')}
          help={t(`waitingQueueHelp_${isOutreach ? 'outreach' : 'parked'}`)}
          error={error ? t('waitingQueuesFailed') : undefined}
        >
          {(control) => (
            <Select
              {...control}
              disabled={isWorking}
              value={queueSid}
              onChange={(event) => setQueueSid(event.target.value)}
            >
              <Option value="">{t('waitingQueueOwn')}</Option>
              <>
                {value?.queues?.map(({ sid, name }) => (
                  <Option key={sid} value={sid}>
                    {name}
                  </Option>
                ))}
              </>
            </Select>
          )}
        </FormField>
        <Box display="flex" flexWrap="wrap" columnGap="space30" rowGap="space30">
          <Button
            variant="primary"
            size="small"
            loading={isWorking}
            onClick={() => confirm(queueSid === '' ? undefined : queueSid)}
          >
            {t('waitingHandOver')}
          </Button>
          <Button variant="secondary" size="small" disabled={isWorking} onClick={cancel}>
            {t('waitingKeep')}
          </Button>
        </Box>
      </Box>
    </div>
  );
};
