import React from 'react';

import { Box } from '@twilio-paste/core/box';
import { Option, Select } from '@twilio-paste/core/select';

import { FormField } from '../../shared/FormField';
import { LocalTimeInput } from '../../shared/LocalTimeInput';
import { placeOf, sendTimeLimits } from '../../shared/time';
import { whyNotLater } from '../form/draft';
import type { FormPartProps } from '../form/formParts';
import { SendTimeSuggestionsInChunk } from './SendTimeSuggestionsInChunk';

/** Of one line of buttons; a second one takes its own room. */
const ONE_LINE: React.CSSProperties = { minHeight: 28, flexShrink: 0 };

/** The moment of a scheduled message, by the customer's own clock. */
export const SendTimeFields = ({ plugin, form, fixed, errorOf }: FormPartProps): React.ReactElement => {
  const { t } = plugin;
  const { draft, facts } = form;
  const timeZone = draft.timeZone || facts.timeZones[0] || 'UTC';
  const customerTimes = facts.checks?.customerTimes ?? [];
  const isCustomers = customerTimes.some((item) => item.timeZone === timeZone);
  const help = isCustomers ? 'sendAtHelp' : customerTimes.length > 0 ? 'sendAtHelpOtherTime' : 'sendAtHelpOwnTime';
  // The agent's own, while the customer's was not known, is still there after it is.
  const timeZones = [...new Set([...facts.timeZones, timeZone])];
  const limits = sendTimeLimits(new Date(), timeZone);
  const notLater = whyNotLater(draft, facts);

  return (
    <>
      {timeZones.length > 1 ? (
        <FormField label={t('timeZone')} error={undefined}>
          {(control) => (
            <Select
              {...control}
              disabled={fixed}
              value={timeZone}
              onChange={(event) => form.edit({ timeZone: event.target.value })}
            >
              {timeZones.map((zone) => (
                <Option key={zone} value={zone}>
                  {placeOf(zone)}
                </Option>
              ))}
            </Select>
          )}
        </FormField>
      ) : null}
      <FormField
        label={t('sendAt')}
        requiredLabel={t('required')}
        help={t(help, { place: placeOf(timeZone) })}
        error={notLater ? t(`error_${notLater}`) : errorOf('sendAt')}
      >
        {(control) => (
          <LocalTimeInput
            {...control}
            min={limits.min}
            max={limits.max}
            readOnly={fixed}
            value={draft.sendAt}
            // With the clock that it was written by: the customer's may become known only now.
            onChange={(event) => form.edit({ sendAt: event.target.value, timeZone })}
          />
        )}
      </FormField>
      {notLater ? null : (
        <Box style={ONE_LINE}>
          {/* Not before it is known by whose clock: a time that was chosen keeps it. */}
          {facts.checksPending && !facts.checks ? null : (
            <SendTimeSuggestionsInChunk
              plugin={plugin}
              timeZone={timeZone}
              checks={facts.checks}
              value={draft.sendAt}
              disabled={fixed}
              onChoose={(sendAt) => form.edit({ sendAt, timeZone })}
            />
          )}
        </Box>
      )}
    </>
  );
};
