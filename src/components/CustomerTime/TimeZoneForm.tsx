import React, { useEffect, useRef, useState } from 'react';

import { Box } from '@twilio-paste/core/box';
import { Button } from '@twilio-paste/core/button';
import { Option, Select } from '@twilio-paste/core/select';

import type { ClientError } from '../../backend/ClientError';
import { customerTimeResponse } from '../../contract/customerTime';
import type { ScreenContext } from '../../PluginContext';
import type { CustomerTimeTranslate } from '../../strings/customerTime/customerTimeStrings';
import { errorSentence } from '../shared/errorSentence';
import { FormField } from '../shared/FormField';
import { NoticeCallout } from '../shared/NoticeCallout';
import type { LoadedFacts } from '../StartConversationPanel/form/useFormFacts';

interface TimeZoneFormProps {
  plugin: ScreenContext;
  ct: CustomerTimeTranslate;
  facts: Pick<LoadedFacts, 'checks' | 'pair' | 'mayOverride'>;
  /** It has been kept. */
  done: () => void;
  cancel: () => void;
}

/** All that the browser knows; none in one that is older than the list. */
const allTimeZones = (): string[] =>
  (Intl as { supportedValuesOf?: (key: 'timeZone') => string[] }).supportedValuesOf?.('timeZone') ?? [];

/** Where the agent knows a customer to be. No form of its own: it stands in the panel's. */
export const TimeZoneForm = ({ plugin, ct, facts, done, cancel }: TimeZoneFormProps): React.ReactElement => {
  const { backend, t } = plugin;
  const { checks, pair, mayOverride } = facts;
  const likely = checks?.customerTimes.map(({ timeZone }) => timeZone) ?? [];
  const isKept = checks?.timeZoneSource?.from === 'agent';
  const [timeZone, setTimeZone] = useState(isKept ? (likely[0] ?? '') : '');
  const [hasTried, setHasTried] = useState(false);
  const [isWorking, setIsWorking] = useState(false);
  const [problem, setProblem] = useState<ClientError>();
  const partRef = useRef<HTMLDivElement>(null);
  const focus = () => partRef.current?.querySelector('select')?.focus();
  useEffect(focus, []);

  const keep = async (wanted: string): Promise<void> => {
    if (!backend || !pair || isWorking) return;
    setIsWorking(true);
    setProblem(undefined);
    const { channel, to, from } = pair;
    const answer = await backend.call('customer-time', customerTimeResponse, { channel, to, from, timeZone: wanted });
    setIsWorking(false);
    if (answer.ok) done();
    else setProblem(answer.error);
  };
  const save = () => {
    setHasTried(true);
    if (timeZone) void keep(timeZone);
    else focus();
  };

  return (
    // What is chosen in it is nobody's news.
    <div ref={partRef} role="group" aria-label={ct('timeZoneWhere')} aria-live="off" aria-busy={isWorking}>
      <Box display="flex" flexDirection="column" rowGap="space40" marginY="space30">
        <FormField
          label={ct('timeZoneWhere')}
          requiredLabel={t('required')}
          help={ct(mayOverride ? 'timeZoneHelpSupervisor' : 'timeZoneHelp')}
          error={hasTried && !timeZone ? ct('timeZoneMissing') : undefined}
        >
          {(control) => (
            <Select {...control} value={timeZone} onChange={(event) => setTimeZone(event.target.value)}>
              <Option value="">{ct('timeZoneChoose')}</Option>
              {[...new Set([...likely, ...allTimeZones()])].map((zone) => (
                <Option key={zone} value={zone}>
                  {zone.replace(/_/g, ' ')}
                </Option>
              ))}
            </Select>
          )}
        </FormField>
        {problem ? (
          <NoticeCallout
            t={t}
            notice={{
              variant: 'error',
              text: problem.code === 'SUPERVISOR_ONLY' ? ct('timeZoneRefused') : errorSentence(t, problem),
            }}
          />
        ) : null}
        <Box display="flex" flexWrap="wrap" columnGap="space30" rowGap="space30">
          <Button variant="primary" size="small" loading={isWorking} onClick={save}>
            {ct('timeZoneSave')}
          </Button>
          {isKept ? (
            <Button variant="secondary" size="small" disabled={isWorking} onClick={() => void keep('')}>
              {ct('timeZoneForget')}
            </Button>
          ) : null}
          <Button variant="secondary" size="small" disabled={isWorking} onClick={cancel}>
            {ct('timeZoneCancel')}
          </Button>
        </Box>
      </Box>
    </div>
  );
};
