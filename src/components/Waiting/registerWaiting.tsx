import React from 'react';

import { ChunkStatus } from '../../chunks/ChunkStatus';
import { inChunk } from '../../chunks/inChunk';
import { addView } from '../../flex/parts';
import type { PluginContext } from '../../PluginContext';
import { waitingTranslate } from '../../strings/waiting/waitingStrings';
import { WAITING_VIEW, WaitingScreen } from './WaitingScreen';

/** With Paste and the strings of all screens, which are no part of this chunk. */
const Screen = inChunk(() => Promise.resolve(WaitingScreen), ChunkStatus);

/** What the agent waits for: a view of its own, for what waits is in no task that Flex would show. */
export const registerWaiting = (plugin: PluginContext): void =>
  addView(plugin, {
    name: WAITING_VIEW,
    label: waitingTranslate(plugin.locale)('waiting'),
    icon: 'Clock',
    View: () => <Screen plugin={plugin} />,
  });
