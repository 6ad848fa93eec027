import React, { useState } from 'react';

import type { ITask } from '@twilio/flex-ui';
import { IconButton } from '@twilio/flex-ui';

import type { PluginContext } from '../../PluginContext';
import type { NotesTranslate } from '../../strings/notes/notesStrings';
import { askForNotes, useNotes } from './notesStore';

/** In the task's header: one click calls supervisors, and another one withdraws the call. */
export const HelpButton = ({
  plugin,
  t,
  task,
  tell,
}: {
  plugin: PluginContext;
  t: NotesTranslate;
  task: ITask | undefined;
  /** Shows the agent what came of it. */
  tell: (sentence: string) => void;
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
      tell(t(error ? 'helpFailed' : isOpen ? 'helpWithdrawn' : 'helpAsked'));
    });
  };
  const label = t(isOpen ? 'helpWithdraw' : 'helpAsk');
  return (
    <IconButton
      icon={isOpen ? 'HelpBold' : 'Help'}
      size="small"
      // It does not shrink beside a long name.
      style={{ flexShrink: 0, margin: '0 8px' }}
      title={label}
      aria-label={label}
      disabled={isBusy}
      onClick={click}
    />
  );
};
