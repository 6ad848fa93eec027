import React, { useMemo, useState } from 'react';

import { Box } from '@twilio-paste/core/box';
import { Button } from '@twilio-paste/core/button';
import { HelpText } from '@twilio-paste/core/help-text';
import { Text } from '@twilio-paste/core/text';

import { ChunkStatus } from '../../chunks/ChunkStatus';
import { inChunk } from '../../chunks/inChunk';
import { openInTeams } from '../../flex/openInTeams';
import { isAmong } from '../../flex/session';
import type { ScreenContext } from '../../PluginContext';
import type { StringKey } from '../../strings/StringTable';
import { localeOf } from '../../strings/translate';
import { supervisionResponse } from '../../contract/supervision';
import { CallsSection } from '../Notes/CallsSection';
import { MINUTE, waitDuration } from '../shared/waitDuration';
import { useLoaded } from '../shared/useLoaded';
import { NoticeCallout } from '../shared/NoticeCallout';
import type { LiveConversation } from './liveConversations';
import type { ConversationsTranslate } from './parts';
import { Cell, FilterField, Row, Table, usePage } from './parts';
import { MOST_ASKED, useLiveConversations, useWaits } from './useLiveConversations';
import { useWorkerNames } from '../../flex/useWorkerNames';

const ActOnTask = inChunk(
  () => import(/* webpackChunkName: "people" */ '../People/ActOnTask').then((chunk) => chunk.ActOnTask),
  ChunkStatus,
);

const COLUMNS = ['customer', 'agent', 'channel', 'direction', 'queue', 'state', 'wait'] as const;
type Column = (typeof COLUMNS)[number];
type Who = 'all' | 'unowned' | 'silent';

const MINUTES = ['1', '5', '15', '60'];

export const channelName = (t: ConversationsTranslate, channel: string): string => {
  const key = `channel_${channel}`;
  return t.has(key) ? t(key as StringKey) : channel;
};

interface LiveProps {
  plugin: ScreenContext;
  t: ConversationsTranslate;
  isShown: boolean;
  trace: ((what: string) => void) | undefined;
}

interface Shown extends LiveConversation {
  agents: string;
  /** Milliseconds; undefined for nobody who waits. */
  waits: number | undefined;
  /** Messages since an agent has answered. */
  unanswered: number;
  isAsked: boolean;
}

