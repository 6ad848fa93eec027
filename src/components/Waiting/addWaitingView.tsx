import React from 'react';

import { ChunkStatus } from '../../chunks/ChunkStatus';
import { inChunk } from '../../chunks/inChunk';
import { addView } from '../../flex/parts';
import type { PluginContext } from '../../PluginContext';
import { WAITING_VIEW } from './waitingViewName';

const Screen = inChunk(
  () => import(/* webpackChunkName: "waiting" */ './WaitingScreen').then(({ WaitingScreen }) => WaitingScreen),
  ChunkStatus,
);

/** What the agent waits for: a view of its own, for what waits is in no task that Flex would show. */
export const addWaitingView = (plugin: PluginContext): void =>
  addView(plugin, {
    name: WAITING_VIEW,
    label: plugin.t('waiting'),
    icon: 'Clock',
    View: () => <Screen plugin={plugin} />,
  });
