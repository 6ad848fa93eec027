import React from 'react';

import { Box } from '@twilio-paste/core/box';
import { Text } from '@twilio-paste/core/text';

import type { TraceAct } from '../../contract/trace';
import { useWorkerNames } from '../../flex/useWorkerNames';
import type { ScreenContext } from '../../PluginContext';
import type { TraceStringKey, TraceTranslate } from '../../strings/trace/loadTraceStrings';
import { localeOf } from '../../strings/translate';

const BY: Record<string, TraceStringKey> = { janitor: 'byJanitor', net: 'byNet', twilio: 'byTwilio' };

/** For whoever looks further: whoever reads wants the words. */
const SID = /^[A-Z]{2}[0-9a-f]{32}$/;

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
  const toldBy = (word: string): string =>
    /^\d{4}-.*Z$/.test(word) ? time.format(new Date(word)) : nameOf(named('outcome', word));
  return (
    <Box as="ul" margin="space0" padding="space0" style={{ listStyle: 'none', overflowWrap: 'anywhere' }}>
      {acts.map(({ at, by, act, outcome }) => {
        const words = outcome.split(' ').map(toldBy);
        const told = words.filter((word) => !SID.test(word)).join(' ');
        const sids = words.filter((word) => SID.test(word)).join(' ');
        return (
          <li key={`${at} ${act} ${outcome}`}>
            {[time.format(new Date(at)), BY[by] ? tt(BY[by]) : nameOf(by), named('act', act), told]
              .filter(Boolean)
              .join(' · ')}
            {sids === '' ? null : (
              <Text as="span" fontSize="fontSize20" color="colorTextWeak">
                {` · ${sids}`}
              </Text>
            )}
          </li>
        );
      })}
    </Box>
  );
};
