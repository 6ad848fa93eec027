import React from 'react';

import type { TaskInfoPartProps } from '../../flex/parts';
import { WeakParagraph } from '../../flex/smallParts';
import { useWorkerNames } from '../../flex/useWorkerNames';
import type { PluginContext } from '../../PluginContext';
import type { NotesTranslate } from '../../strings/notes/notesStrings';
import { startedForOf } from './startedForOf';

/** Of the agent's task, that a supervisor began its conversation for them. */
export const StartedForInfo = ({
  plugin,
  t,
  task,
}: TaskInfoPartProps & { plugin: PluginContext; t: NotesTranslate }): React.ReactElement | null => {
  const { startedBy } = startedForOf(task?.attributes);
  const nameOf = useWorkerNames(plugin, startedBy ? [startedBy] : []);
  return startedBy ? (
    <div style={{ marginBottom: 12 }}>
      <WeakParagraph>{t('startedForYou', { name: nameOf(startedBy) })}</WeakParagraph>
    </div>
  ) : null;
};
