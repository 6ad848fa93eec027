import React, { useState } from 'react';

import type { ITask } from '@twilio/flex-ui';
import { Button } from '@twilio/flex-ui';

import type { PluginContext } from '../../PluginContext';
import type { NotesTranslate } from '../../strings/notes/notesStrings';
import { askForNotes, useNotes } from './notesStore';

/** In the task's header: one click calls supervisors, and says what came of it. */
export const HelpButton = ({
  plugin,
  t,
  task,
}: {
  plugin: PluginContext;
  t: NotesTranslate;
  task?: ITask;
}): React.ReactElement | null => {
  const conversationSid = task?.attributes?.conversationSid as string | undefined;
  const { help } = useNotes(plugin, conversationSid);
  const [isBusy, setIsBusy] = useState(false);
  if (!conversationSid || task?.status !== 'accepted') {
    return null;
  }
  const isOpen = help !== undefined && help.answeredBy === undefined;
  const click = () => {
    setIsBusy(true);
    void askForNotes(plugin, conversationSid, { act: isOpen ? 'withdrawHelp' : 'askForHelp' }).then(({ error }) => {
      setIsBusy(false);
      if (error) {
        console.warn('[Messaging Controls] supervisors could not be called', error.code);
      }
    });
  };
  return (
    <span style={{ display: 'inline-flex', alignItems: 'center', gap: 8, margin: '0 8px' }}>
      <span role="status">
        {isOpen ? t('helpAskedShort') : help?.answeredBy ? t('helpAnswered', { name: help.answeredBy }) : null}
      </span>
      <Button variant="secondary" size="small" disabled={isBusy} onClick={click}>
        {t(isOpen ? 'helpWithdraw' : 'helpAsk')}
      </Button>
    </span>
  );
};
