import React, { useEffect, useReducer, useRef } from 'react';

import { addTeamsColumns, drawTeamsView } from '../../flex/teamsView';
import type { TeamsColumn, TeamsRow, TeamsTask } from '../../flex/teamsView';
import type { PluginContext } from '../../PluginContext';
import type { TeamsStringKey, TeamsTranslate } from '../../strings/teams/teamsStrings';
import { teamsTranslate } from '../../strings/teams/teamsStrings';
import { waitDuration } from '../shared/waitDuration';
import { figuresOf } from './figures';
import { followWaits, longestWait, onWaits } from './waitsStore';

interface Says {
  t: TeamsTranslate;
  locale: string;
}

const SEPARATOR = ' · ';
const NOTHING = '–';

/** Longest first; whom nobody waits for last. */
const waitedBy = ({ tasks }: TeamsRow): number => longestWait(figuresOf(tasks).conversationSids).waited ?? -1;

/** What the cell says of these conversations now. */
export function waitSentence({ t, locale }: Says, conversationSids: readonly string[]): string {
  const { waited, unanswered, isPartial } = longestWait(conversationSids);
  if (waited !== undefined) {
    return [waitDuration(locale, waited), t('unanswered', { count: unanswered })].join(SEPARATOR);
  }
  return isPartial ? '…' : NOTHING;
}

/** Time passes and answers come without a change of the row. */
const Wait = ({ says, conversationSids }: { says: Says; conversationSids: readonly string[] }): React.ReactElement => {
  const [, draw] = useReducer((count: number) => count + 1, 0);
  const sentence = waitSentence(says, conversationSids);
  const shown = useRef(sentence);
  shown.current = sentence;
  useEffect(
    () => onWaits(() => waitSentence(says, conversationSids) !== shown.current && draw()),
    [says, conversationSids],
  );
  return <span title={sentence === '…' ? says.t('notKnown') : undefined}>{sentence}</span>;
};

export function loadSentence(
  { t, locale }: Says,
  labelOf: (channel: string) => string | undefined,
  tasks: readonly TeamsTask[] | undefined,
): string {
  const number = new Intl.NumberFormat(locale);
  return figuresOf(tasks)
    .load.map(([channel, count]) => {
      const key = `channel_${channel}`;
      const name = labelOf(channel) ?? (t.has(key) ? t(key as TeamsStringKey) : channel);
      return `${name} ${number.format(count)}`;
    })
    .join(SEPARATOR);
}

/** The same element for the same tasks: of a row that has not changed, React draws nothing. */
function keepCells(cell: (tasks: readonly TeamsTask[] | undefined) => React.ReactNode): TeamsColumn['cell'] {
  const kept = new WeakMap<readonly TeamsTask[], React.ReactNode>();
  return ({ tasks }) => {
    if (!tasks) {
      return cell(tasks);
    }
    if (!kept.has(tasks)) {
      kept.set(tasks, cell(tasks));
    }
    return kept.get(tasks);
  };
}

/** The columns for messaging, in the chunk that comes when Teams View is first opened. */
export function registerTeamsColumns(plugin: PluginContext): void {
  const { locale, settings } = plugin;
  const t = teamsTranslate(locale);
  const says: Says = { t, locale };
  const labelOf = (channel: string): string | undefined =>
    settings.channels.find(({ channelType }) => channelType === channel)?.label;
  /** Whether Flex asks for this order now. */
  let isSortedByWait = false;

  addTeamsColumns(plugin, [
    {
      name: 'messaging-controls-load',
      header: t('load'),
      description: t('loadHelp'),
      width: 'max(84px, 9vw)',
      cell: keepCells((tasks) => loadSentence(says, labelOf, tasks) || NOTHING),
      compare: (one, other) => figuresOf(one.tasks).total - figuresOf(other.tasks).total,
    },
    {
      name: 'messaging-controls-wait',
      header: t('wait'),
      description: t('waitHelp'),
      width: 'max(96px, 9vw)',
      cell: keepCells((tasks) => {
        const { conversationSids } = figuresOf(tasks);
        return conversationSids.length === 0 ? NOTHING : <Wait says={says} conversationSids={conversationSids} />;
      }),
      compare: (one, other) => {
        isSortedByWait = true;
        return waitedBy(one) - waitedBy(other);
      },
    },
    {
      name: 'messaging-controls-offered',
      header: t('offered'),
      description: t('offeredHelp'),
      width: 'max(88px, 7vw)',
      cell: keepCells((tasks) => {
        const { offered, invited } = figuresOf(tasks);
        const parts = [
          ...(invited < offered ? [`${offered}`] : []),
          ...(invited > 0 ? [t('invited', { count: invited })] : []),
        ];
        return parts.join(SEPARATOR) || NOTHING;
      }),
      compare: (one, other) => figuresOf(one.tasks).offered - figuresOf(other.tasks).offered,
    },
  ]);
  followWaits(plugin, () => {
    if (isSortedByWait) {
      // Where it is still sorted so, this sets it again.
      isSortedByWait = false;
      drawTeamsView(plugin);
    }
  });
}