/** The live conversations, narrowed and sorted; of each, what can be done. */
export const LiveSection = ({ plugin, t, isShown, trace }: LiveProps): React.ReactElement => {
  const { settings } = plugin;
  const { conversations, hasFailed } = useLiveConversations(plugin);
  const [asked, setAsked] = useState(0);
  const { waits, now } = useWaits(plugin, conversations ?? [], isShown, asked);
  const nameOf = useWorkerNames(plugin, conversations?.flatMap(({ workerSids }) => workerSids) ?? []);
  const [channel, setChannel] = useState('');
  const [longer, setLonger] = useState('');
  const [who, setWho] = useState<Who>('all');
  const [sort, setSort] = useState<{ by: Column; isUp: boolean }>({ by: 'wait', isUp: false });
  const [selected, setSelected] = useState<string>();
  const [done, setDone] = useState<string>();

  const all = useMemo(
    () =>
      (conversations ?? []).map((one): Shown => {
        const wait = waits.get(one.conversationSid);
        return {
          ...one,
          agents: one.workerSids.map(nameOf).join(', '),
          waits: wait?.since === undefined ? undefined : Math.max(0, now - wait.since),
          unanswered: wait?.unanswered ?? 0,
          isAsked: wait !== undefined,
        };
      }),
    // `nameOf` is a new function each time.
    // oxlint-disable-next-line react/exhaustive-deps
    [conversations, waits, now, conversations?.flatMap(({ workerSids }) => workerSids.map(nameOf)).join()],
  );
  const isSilent = ({ state, waits: wait }: Shown): boolean =>
    state === 'withAgent' && wait !== undefined && wait >= settings.supervision.silentMinutes * MINUTE;
  const narrowed = all
    .filter(
      (one) =>
        (channel === '' || one.channel === channel) &&
        (longer === '' || (one.waits !== undefined && one.waits >= Number(longer) * MINUTE)) &&
        (who === 'all' ||
          (who === 'unowned' ? one.workerSids.length === 0 && one.state !== 'wrapping' : isSilent(one))),
    )
    .sort((one, other) => compare(t, sort.by, one, other) * (sort.isUp ? 1 : -1));
  const { shown, pager } = usePage(t, narrowed);
  const channels = [...new Set(all.map((one) => one.channel))].sort();
  const waiting = all.filter((one) => one.waits !== undefined).length;

  if (hasFailed) {
    return <NoticeCallout t={t} notice={{ variant: 'error', text: t('liveFailed') }} />;
  }
  if (!conversations) {
    return <div role="status">{t('chunkLoading')}</div>;
  }
  return (
    <>
      <Row>
        <FilterField
          label={t('column_channel')}
          value={channel}
          options={[['', t('any')], ...channels.map((name) => [name, channelName(t, name)] as const)]}
          onChange={setChannel}
        />
        <FilterField
          label={t('waitsLonger')}
          value={longer}
          options={[
            ['', t('any')],
            ...MINUTES.map((count) => [count, waitDuration(localeOf(t), Number(count) * MINUTE)] as const),
          ]}
          onChange={setLonger}
        />
        <FilterField
          label={t('who')}
          value={who}
          options={(['all', 'unowned', 'silent'] as const).map((name) => [
            name,
            t(`who_${name}`, { wait: waitDuration(localeOf(t), settings.supervision.silentMinutes * MINUTE) }),
          ])}
          onChange={(value) => setWho(value as Who)}
        />
      </Row>
      <Box>
        <Row alignItems="center">
          <div role="status">{t('liveCount', { shown: narrowed.length, all: all.length, waiting })}</div>
          <Button variant="secondary" size="small" onClick={() => setAsked(asked + 1)}>
            {t('lookAgain')}
          </Button>
        </Row>
        <HelpText>{t(all.length > MOST_ASKED ? 'liveHelpMany' : 'liveHelp', { most: MOST_ASKED })}</HelpText>
        {/* Empty, they take no room. */}
        <CallsSection plugin={plugin} label={t('calls')} openLabel={t('openInTeams')} />
        <div role="status">
          {done ? (
            <Text as="p" marginTop="space50" fontWeight="fontWeightSemibold">
              {done}
            </Text>
          ) : null}
        </div>
      </Box>
      {narrowed.length === 0 ? null : (
        <Table
          label={t('section_live')}
          head={COLUMNS.map((by) => (
            <Cell
              key={by}
              as="th"
              scope="col"
              aria-sort={sort.by === by ? (sort.isUp ? 'ascending' : 'descending') : 'none'}
            >
              <Button variant="link" onClick={() => setSort({ by, isUp: sort.by === by ? !sort.isUp : by !== 'wait' })}>
                {`${t(`column_${by}`)}${sort.by === by ? (sort.isUp ? ' ↑' : ' ↓') : ''}`}
              </Button>
            </Cell>
          ))}
        >
          {shown.map((one) => (
            <React.Fragment key={one.conversationSid}>
              <tr>
                <Cell as="th" scope="row">
                  <Button
                    variant="link"
                    aria-expanded={selected === one.conversationSid}
                    onClick={() => {
                      setDone(undefined);
                      setSelected(selected === one.conversationSid ? undefined : one.conversationSid);
                    }}
                  >
                    {one.customer === '' ? one.conversationSid : one.customer}
                  </Button>
                </Cell>
                <Cell>{one.agents === '' ? '–' : one.agents}</Cell>
                <Cell>{channelName(t, one.channel)}</Cell>
                <Cell>{t(one.isOutbound ? 'outbound' : 'inbound')}</Cell>
                <Cell>{one.queue}</Cell>
                <Cell>
                  {t(`state_${one.state}`)}
                  {one.isAutoAccepted ? ` · ${t('autoAccepted')}` : ''}
                </Cell>
                <Cell>
                  {!one.isAsked ? '…' : one.waits === undefined ? '–' : waitDuration(localeOf(t), one.waits)}
                  {one.waits === undefined ? '' : ` · ${t('unanswered', { count: one.unanswered })}`}
                  {isSilent(one) ? ` · ${t('silent')}` : ''}
                </Cell>
              </tr>
              {selected === one.conversationSid ? (
                <tr>
                  <Cell colSpan={COLUMNS.length}>
                    <Acts
                      plugin={plugin}
                      t={t}
                      conversation={one}
                      trace={trace}
                      done={(sentence) => {
                        setSelected(undefined);
                        setDone(sentence);
                      }}
                    />
                  </Cell>
                </tr>
              ) : null}
            </React.Fragment>
          ))}
        </Table>
      )}
      {pager}
    </>
  );
};

