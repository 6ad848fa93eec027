import React, { useMemo } from 'react';

import { Box } from '@twilio-paste/core/box';
import { Button } from '@twilio-paste/core/button';

import type { Checks } from '../../../contract/checks';
import type { ScreenContext } from '../../../PluginContext';
import { sendTimesTranslate } from '../../../strings/sendTimes/sendTimesStrings';
import { localeOf } from '../../../strings/translate';
import { placeOf } from '../../shared/time';
import { suggestedTimes } from './suggestedTimes';

interface SendTimeSuggestionsProps {
  plugin: ScreenContext;
  /** By whose clock. */
  timeZone: string;
  checks: Checks | undefined;
  /** What stands in the field. */
  value: string;
  disabled: boolean;
  onChoose: (sendAt: string) => void;
}

/** Buttons with times in the customer's own day, which fill the field in. */
export const SendTimeSuggestions = (props: SendTimeSuggestionsProps): React.ReactElement | null => {
  const { plugin, timeZone, checks, value, disabled, onChoose } = props;
  const { locale, t } = plugin;
  const st = useMemo(() => sendTimesTranslate(locale), [locale]);
  const language = localeOf(t);
  const place = placeOf(timeZone);
  const times = suggestedTimes(new Date(), timeZone, checks ?? {});
  if (times.length === 0) return null;

  // By no zone of the browser's: `sendAt` is the customer's clock already.
  const read = (sendAt: string, format: Intl.DateTimeFormatOptions): string =>
    new Intl.DateTimeFormat(language, { ...format, timeZone: 'UTC' }).format(new Date(`${sendAt}:00Z`));
  return (
    <Box role="group" aria-label={st('suggested', { place })} display="flex" flexWrap="wrap" style={{ gap: 8 }}>
      {times.map(({ sendAt, day }) => {
        const label = st(day, {
          time: read(sendAt, { timeStyle: 'short' }),
          day: read(sendAt, { weekday: 'long' }).replace(/^./u, (first) => first.toLocaleUpperCase(language)),
        });
        return (
          <Button
            key={sendAt}
            variant="secondary"
            size="small"
            pressed={sendAt === value}
            aria-label={st('inPlace', { label, place })}
            disabled={disabled}
            onClick={() => onChoose(sendAt)}
          >
            {label}
          </Button>
        );
      })}
    </Box>
  );
};
