import React from 'react';

import type { MessagePartProps } from '../../flex/parts';
import { useWorkerNames } from '../../flex/useWorkerNames';
import type { PluginContext } from '../../PluginContext';
import type { NotesTranslate } from '../../strings/notes/notesStrings';
import { Paper } from '../Notes/Paper';
import { startedForOf } from './startedForOf';

/** In the thread, under the first message: which supervisor has written it, and whose conversation it began. */
export const StartedForNote = ({
  plugin,
  t,
  message,
}: MessagePartProps & { plugin: PluginContext; t: NotesTranslate }): React.ReactElement | null => {
  const source = message?.source;
  const { startedBy, startedFor } = startedForOf(source && 'attributes' in source ? source.attributes : undefined);
  const nameOf = useWorkerNames(plugin, startedBy && startedFor ? [startedBy, startedFor] : []);
  if (!startedBy || !startedFor) {
    return null;
  }
  const isYours = startedFor === plugin.manager.workerClient?.sid;
  return (
    <Paper role="note">
      {t(isYours ? 'startedForYou' : 'startedForAgent', { name: nameOf(startedBy), agent: nameOf(startedFor) })}
    </Paper>
  );
};