function compare(t: ConversationsTranslate, by: Column, one: Shown, other: Shown): number {
  if (by === 'wait') {
    return (one.waits ?? -1) - (other.waits ?? -1);
  }
  const of = (row: Shown): string =>
    ({
      customer: row.customer,
      agent: row.agents,
      channel: channelName(t, row.channel),
      direction: t(row.isOutbound ? 'outbound' : 'inbound'),
      queue: row.queue,
      state: t(`state_${row.state}`),
    })[by];
  return of(one).localeCompare(of(other));
}

/** What can be done about one of them. */
const Acts = ({
  plugin,
  t,
  conversation,
  trace,
  done,
}: Pick<LiveProps, 'plugin' | 't' | 'trace'> & {
  conversation: Shown;
  done: (sentence: string) => void;
}): React.ReactElement => {
  const { backend, manager, settings } = plugin;
  const { conversationSid, taskSid, reservationSid, state, workerSids, agents, waits, unanswered } = conversation;
  const isWaiting = state === 'withAgent' && waits !== undefined;
  // Of the one that is looked at alone: each takes calls of Twilio's API.
  const { value, error } = useLoaded(
    isWaiting ? `${conversationSid} ${unanswered}` : undefined,
    backend && (() => backend.call('supervision', supervisionResponse, { act: 'unread', conversationSid })),
  );
  const read = error
    ? 'unreadFailed'
    : value?.unread === undefined
      ? undefined
      : value.unread > 0
        ? 'unread'
        : 'allRead';
  const [act, setAct] = useState<'reassign' | 'end'>();
  const mayAct = state === 'withAgent' && isAmong(settings.people.supervise, manager);
  return act ? (
    <ActOnTask
      plugin={plugin}
      taskSid={taskSid}
      act={act}
      insideWorkerSids={workerSids}
      names={agents}
      cancel={() => setAct(undefined)}
      done={done}
    />
  ) : (
    <>
      <Row>
        {reservationSid ? (
          <Button variant="secondary" size="small" onClick={() => void openInTeams(plugin, reservationSid)}>
            {t('openInTeams')}
          </Button>
        ) : null}
        {trace ? (
          <Button variant="secondary" size="small" onClick={() => trace(conversationSid)}>
            {t('trace')}
          </Button>
        ) : null}
        {mayAct ? (
          <>
            <Button variant="secondary" size="small" onClick={() => setAct('reassign')}>
              {t('reassign')}
            </Button>
            <Button variant="destructive_secondary" size="small" onClick={() => setAct('end')}>
              {t('end')}
            </Button>
          </>
        ) : null}
      </Row>
      <div role="status">
        {isWaiting && read ? (
          <HelpText>{t(read, { count: value?.unread ?? 0, all: unanswered, agents })}</HelpText>
        ) : null}
      </div>
      {state === 'queued' || state === 'offered' ? <HelpText>{t(`help_${state}`)}</HelpText> : null}
    </>
  );
};
