import React from 'react';
import { useUID } from '@twilio-paste/core/uid-library';

import { HelpText } from '@twilio-paste/core/help-text';
import { Label } from '@twilio-paste/core/label';

interface FormFieldProps {
  label: string;
  /** Given for a field that has to be filled in: what a screen reader says at the label's dot. */
  requiredLabel?: string;
  help?: string;
  error: string | undefined;
  children: (control: {
    id: string;
    required: boolean;
    hasError: boolean;
    'aria-describedby': string;
  }) => React.ReactElement;
}

/** A labelled control with its help and, under it, what is wrong with it. */
export const FormField = ({ label, requiredLabel, help, error, children }: FormFieldProps): React.ReactElement => {
  const id = useUID();
  const required = requiredLabel !== undefined;
  const helpId = `${id}-help`;
  const errorId = `${id}-error`;
  return (
    <div>
      <Label htmlFor={id} required={required} i18nRequiredLabel={requiredLabel}>
        {label}
      </Label>
      {children({
        id,
        required,
        hasError: error !== undefined,
        'aria-describedby': [error === undefined ? '' : errorId, help === undefined ? '' : helpId].join(' ').trim(),
      })}
      {error === undefined ? null : (
        <HelpText id={errorId} variant="error">
          {error}
        </HelpText>
      )}
      {help === undefined ? null : <HelpText id={helpId}>{help}</HelpText>}
    </div>
  );
};
