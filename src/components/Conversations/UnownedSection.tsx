import React, { useState } from 'react';

import { Box } from '@twilio-paste/core/box';
import { Button } from '@twilio-paste/core/button';
import { Heading } from '@twilio-paste/core/heading';
import { HelpText } from '@twilio-paste/core/help-text';

import type { ClientError } from '../../backend/ClientError';
import { plainAddress } from '../../contract/address/messagingAddress';
import type { UnownedConversation, UnownedList } from '../../contract/supervision';
import type { ScreenContext } from '../../PluginContext';
import type { ConversationsStringKey } from '../../strings/conversations/conversationsStrings';
import { errorSentence } from '../shared/errorSentence';
import { LoadProblem } from '../shared/LoadProblem';
import { NoticeCallout } from '../shared/NoticeCallout';
import { readableTime, timeAgo } from '../shared/time';
import { useLoaded } from '../shared/useLoaded';
import { channelName } from './LiveSection';
import type { ConversationsTranslate } from './parts';
import { Cell, Row, Table, usePage } from './parts';
import { supervisionBackend } from './supervisionBackend';
import { useWorkerNames } from '../../flex/useWorkerNames';

interface UnownedProps {
  plugin: ScreenContext;
  t: ConversationsTranslate;
  trace: ((what: string) => void) | undefined;
}

/** The word's own sentence, or the word: the backend may know more than this page. */
const named = (t: ConversationsTranslate, key: string, word: string): string =>
  t.has(key) ? t(key as ConversationsStringKey) : word;

/** What came of a button. */
type Done = { sentence: string } | { error: ClientError };

/** The open conversations that no agent has, what can be done about each, and what the janitor did. */
export const UnownedSection = ({ plugin, t, trace }: UnownedProps): React.ReactElement => {
  const { backend } = plugin;
  const { value, error, again } = useLoaded(
    'unowned',
    backend && (() => supervisionBackend(backend).supervision({ act: 'unowned' })),
  );
  const [working, setWorking] = useState<string>();
  const [done, setDone] = useState<Done>();
  const unowned = value?.unowned;

  const perform = async (name: string, work: () => Promise<Done>): Promise<void> => {
    setWorking(name);
    setDone(undefined);
    setDone(await work());
    setWorking(undefined);
    again();
  };
  const mend = ({ conversationSid, mend: act }: UnownedConversation): void =>
    void (
      backend &&
      act &&
      perform(conversationSid, async () => {
        const answer = await supervisionBackend(backend).mend(conversationSid, act);
        return answer.ok
          ? { sentence: named(t, `outcome_${answer.outcome}`, answer.outcome) }
          : { error: answer.error };
      })
    );
  const sweep = (): void =>
    void (
      backend &&
      perform('sweep', async () => {
        const answer = await supervisionBackend(backend).sweep();
        if (!answer.ok) {
          return { error: answer.error };
        }
        return { sentence: answer.isSwept ? t('swept', { count: answer.findings.length }) : t('sweptBefore') };
      })
    );

  return (
    <>
      <LoadProblem t={t} error={error} again={again} />
      {done && 'error' in done ? (
        <NoticeCallout
          t={t}
          notice={{
            variant: 'error',
            text: done.error.code === 'CONVERSATION_CHANGED' ? t('mendChanged') : errorSentence(t, done.error),
          }}
        />
      ) : null}
      <div role="status">
        {done && 'sentence' in done ? <Box fontWeight="fontWeightSemibold">{done.sentence}</Box> : null}
        {unowned ? countOf(t, unowned) : error ? null : t('unownedLoading')}
      </div>
      <Row>
        <Button variant="secondary" size="small" disabled={working !== undefined} onClick={again}>
          {t('lookAgain')}
        </Button>
      </Row>
      {unowned && unowned.conversations.length > 0 ? (
        <List plugin={plugin} t={t} conversations={unowned.conversations} working={working} mend={mend} trace={trace} />
      ) : null}
      {unowned ? <JanitorReport t={t} unowned={unowned} working={working} sweep={sweep} trace={trace} /> : null}
    </>
  );
};

