import * as v from 'valibot';

import { because, strictReason, text, texts } from './settingsSchema';

/** Of an outcome: a report has room for a line. */
const outcome = v.pipe(text, v.maxLength(80, because('tooMuch')));

export const dispositionSchema = v.strictObject(
  {
    /** What agents choose, and reports show. */
    name: outcome,
    /**
     * Only for tasks of one of these: the task's `channelType`, its TaskRouter channel, or the name of one of `channels`.
     */
    channels: v.optional(texts),
    /** Only for tasks of one of these queues, by name or SID. */
    queues: v.optional(texts),
  },
  strictReason,
);

/** What an agent says of a conversation that has ended: `POST /wrap-up`. */
export const wrapUpSchema = v.strictObject(
  {
    /** What agents choose from, in this order. */
    dispositions: v.optional(v.array(dispositionSchema, because('notAList')), []),
    /** A task that has dispositions is not completed without one. */
    isRequired: v.optional(v.boolean(because('notTrueOrFalse')), false),
    /** Whether there is a note, and whether a task may be completed without it. */
    note: v.optional(v.picklist(['off', 'optional', 'required'], because('notAChoice')), 'optional'),
  },
  strictReason,
);

export type WrapUpSettings = v.InferOutput<typeof wrapUpSchema>;
