import * as v from 'valibot';

import { sid } from './sid';
import { lines, wordedLines } from './text';

const invalid = 'REQUEST_INVALID';

/** A task of the conversation: the agent's own, or, for supervisors, that of an agent. */
const taskSid = sid('WT');

export const LONGEST_NOTE = 500;

/**
 * `POST /notes`: what only agents and supervisors see of a conversation. `list` and `write` are for whoever is inside and for
 * supervisors; `askForHelp` and `withdrawHelp` for an agent inside; `answerHelp` for supervisors.
 */
export const notesRequest = v.variant(
  'act',
  [
    v.object({ act: v.picklist(['list', 'withdrawHelp', 'answerHelp'], invalid), taskSid }, invalid),
    v.object(
      {
        act: v.literal('write', invalid),
        taskSid,
        /** Sent again with the same it is written once. */
        noteId: v.pipe(v.string(invalid), v.uuid(invalid)),
        text: wordedLines(LONGEST_NOTE),
        /** The index of the message that it follows in the thread; -1 before the first. */
        after: v.pipe(v.string(invalid), v.regex(/^(-1|\d{1,9})$/, invalid), v.transform(Number)),
      },
      invalid,
    ),
    v.object(
      {
        act: v.literal('askForHelp', invalid),
        taskSid,
        why: v.optional(v.pipe(lines('MESSAGE_TOO_LONG', LONGEST_NOTE), v.trim()), ''),
      },
      invalid,
    ),
  ],
  invalid,
);

export const note = v.object({
  id: v.string(),
  /** ISO 8601. */
  at: v.string(),
  byName: v.string(),
  isYours: v.boolean(),
  isSupervisors: v.boolean(),
  text: v.string(),
  after: v.number(),
});

/** A call for help of an agent's. */
export const help = v.object({
  /** ISO 8601. */
  at: v.string(),
  byName: v.string(),
  isYours: v.boolean(),
  why: v.string(),
  /** The supervisor who has joined, or has answered. */
  answeredBy: v.optional(v.string()),
});

export const notesResponse = v.object({
  ok: v.literal(true),
  /** In the order in which they were written. */
  notes: v.array(note),
  help: v.optional(help),
});

export type NotesRequest = v.InferInput<typeof notesRequest>;
export type Note = v.InferOutput<typeof note>;
export type Help = v.InferOutput<typeof help>;