const countOf = (t: ConversationsTranslate, { conversations, isComplete }: UnownedList): string => {
  const lost = conversations.filter(({ why }) => why === 'unanswered' || why === 'halfMade').length;
  const found =
    conversations.length === 0 ? t('unownedNone') : t('unownedCount', { count: conversations.length, lost });
  return isComplete ? found : `${found} ${t('unownedIncomplete')}`;
};

const HEAD = ['customer', 'channel', 'why', 'age', 'owner', 'acts'] as const;

const List = ({
  plugin,
  t,
  conversations,
  working,
  mend,
  trace,
}: UnownedProps & {
  conversations: readonly UnownedConversation[];
  working: string | undefined;
  mend: (conversation: UnownedConversation) => void;
}): React.ReactElement => {
  const { shown, pager } = usePage(t, conversations);
  const nameOf = useWorkerNames(
    plugin,
    shown.flatMap(({ owner }) => owner ?? []),
  );
  return (
    <>
      <Table
        label={t('section_unowned')}
        head={HEAD.map((name) => (
          <Cell key={name} as="th" scope="col">
            {t(`column_${name}`)}
          </Cell>
        ))}
      >
        {shown.map((one) => (
          <tr key={one.conversationSid}>
            <Cell as="th" scope="row">
              {plainAddress(one.customer ?? one.conversationSid)}
            </Cell>
            <Cell>{one.channel ? channelName(t, one.channel) : '–'}</Cell>
            <Cell>{t(`why_${one.why}`)}</Cell>
            <Cell>{timeAgo(t, one.since)}</Cell>
            <Cell>{one.owner === undefined ? '–' : nameOf(one.owner)}</Cell>
            <Cell>
              <Row>
                {one.mend ? (
                  <Button
                    variant="secondary"
                    size="small"
                    disabled={working !== undefined}
                    loading={working === one.conversationSid}
                    onClick={() => mend(one)}
                  >
                    {t(`mend_${one.mend}`)}
                  </Button>
                ) : null}
                {trace ? (
                  <Button variant="secondary" size="small" onClick={() => trace(one.conversationSid)}>
                    {t('trace')}
                  </Button>
                ) : null}
              </Row>
            </Cell>
          </tr>
        ))}
      </Table>
      {pager}
    </>
  );
};

/** When the janitor looked last, what it found and did, and a button that has it look now. */
const JanitorReport = ({
  t,
  unowned: { sweptAt, reports },
  working,
  sweep,
  trace,
}: Pick<UnownedProps, 't' | 'trace'> & {
  unowned: UnownedList;
  working: string | undefined;
  sweep: () => void;
}): React.ReactElement => (
  <Box display="flex" flexDirection="column" rowGap="space30">
    <Heading as="h2" variant="heading40" marginBottom="space0">
      {t('janitor')}
    </Heading>
    <Box>{sweptAt === undefined ? t('sweptNever') : t('sweptAgo', { ago: timeAgo(t, sweptAt) })}</Box>
    <HelpText marginTop="space0">{t('janitorHelp')}</HelpText>
    <Row>
      <Button
        variant="secondary"
        size="small"
        disabled={working !== undefined}
        loading={working === 'sweep'}
        onClick={sweep}
      >
        {t('sweep')}
      </Button>
    </Row>
    {reports.length === 0 ? (
      <Box>{t('reportsNone')}</Box>
    ) : (
      <Box as="ul" aria-label={t('reports')} margin="space0" padding="space0" style={LIST}>
        {reports.flatMap(({ at, findings }) =>
          findings.map(({ conversationSid, finding, rest, error }) => (
            <li key={`${at} ${conversationSid} ${finding}`}>
              {`${readableTime(t, at)} · ${named(t, `finding_${finding}`, finding)} → ${named(t, `outcome_${rest ?? 'failed'}`, rest ?? error ?? '')} `}
              {trace ? (
                <Button variant="link" onClick={() => trace(conversationSid)}>
                  {conversationSid}
                </Button>
              ) : (
                conversationSid
              )}
            </li>
          )),
        )}
      </Box>
    )}
  </Box>
);

const LIST: React.CSSProperties = { listStyle: 'none', overflowWrap: 'anywhere' };
