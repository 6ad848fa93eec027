import React from 'react';

import { styled } from '@twilio/flex-ui';

import type { MessagePartProps } from '../../flex/parts';
import type { PluginContext } from '../../PluginContext';
import type { NotesTranslate } from '../../strings/notes/notesStrings';
import { useNotes } from './notesStore';
import { Paper } from './Paper';

const By = styled('div')({ fontWeight: 600 });

/** At its place in the thread: the notes that were written after this message and before the next. */
export const NotesUnderMessage = ({
  plugin,
  t,
  message,
}: MessagePartProps & { plugin: PluginContext; t: NotesTranslate }): React.ReactElement | null => {
  const source = message?.source;
  const { notes } = useNotes(plugin, source?.conversation.sid);
  if (!source || !('index' in source) || !notes) {
    return null;
  }
  const here = notes.filter(({ after }) => after === source.index || (after < 0 && source.index === 0));
  if (here.length === 0) {
    return null;
  }
  const time = new Intl.DateTimeFormat(plugin.locale, { timeStyle: 'short' });
  return (
    <>
      {here.map(({ id, at, byName, isYours, isSupervisors, text }) => (
        <Paper key={id} role="note">
          <By>
            {isYours ? t('noteYours') : t(isSupervisors ? 'noteBySupervisor' : 'noteBy', { name: byName })}
            {' · '}
            {time.format(new Date(at))}
          </By>
          {text}
        </Paper>
      ))}
    </>
  );
};
