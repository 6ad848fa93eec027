import React from 'react';

import { loadChunk } from '../chunks/loadChunk';
import { followCalls } from '../components/Notes/callsStore';
import { callSentence } from '../components/Notes/callSentence';
import { HelpButton } from '../components/Notes/HelpButton';
import { followNotes } from '../components/Notes/notesStore';
import { NotesUnderMessage } from '../components/Notes/NotesUnderMessage';
import { announceStartedFor } from '../components/StartedFor/announceStartedFor';
import { StartedForInfo } from '../components/StartedFor/StartedForInfo';
import { StartedForNote } from '../components/StartedFor/StartedForNote';
import { WebsiteRequest } from '../components/WebsiteRequest/WebsiteRequest';
import { lateNotice } from '../flex/lateNotice';
import { openInTeams } from '../flex/openInTeams';
import { addToMessages, addToTaskHeader, addToTaskInfo } from '../flex/parts';
import { isAmong } from '../flex/session';
import { findTask, selectTask } from '../flex/tasks';
import { teamsViewOpened } from '../flex/teamsView';
import type { PluginContext } from '../PluginContext';
import { announceSilence } from '../silence/announceSilence';
import { notesTranslate } from '../strings/notes/notesStrings';

/**
 * What nobody needs in Flex's first seconds, and so is no part of what Flex loads at its start: what came by a website's form,
 * notes in the thread, what a supervisor has started for an agent, the call for help, what supervisors hear of it, and
 * customers who wait too long. What fails leaves the rest standing.
 */
export function registerLater(plugin: PluginContext): void {
  const { flex, manager, settings, locale } = plugin;
  const t = notesTranslate(locale);
  const attempt = (what: string, register: () => unknown): void => {
    try {
      register();
    } catch (error) {
      console.error(`[Messaging Controls] ${what} could not be set up`, error);
    }
  };

  attempt('website requests', () =>
    addToTaskInfo(plugin, 'messaging-controls-website-request', ({ task }) => <WebsiteRequest t={t} task={task} />),
  );
  attempt('notes', () =>
    addToMessages(plugin, 'messaging-controls-notes', ({ message }) => (
      <NotesUnderMessage plugin={plugin} t={t} message={message} />
    )),
  );
  attempt('started for', () => {
    addToTaskInfo(plugin, 'messaging-controls-started-for', ({ task }) => (
      <StartedForInfo plugin={plugin} t={t} task={task} />
    ));
    addToMessages(plugin, 'messaging-controls-started-for', ({ message }) => (
      <StartedForNote plugin={plugin} t={t} message={message} />
    ));
    announceStartedFor(plugin, t);
  });
  attempt('help', () => {
    const show = lateNotice(plugin, 'MessagingControlsNote', 'information', [t('noteOpen')]);
    const tell = (conversationSid: string | undefined, text: string): void => {
      const task = conversationSid && findTask(manager, conversationSid);
      if (task) {
        show(text, [() => selectTask(flex, task.sid)]);
      }
    };
    addToTaskHeader(plugin, 'messaging-controls-help', ({ task }) => (
      <HelpButton
        plugin={plugin}
        t={t}
        task={task}
        tell={(sentence) => tell(task?.attributes?.conversationSid as string | undefined, sentence)}
      />
    ));
    followNotes(plugin, ({ conversationSid, note, answeredBy }) => {
      const by = note && t(note.isSupervisors ? 'noteBySupervisor' : 'noteBy', { name: note.byName });
      tell(conversationSid, note ? `${by}: ${note.text}` : t('helpAnswered', { name: answeredBy ?? '' }));
    });
  });
  attempt('waiting customers', () => announceSilence(plugin, t));
  if (isAmong(settings.supervision.see, manager)) {
    attempt('calls for help', () => {
      const show = lateNotice(plugin, 'MessagingControlsCall', 'warning', [t('noteOpen')]);
      followCalls(plugin, (call) => show(callSentence(t, call), [() => openInTeams(plugin, call.taskSid)]));
    });
    if (settings.supervision.columns) {
      void addColumns(plugin);
    }
  }
}

/** What failed is in the console: Teams View is as Flex has it. */
async function addColumns(plugin: PluginContext): Promise<void> {
  await teamsViewOpened(plugin);
  await loadChunk(() => import(/* webpackChunkName: "teams" */ '../components/TeamsColumns/columns')).then(
    (chunk) => chunk.registerTeamsColumns(plugin),
    () => undefined,
  );
}
