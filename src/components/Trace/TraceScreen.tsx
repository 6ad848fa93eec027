import React, { useEffect, useRef, useState } from 'react';
import { useSelector } from 'react-redux';

import { Box } from '@twilio-paste/core/box';
import { Button } from '@twilio-paste/core/button';
import { Heading } from '@twilio-paste/core/heading';
import { HelpText } from '@twilio-paste/core/help-text';
import { Input } from '@twilio-paste/core/input';

import { openStartConversation } from '../../actions/openStartConversation';
import type { ClientError } from '../../backend/ClientError';
import type { MendRequest, Trace, TraceMend, TraceStep } from '../../contract/trace';
import type { AppState } from '../../flex/FlexContext';
import { useIsPageVisible } from '../../flex/useIsPageVisible';
import type { ScreenContext } from '../../PluginContext';
import type { TraceTranslate } from '../../strings/trace/loadTraceStrings';
import { errorSentence } from '../shared/errorSentence';
import { FormField } from '../shared/FormField';
import { NoticeCallout } from '../shared/NoticeCallout';
import { Acts } from './Acts';
import { causeOf } from './causeOf';
import type { Around } from './consoleLink';
import { ConversationList } from './ConversationList';
import { CustomerSection } from './CustomerSection';
import { DailySection } from './DailySection';
import { isSid, readWhat } from './readWhat';
import type { WhatProblem } from './readWhat';
import { traceReport } from './traceReport';
import { TraceStepItem, stepId } from './TraceStepItem';
import { TRACE_VIEW } from './traceViewName';
import { LIVE_SECONDS, useTrace } from './useTrace';
import type { Mending } from './useTrace';

const TITLE_ID = 'messaging-controls-trace-title';

/** What the backend is asked; undefined where the trace has nothing to ask it about. */
function mendRequestOf(
  mend: TraceMend,
  { conversationSid, what, reason }: { conversationSid: string | undefined; what: string | undefined; reason: string },
): MendRequest | undefined {
  if (mend === 'openAddress') return what === undefined ? undefined : { mend, what };
  if (conversationSid === undefined) return undefined;
  return mend === 'requeue' ? { mend, conversationSid, reason } : { mend, conversationSid };
}

const aroundOf = ({ conversationSid, steps }: Trace): Around => ({
  conversationSid,
  taskSid: steps.flatMap(({ sids }) => sids).find((sid) => sid.startsWith('WT')),
});

/** The whole of it in a sentence. */
function summary(tt: TraceTranslate, { steps, isComplete }: Trace): string {
  const first = (state: TraceStep['state']) => steps.find((step) => step.state === state);
  const broken = first('broken');
  const found = broken
    ? tt('foundBroken', { step: tt(`step_${broken.step}`) })
    : tt(first('underWay') ? 'foundUnderWay' : first('unknown') || !isComplete ? 'foundUnknown' : 'foundFine');
  return isComplete ? found : `${found} ${tt('notComplete')}`;
}

