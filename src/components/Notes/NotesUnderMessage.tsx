import React from 'react';

import { styled } from '@twilio/flex-ui';

import type { FlexTheme } from '../../flex/flexTheme';
import type { MessagePartProps } from '../../flex/parts';
import type { PluginContext } from '../../PluginContext';
import type { NotesTranslate } from '../../strings/notes/notesStrings';
import { useNotes } from './notesStore';

const Paper = styled('div')<{ theme?: FlexTheme }>(({ theme }) => {
  if (!theme?.tokens) {
    return {};
  }
  const { backgroundColors, borderColors, textColors, fontSizes, lineHeights } = theme.tokens;
  return {
    margin: '8px 0 0',
    padding: '8px 12px',
    border: `1px dashed ${borderColors.colorBorder}`,
    borderRadius: 4,
    backgroundColor: backgroundColors.colorBackgroundWarningWeakest,
    color: textColors.colorText,
    fontSize: fontSizes.fontSize30,
    lineHeight: lineHeights.lineHeight20,
    whiteSpace: 'pre-wrap',
    overflowWrap: 'anywhere',
    textAlign: 'left',
  };
});
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
