import React from 'react';

import { Box } from '@twilio-paste/core/box';

import type { TraceAct } from '../../contract/trace';
import { useWorkerNames } from '../../flex/useWorkerNames';
import type { ScreenContext } from '../../PluginContext';
import type { TraceStringKey, TraceTranslate } from '../../strings/trace/loadTraceStrings';
import { localeOf } from '../../strings/translate';

const BY: Record<string, TraceStringKey> = { janitor: 'byJanitor', net: 'byNet', twilio: 'byTwilio' };

interface ActsProps {
  plugin: ScreenContext;
  tt: TraceTranslate;
  acts: readonly TraceAct[];
}

/** What befell the conversation, and what the backend and people's buttons did about it. */
export const Acts = ({ plugin, tt, acts }: ActsProps): React.ReactElement => {
  const { t } = plugin;
  const nameOf = useWorkerNames(
    plugin,
    acts.flatMap(({ by, outcome }) => [by, ...outcome.split(' ')]),
  );
  const time = new Intl.DateTimeFormat(localeOf(t), { dateStyle: 'medium', timeStyle: 'medium' });
  const named = (prefix: 'act' | 'outcome', word: string): string => {
    const key = `${prefix}_${word}` as const;
    return tt.has(key) ? tt(key as TraceStringKey) : word;
  };
  const told = (outcome: string): string =>
    outcome
      .split(' ')
      .map((word) => (/^\d{4}-.*Z$/.test(word) ? time.format(new Date(word)) : nameOf(named('outcome', word))))
      .join(' ');
  return (
    <Box as="ul" margin="space0" padding="space0" style={{ listStyle: 'none', overflowWrap: 'anywhere' }}>
      {acts.map(({ at, by, act, outcome }) => (
        <li key={`${at} ${act} ${outcome}`}>
          {[time.format(new Date(at)), BY[by] ? tt(BY[by]) : nameOf(by), named('act', act), told(outcome)]
            .filter(Boolean)
            .join(' · ')}
        </li>
      ))}
    </Box>
  );
};
