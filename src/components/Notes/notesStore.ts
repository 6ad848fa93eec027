import { useEffect, useState } from 'react';

import { askNotes } from '../../backend/askNotes';
import type { ClientError } from '../../backend/ClientError';
import type { Help, Note, NotesRequest } from '../../contract/notes';
import { appState } from '../../flex/FlexContext';
import { onNotesBell, hasNotesBell } from '../../flex/notesBell';
import { taskSidOf } from '../../flex/taskSidOf';
import type { PluginContext } from '../../PluginContext';

/** What is known of a conversation's notes; undefined the list until it was asked for. */
export interface NotesOf {
  notes?: readonly Note[];
  help?: Help | undefined;
  error?: ClientError | undefined;
}

type Plugin = Pick<PluginContext, 'manager' | 'backend'>;
export type NotesAct = NotesRequest extends infer T ? (T extends unknown ? Omit<T, 'taskSid'> : never) : never;

const NOTHING: NotesOf = {};
/** By the conversation, for as long as the page is open. */
const known = new Map<string, NotesOf>();
const listeners = new Map<string, Set<() => void>>();

function keep(conversationSid: string, next: NotesOf): NotesOf {
  known.set(conversationSid, next);
  listeners.get(conversationSid)?.forEach((listener) => listener());
  return next;
}

/** Does it, or only looks, and keeps what the backend says. */
export async function askForNotes(plugin: Plugin, conversationSid: string, act: NotesAct): Promise<NotesOf> {
  const { backend, manager } = plugin;
  const taskSid = taskSidOf(manager, conversationSid);
  const before = known.get(conversationSid) ?? NOTHING;
  if (!backend || !taskSid) {
    // Whoever only looks has nothing to lose.
    return act.act === 'list' ? before : keep(conversationSid, { ...before, error: { code: 'NOT_INSIDE' } });
  }
  const answer = await askNotes(backend, { ...act, taskSid });
  if (!answer.ok) {
    return keep(conversationSid, { ...before, error: answer.error });
  }
  return keep(conversationSid, { notes: answer.notes, help: answer.help });
}

/** Whether somebody looks at the conversation's notes. */
const isShown = (conversationSid: string): boolean => (listeners.get(conversationSid)?.size ?? 0) > 0;

/** A note of somebody else's in a conversation that the agent does not look at, or a supervisor's answer in any. */
export interface NotesNews {
  conversationSid: string;
  note?: Note;
  answeredBy?: string;
}

/**
 * Looks again at the notes of each conversation whose bell rings, and tells what is new.
 * Returns what ends that.
 */
export function followNotes(plugin: Plugin, onNews: (news: NotesNews) => void): () => void {
  return onNotesBell(plugin.manager, (conversationSid) => {
    const before = known.get(conversationSid) ?? NOTHING;
    const wasShown = isShown(conversationSid);
    void askForNotes(plugin, conversationSid, { act: 'list' }).then(({ notes = [], help }) => {
      const ids = new Set(before.notes?.map(({ id }) => id));
      const [latest] = notes.filter(({ id, isYours }) => !isYours && !ids.has(id)).slice(-1);
      if (latest && !wasShown && (before.notes || Date.now() - Date.parse(latest.at) < RECENT)) {
        onNews({ conversationSid, note: latest });
      }
      if (help?.isYours && help.answeredBy && help.answeredBy !== before.help?.answeredBy) {
        onNews({ conversationSid, answeredBy: help.answeredBy });
      }
    });
  });
}

/** Milliseconds: of notes that were written before this page was opened only these are news. */
const RECENT = 60_000;

/**
 * The notes of a conversation, kept up to date. They are asked for where the conversation's bell has rung ever, or where
 * `isWanted`: most conversations have none, and cost nothing.
 */
export function useNotes(plugin: Plugin, conversationSid: string | undefined, isWanted = false): NotesOf {
  const [, setCount] = useState(0);
  useEffect(() => {
    if (!conversationSid) {
      return undefined;
    }
    const listener = (): void => setCount((count) => count + 1);
    const ours = listeners.get(conversationSid) ?? new Set();
    listeners.set(conversationSid, ours.add(listener));
    return () => {
      ours.delete(listener);
    };
  }, [conversationSid]);
  const conversation = conversationSid ? appState(plugin.manager).flex.chat.conversations[conversationSid] : undefined;
  const hasBell = hasNotesBell(conversation);
  useEffect(() => {
    if (conversationSid && (isWanted || hasBell) && !loading.has(conversationSid)) {
      const { notes, error } = known.get(conversationSid) ?? NOTHING;
      if (!notes && !error) {
        loading.add(conversationSid);
        void askForNotes(plugin, conversationSid, { act: 'list' }).then(() => loading.delete(conversationSid));
      }
    }
  }, [plugin, conversationSid, isWanted, hasBell]);
  return (conversationSid && known.get(conversationSid)) || NOTHING;
}

/** Each message of a conversation asks for the same. */
const loading = new Set<string>();
