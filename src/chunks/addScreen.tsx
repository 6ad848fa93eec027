import React from 'react';
import type { ComponentType } from 'react';

import { addView, goToView } from '../flex/parts';
import type { PluginContext, ScreenContext } from '../PluginContext';
import { ChunkNotice } from './ChunkNotice';
import { inChunk } from './inChunk';

/** A view whose content comes in a chunk when it is first opened, and its link. The content's title has the ID `<name>-title`. */
export function addScreen(
  plugin: PluginContext,
  {
    name,
    title,
    icon,
    load,
  }: {
    name: string;
    title: string;
    icon: string;
    load: (locale: string) => Promise<ComponentType<{ plugin: ScreenContext }>>;
  },
): void {
  const Screen = inChunk<{ plugin: ScreenContext }>(
    ({ locale }) => load(locale),
    ({ problem, retry }) => (
      <ChunkNotice
        t={plugin.t}
        title={title}
        titleId={`${name}-title`}
        problem={problem}
        retry={retry}
        close={() => void goToView(plugin, 'agent-desktop')}
      />
    ),
  );
  addView(plugin, { name, label: title, icon, View: () => <Screen plugin={plugin} /> });
}