/** The view "Message trace": what was typed and found stays while another view is open. */
export const TraceScreen = ({ plugin, tt }: { plugin: ScreenContext; tt: TraceTranslate }): React.ReactElement => {
  const { t } = plugin;
  const isOpen = useSelector((state: AppState) => state.flex.view.activeView === TRACE_VIEW);
  const isVisible = useIsPageVisible();
  const traceOf = useSelector((state: AppState) => state.messagingControls.traceOf);
  const [isDaily, setIsDaily] = useState(false);
  const [text, setText] = useState('');
  const [problem, setProblem] = useState<WhatProblem>();
  /** Whose conversations are listed: one of them may be the one that is traced. */
  const [customer, setCustomer] = useState<string>();
  const [copied, setCopied] = useState<'copied' | 'copyFailed'>();
  const fieldRef = useRef<HTMLInputElement>(null);
  const { what, phase, trace, error, isLive, mending, look, again, mend } = useTrace(plugin, isOpen && isVisible);

  const lookFor = (typed: string, isOfCustomer = false): void => {
    const read = readWhat(typed);
    setCopied(undefined);
    if ('problem' in read) {
      setProblem(read.problem);
      fieldRef.current?.focus();
    } else {
      setProblem(undefined);
      if (!isOfCustomer) setCustomer(isSid(read.what) ? undefined : read.what);
      look(read.what);
    }
  };
  useEffect(() => {
    if (traceOf) {
      setIsDaily(false);
      setText(traceOf.what);
      lookFor(traceOf.what);
    }
    // Once for each time that somebody asks.
    // oxlint-disable-next-line react/exhaustive-deps
  }, [traceOf]);

  const mendStep = async (act: TraceMend, conversationSid: string | undefined): Promise<void> => {
    const request = mendRequestOf(act, { conversationSid, what, reason: tt('requeueReason') });
    const message = request && (await mend(request));
    // Nothing goes out in silence: a person reads it in the panel, and sends it.
    if (message) await openStartConversation(plugin, message);
  };

  const copy = (): void => {
    if (!trace || what === undefined) return;
    navigator.clipboard.writeText(traceReport(tt, what, trace)).then(
      () => setCopied('copied'),
      (reason: unknown) => {
        console.warn('[Messaging Controls] the report could not be copied', reason);
        setCopied('copyFailed');
      },
    );
  };

  return (
    <Box
      as="section"
      aria-labelledby={TITLE_ID}
      lang={t('language')}
      width="100%"
      height="100%"
      overflowY="auto"
      padding="space60"
      backgroundColor="colorBackgroundBody"
      color="colorText"
    >
      <Box maxWidth="size70" display="flex" flexDirection="column" rowGap="space50">
        <Heading as="h1" variant="heading30" marginBottom="space0" id={TITLE_ID}>
          {t('messageTrace')}
        </Heading>
        <Box>
          <Button variant="link" onClick={() => setIsDaily(!isDaily)}>
            {tt(isDaily ? 'backToTrace' : 'daily')}
          </Button>
        </Box>
        {isDaily ? (
          <DailySection
            plugin={plugin}
            tt={tt}
            traceConversation={(sid) => {
              setIsDaily(false);
              setText(sid);
              lookFor(sid);
            }}
          />
        ) : (
          <>
            <Box>{tt('intro')}</Box>
            <form
              noValidate
              onSubmit={(event) => {
                event.preventDefault();
                lookFor(text);
              }}
            >
              <FormField
                label={tt('what')}
                requiredLabel={tt('required')}
                help={tt('whatHelp')}
                error={problem && tt(`what_${problem}`)}
              >
                {(control) => (
                  <Box display="flex" flexWrap="wrap" columnGap="space30" rowGap="space30">
                    <Box flexGrow={1}>
                      <Input
                        {...control}
                        ref={fieldRef}
                        type="text"
                        autoComplete="off"
                        value={text}
                        onChange={(event) => setText(event.target.value)}
                      />
                    </Box>
                    <Button type="submit" variant="primary" loading={phase !== 'idle'}>
                      {tt('go')}
                    </Button>
                  </Box>
                )}
              </FormField>
            </form>
            <div role="status">
              {phase !== 'idle' ? (
                <HelpText marginTop="space0">{tt(phase)}</HelpText>
              ) : trace && !error ? (
                <Box fontWeight="fontWeightSemibold">{summary(tt, trace)}</Box>
              ) : null}
            </div>
            {trace && phase === 'idle' && !error ? <BrokenStep tt={tt} steps={trace.steps} /> : null}
            {error ? (
              <NoticeCallout t={t} notice={{ variant: 'error', text: sentence(plugin, tt, error, 'refused') }}>
                {error.code === 'SUPERVISOR_ONLY' ? null : (
                  <Box>
                    <Button variant="secondary" size="small" onClick={again}>
                      {t('tryAgain')}
                    </Button>
                  </Box>
                )}
              </NoticeCallout>
            ) : null}
            {mending ? <MendNotice plugin={plugin} tt={tt} mending={mending} /> : null}
            {trace && trace.steps.length > 0 ? (
              <Box as="ol" aria-label={tt('steps')} margin="space0" padding="space0" style={{ listStyle: 'none' }}>
                {trace.steps.map((step) => (
                  <TraceStepItem
                    key={step.step}
                    plugin={plugin}
                    tt={tt}
                    step={step}
                    around={aroundOf(trace)}
                    mend={(act) => void mendStep(act, trace.conversationSid)}
                    mending={mending?.state === 'working' ? mending.mend : undefined}
                  />
                ))}
              </Box>
            ) : null}
            {trace && phase === 'idle' ? (
              <Box display="flex" flexDirection="column" rowGap="space30">
                {isLive ? <HelpText marginTop="space0">{tt('live', { seconds: LIVE_SECONDS })}</HelpText> : null}
                <Box display="flex" flexWrap="wrap" columnGap="space30" rowGap="space30">
                  <Button variant="secondary" onClick={again}>
                    {tt('lookAgain')}
                  </Button>
                  <Button variant="secondary" onClick={copy}>
                    {tt('copy')}
                  </Button>
                </Box>
                <div role="status">{copied ? tt(copied) : null}</div>
              </Box>
            ) : null}
            {trace?.acts ? (
              <Box>
                <Heading as="h2" variant="heading40">
                  {tt('acts')}
                </Heading>
                <Acts plugin={plugin} tt={tt} acts={trace.acts} />
              </Box>
            ) : null}
            {trace && what?.startsWith('WK') && trace.otherConversations.length > 0 ? (
              <ConversationList
                title={tt('agentConversations')}
                sids={trace.otherConversations}
                open={(sid) => {
                  setText(sid);
                  lookFor(sid);
                }}
              />
            ) : null}
            {customer === undefined ? null : (
              <CustomerSection
                plugin={plugin}
                tt={tt}
                customer={customer}
                shownSid={trace?.conversationSid}
                traceConversation={(sid) => {
                  setText(sid);
                  lookFor(sid, true);
                }}
              />
            )}
          </>
        )}
      </Box>
    </Box>
  );
};

