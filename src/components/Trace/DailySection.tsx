import React, { useState } from 'react';

import { Anchor } from '@twilio-paste/core/anchor';
import { Box } from '@twilio-paste/core/box';
import { Button } from '@twilio-paste/core/button';
import { HelpText } from '@twilio-paste/core/help-text';
import { Input } from '@twilio-paste/core/input';

import { dailyPeriod } from '../../contract/dailyPeriod';
import type { Period } from '../../contract/dailyPeriod';
import type { Daily } from '../../contract/trace';
import type { ScreenContext } from '../../PluginContext';
import type { TraceTranslate } from '../../strings/trace/loadTraceStrings';
import { FormField } from '../shared/FormField';
import { LoadProblem } from '../shared/LoadProblem';
import { useLoaded } from '../shared/useLoaded';
import { ConversationList } from './ConversationList';
import { errorPage } from './consoleLink';
import { dailyCsv, dailyFigures } from './dailyFigures';
import { traceBackend } from './traceBackend';

interface DailyProps {
  plugin: ScreenContext;
  tt: TraceTranslate;
  traceConversation: (sid: string) => void;
}

const PERIODS = [
  [1, 'today'],
  [7, 'week'],
  [30, 'month'],
] as const;

/** How a day went, or several. */
export const DailySection = ({ plugin, tt, traceConversation }: DailyProps): React.ReactElement => {
  const { backend, t } = plugin;
  const [period, setPeriod] = useState<Period>(1);
  const { value, error, again } = useLoaded(
    String(period),
    backend && (() => traceBackend(backend).daily(dailyPeriod(period))),
  );
  return (
    <>
      <Box>{tt('dailyIntro')}</Box>
      <Box
        role="group"
        aria-label={tt('dailyPeriod')}
        display="flex"
        flexWrap="wrap"
        columnGap="space30"
        rowGap="space30"
      >
        {PERIODS.map(([days, name]) => (
          <Button
            key={days}
            variant={period === days ? 'primary' : 'secondary'}
            aria-pressed={period === days}
            onClick={() => setPeriod(days)}
          >
            {tt(name)}
          </Button>
        ))}
      </Box>
      <FormField label={tt('dailyDate')} error={undefined}>
        {(control) => (
          <Input
            {...control}
            type="date"
            value={typeof period === 'string' ? period : ''}
            onChange={({ target }) => setPeriod(target.value || 1)}
          />
        )}
      </FormField>
      <LoadProblem t={t} error={error} again={again} />
      <div role="status">
        {value ? (
          <Box fontWeight="fontWeightSemibold">{summary(tt, value.daily)}</Box>
        ) : error ? null : (
          <HelpText marginTop="space0">{tt('dailyLoading')}</HelpText>
        )}
      </div>
      {value ? (
        <Figures
          tt={tt}
          daily={value.daily}
          traceConversation={traceConversation}
          again={again}
          download={() => download(`messaging-controls-${fileDate(period)}.csv`, dailyCsv(tt, value.daily))}
        />
      ) : null}
    </>
  );
};

function summary(tt: TraceTranslate, { started, toMend, isComplete }: Daily): string {
  const found = toMend.length > 0 ? tt('toMend') : tt(started === 0 ? 'dailyNothing' : 'nothingToMend');
  return isComplete ? found : `${found} ${tt('dailyIncomplete')}`;
}

const fileDate = (period: Period): string => (typeof period === 'string' ? period : `${period}-days`);

function download(name: string, text: string): void {
  const href = URL.createObjectURL(new Blob([text], { type: 'text/csv' }));
  Object.assign(document.createElement('a'), { href, download: name }).click();
  URL.revokeObjectURL(href);
}

interface FiguresProps {
  tt: TraceTranslate;
  daily: Daily;
  traceConversation: (sid: string) => void;
  again: () => void;
  download: () => void;
}

const Figures = ({ tt, daily, traceConversation, again, download }: FiguresProps): React.ReactElement => (
  <>
    {daily.toMend.length > 0 ? (
      <Box as="ol" margin="space0" paddingLeft="space60" style={{ listStyle: 'decimal' }}>
        {daily.toMend.map(({ mend, code, count }) => (
          <li key={`${mend} ${code}`}>
            {tt(`daily_${mend}`, { count, code: code ?? tt('dailyNoCode') })}{' '}
            {code === undefined ? null : (
              <Anchor href={errorPage(code)} target="_blank" rel="noopener noreferrer">
                {tt('twilioError', { code })}
              </Anchor>
            )}
          </li>
        ))}
      </Box>
    ) : null}
    <table style={{ borderCollapse: 'collapse', width: '100%' }}>
      <tbody>
        {dailyFigures(tt, daily).map(([name, value]) => (
          <Box
            as="tr"
            key={name}
            borderBottomStyle="solid"
            borderBottomWidth="borderWidth10"
            borderBottomColor="colorBorderWeaker"
          >
            <th scope="row" style={{ textAlign: 'left', fontWeight: 'inherit' }}>
              {name}
            </th>
            <Box as="td" paddingY="space30" paddingLeft="space40" textAlign="right" fontWeight="fontWeightSemibold">
              {value}
            </Box>
          </Box>
        ))}
      </tbody>
    </table>
    <Box display="flex" flexWrap="wrap" columnGap="space30" rowGap="space30">
      <Button variant="secondary" onClick={again}>
        {tt('lookAgain')}
      </Button>
      <Button variant="secondary" onClick={download}>
        {tt('exportCsv')}
      </Button>
    </Box>
    {daily.waitingConversations.length > 0 ? (
      <ConversationList title={tt('dailyWaitingList')} sids={daily.waitingConversations} open={traceConversation} />
    ) : null}
  </>
);
