import React from 'react';
import { useUID } from '@twilio-paste/core/uid-library';

import { Box } from '@twilio-paste/core/box';
import { HelpText } from '@twilio-paste/core/help-text';
import { Text } from '@twilio-paste/core/text';

interface ChoiceProps<Value extends string> {
  legend: string;
  value: Value;
  options: readonly { value: Value; label: string; help?: string; disabled?: boolean }[];
  disabled: boolean;
  onChange: (value: Value) => void;
  orientation?: 'horizontal' | 'vertical';
}

/** One of a few, all in sight. The browser's own radio buttons: Paste's would be a tenth of the plugin. */
export function Choice<Value extends string>(props: ChoiceProps<Value>): React.ReactElement {
  const { legend, value, options, disabled, onChange, orientation = 'vertical' } = props;
  const id = useUID();
  return (
    <Box as="fieldset" margin="space0" padding="space0" borderStyle="none" minWidth="size0">
      <Box
        as="legend"
        padding="space0"
        marginBottom="space20"
        fontSize="fontSize30"
        lineHeight="lineHeight20"
        fontWeight="fontWeightSemibold"
        color="colorText"
      >
        {legend}
      </Box>
      <Box
        display="flex"
        flexDirection={orientation === 'vertical' ? 'column' : 'row'}
        flexWrap="wrap"
        columnGap="space50"
        rowGap="space20"
      >
        {options.map((option) => {
          const optionId = `${id}-${option.value}`;
          const isClosed = disabled || option.disabled === true;
          return (
            <Box key={option.value} display="flex" columnGap="space20" alignItems="flex-start">
              <input
                type="radio"
                id={optionId}
                name={id}
                checked={option.value === value}
                disabled={isClosed}
                aria-describedby={option.help ? `${optionId}-help` : undefined}
                style={MARK}
                onChange={() => onChange(option.value)}
              />
              <div>
                <label htmlFor={optionId}>
                  <Text
                    as="span"
                    fontSize="fontSize30"
                    lineHeight="lineHeight20"
                    color={isClosed ? 'colorTextWeak' : 'colorText'}
                  >
                    {option.label}
                  </Text>
                </label>
                {option.help ? (
                  <HelpText id={`${optionId}-help`} marginTop="space0">
                    {option.help}
                  </HelpText>
                ) : null}
              </div>
            </Box>
          );
        })}
      </Box>
    </Box>
  );
}

const MARK: React.CSSProperties = { margin: '2px 0 0', flexShrink: 0, width: 16, height: 16 };