/** Why, before the list of steps, for the one that broke may be far below. */
const BrokenStep = ({ tt, steps }: { tt: TraceTranslate; steps: readonly TraceStep[] }): React.ReactElement | null => {
  const broken = steps.find(({ state }) => state === 'broken');
  if (!broken) return null;
  return (
    <Box display="flex" flexWrap="wrap" columnGap="space30">
      <Box>{causeOf(tt, broken)}</Box>
      <Button variant="link" onClick={() => document.getElementById(stepId(broken.step))?.focus()}>
        {tt('goToStep')}
      </Button>
    </Box>
  );
};

/** What happened and what to do. The trace has words of its own for what it may not do. */
const sentence = (
  { t }: ScreenContext,
  tt: TraceTranslate,
  error: ClientError,
  refused: 'refused' | 'refusedMend',
): string => {
  if (error.code === 'SUPERVISOR_ONLY') return tt(refused);
  if (error.code === 'REQUEST_IN_PROGRESS') return tt('mendAtWork');
  if (error.code === 'CONVERSATION_CHANGED') return tt('mendChanged');
  return errorSentence(t, error);
};

/** What came of the button. */
const MendNotice = ({
  plugin,
  tt,
  mending: { state },
}: {
  plugin: ScreenContext;
  tt: TraceTranslate;
  mending: Mending;
}): React.ReactElement => {
  if (state === 'working') return <div role="status">{tt('mending')}</div>;
  return typeof state === 'string' ? (
    <NoticeCallout t={plugin.t} notice={{ variant: 'neutral', text: tt(`outcome_${state}`) }} />
  ) : (
    <NoticeCallout t={plugin.t} notice={{ variant: 'error', text: sentence(plugin, tt, state, 'refusedMend') }} />
  );
};
