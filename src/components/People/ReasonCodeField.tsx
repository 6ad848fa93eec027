import React from 'react';

import { Option, Select } from '@twilio-paste/core/select';

import type { ReasonCode } from '../../contract/reasonCode';
import { REASON_CODES } from '../../contract/reasonCode';
import { FormField } from '../shared/FormField';
import type { PeopleStrings } from './usePeopleStrings';

/** What kind of reason it is, as the audit keeps it, beside the words that the agents read. */
export const ReasonCodeField = ({
  t,
  value,
  onChange,
}: {
  t: PeopleStrings;
  value: ReasonCode;
  onChange: (code: ReasonCode) => void;
}): React.ReactElement => (
  <FormField label={t('peopleReasonKind')} help={t('peopleReasonKindHelp')} error={undefined}>
    {(control) => (
      <Select {...control} value={value} onChange={({ target }) => onChange(target.value as ReasonCode)}>
        {REASON_CODES.map((code) => (
          <Option key={code} value={code}>
            {t(`reason_${code}`)}
          </Option>
        ))}
      </Select>
    )}
  </FormField>
);
