import React from 'react';

import { Anchor } from '@twilio-paste/core/anchor';
import { Box } from '@twilio-paste/core/box';
import { Button } from '@twilio-paste/core/button';
import { ErrorIcon } from '@twilio-paste/icons/esm/ErrorIcon';
import { InformationIcon } from '@twilio-paste/icons/esm/InformationIcon';
import { ProcessInProgressIcon } from '@twilio-paste/icons/esm/ProcessInProgressIcon';
import { SuccessIcon } from '@twilio-paste/icons/esm/SuccessIcon';

import { ASK_ELSE } from '../../contract/trace';
import type { TraceMend, TraceStep } from '../../contract/trace';
import { useWorkerNames } from '../../flex/useWorkerNames';
import type { ScreenContext } from '../../PluginContext';
import type { TraceTranslate } from '../../strings/trace/loadTraceStrings';
import { twilioReason } from '../../strings/twilioReason';
import { localeOf } from '../../strings/translate';
import { causeOf, statusOf } from './causeOf';
import { consoleLink, errorPage } from './consoleLink';
import type { Around } from './consoleLink';
import { EligibilityList, enteredOf } from './EligibilityList';

const ICONS = {
  fine: <SuccessIcon decorative color="colorTextIconSuccess" />,
  broken: <ErrorIcon decorative color="colorTextIconError" />,
  underWay: <ProcessInProgressIcon decorative color="colorTextIconBusy" />,
  unknown: <InformationIcon decorative color="colorTextIcon" />,
};

interface TraceStepItemProps {
  plugin: ScreenContext;
  tt: TraceTranslate;
  step: TraceStep;
  around: Around;
  mend: (act: TraceMend) => void;
  /** What is being done right now. */
  mending: TraceMend | undefined;
}

/** By which a person is led to it. */
export const stepId = (step: TraceStep['step']): string => `messaging-controls-trace-${step}`;

/** One step of the way: how it stands, what Twilio tells of it, and at the broken one what to do. */
export const TraceStepItem = ({ plugin, tt, step, around, mend, mending }: TraceStepItemProps): React.ReactElement => {
  const { manager, t } = plugin;
  const { taskrouter_workspace_sid: workspaceSid = '', chat_service_instance_sid: chatServiceSid = '' } =
    manager.serviceConfiguration as { taskrouter_workspace_sid?: string; chat_service_instance_sid?: string };
  const {
    state,
    at,
    status,
    queue,
    filter,
    code,
    cause,
    sids,
    waits,
    closesAt,
    eligibility,
    entered,
    mends = [],
  } = step;
  const nameOf = useWorkerNames(plugin, [...sids, ...(eligibility?.workers ?? []).map(({ sid }) => sid)]);
  const time = new Intl.DateTimeFormat(localeOf(t), { dateStyle: 'medium', timeStyle: 'medium' });
  const facts = [
    at && time.format(new Date(at)),
    status && statusOf(tt, status),
    queue && tt('inQueue', { queue }),
    filter && tt('byFilter', { filter }),
  ]
    .filter(Boolean)
    .join(' · ');
  const why = causeOf(tt, step);
  const worker = sids.find((sid) => sid.startsWith('WK'));
  const until = waits?.until === undefined ? '' : time.format(new Date(waits.until));
  const hasFix = state === 'broken' || state === 'underWay' || (cause !== undefined && ASK_ELSE.includes(cause));
  return (
    <Box
      as="li"
      id={stepId(step.step)}
      tabIndex={-1}
      display="flex"
      columnGap="space40"
      paddingY="space40"
      borderBottomStyle="solid"
      borderBottomWidth="borderWidth10"
      borderBottomColor="colorBorderWeaker"
    >
      <Box flexShrink={0} paddingTop="space10">
        {ICONS[state]}
      </Box>
      <Box display="flex" flexDirection="column" rowGap="space20" minWidth="0" style={{ overflowWrap: 'anywhere' }}>
        <Box display="flex" flexWrap="wrap" columnGap="space30" fontWeight="fontWeightSemibold">
          <Box as="span">{tt(`step_${step.step}`)}</Box>
          <Box as="span" fontWeight="fontWeightNormal" color="colorTextWeak">
            {tt(`state_${state}`)}
          </Box>
        </Box>
        {why === undefined ? null : <Box>{why}</Box>}
        {code === undefined || !t.has(`twilio_${code}`) ? null : <Box>{twilioReason(t, code)}</Box>}
        {waits && worker ? <Box>{tt(`putAside_${waits.for}`, { agent: nameOf(worker), until })}</Box> : null}
        {closesAt === undefined ? null : (
          <Box color="colorTextWeak">{tt('closesAt', { at: time.format(new Date(closesAt)) })}</Box>
        )}
        {entered ? <Box>{enteredOf(tt, entered, time.format(new Date(entered.at)))}</Box> : null}
        {eligibility ? <EligibilityList tt={tt} eligibility={eligibility} nameOf={nameOf} /> : null}
        {cause !== undefined && hasFix ? <Box>{tt('howToMend', { fix: tt(`fix_${cause}`) })}</Box> : null}
        {code === undefined ? null : (
          <Box>
            <Anchor href={errorPage(code)} target="_blank" rel="noopener noreferrer">
              {tt('twilioError', { code })}
            </Anchor>
          </Box>
        )}
        {facts === '' ? null : <Box color="colorTextWeak">{facts}</Box>}
        {sids.length === 0 ? null : (
          <Box display="flex" flexWrap="wrap" columnGap="space40" fontSize="fontSize20">
            {sids.map((sid) => {
              const link = consoleLink(sid, sids, { workspaceSid, chatServiceSid }, around);
              return link === undefined ? (
                <Box as="span" key={sid} color="colorTextWeak">
                  {nameOf(sid)}
                </Box>
              ) : (
                <Anchor
                  key={sid}
                  href={link.href}
                  target="_blank"
                  rel="noopener noreferrer"
                  aria-label={tt(`openConsole_${link.pageOf}`, { sid: nameOf(sid) })}
                  title={tt(`openConsole_${link.pageOf}`, { sid: nameOf(sid) })}
                >
                  {nameOf(sid)}
                </Anchor>
              );
            })}
          </Box>
        )}
        {mends.length === 0 ? null : (
          <Box paddingTop="space20" display="flex" flexWrap="wrap" columnGap="space30" rowGap="space20">
            {mends.map((act, index) => (
              <Button
                key={act}
                variant={index === 0 ? 'primary' : 'secondary'}
                size="small"
                loading={mending === act}
                disabled={mending !== undefined}
                onClick={() => mend(act)}
              >
                {tt(`mend_${act}`)}
              </Button>
            ))}
          </Box>
        )}
      </Box>
    </Box>
  );
};
