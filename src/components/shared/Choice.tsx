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
  /** Horizontal: the legend stands beside them, and only the help of the chosen one is shown. */
  orientation?: 'horizontal' | 'vertical';
}

/** One of a few, all in sight. The browser's own radio buttons: Paste's would be a tenth of the plugin. */
export function Choice<Value extends string>(props: ChoiceProps<Value>): React.ReactElement {
  const { legend, value, options, disabled, onChange, orientation = 'vertical' } = props;
  const id = useUID();
  const isVertical = orientation === 'vertical';
  const chosen = options.find((option) => option.value === value);
  const helpOf = (option: (typeof options)[number]) =>
    option.help ? (
      <HelpText id={`${id}-${option.value}-help`} marginTop="space0">
        {option.help}
      </HelpText>
    ) : null;
  return (
    <Box as="fieldset" margin="space0" padding="space0" borderStyle="none" minWidth="size0">
      <Box
        as="legend"
        padding="space0"
        marginBottom={isVertical ? 'space20' : 'space0'}
        marginRight={isVertical ? 'space0' : 'space50'}
        fontSize="fontSize30"
        lineHeight="lineHeight20"
        fontWeight="fontWeightSemibold"
        color="colorText"
        style={isVertical ? undefined : BESIDE_THE_OPTIONS}
      >
        {legend}
      </Box>
      <Box
        display="flex"
        flexDirection={isVertical ? 'column' : 'row'}
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
                aria-describedby={option.help && (isVertical || option === chosen) ? `${optionId}-help` : undefined}
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
                {isVertical ? helpOf(option) : null}
              </div>
            </Box>
          );
        })}
      </Box>
      {chosen && !isVertical ? helpOf(chosen) : null}
    </Box>
  );
}

const BESIDE_THE_OPTIONS: React.CSSProperties = { float: 'left' };
const MARK: React.CSSProperties = { margin: '2px 0 0', flexShrink: 0, width: 16, height: 16 };
