import * as v from 'valibot';

import { CHANNELS } from './Channel';

/** `POST /recents`: the customers whom the agent who asks wrote to lately, each once, the latest first. */
export const recentsRequest = v.object({});

export const recent = v.object({
  channel: v.picklist(CHANNELS),
  to: v.string(),
  name: v.optional(v.string()),
  /** ISO 8601. */
  at: v.string(),
});

export const recentsResponse = v.object({ ok: v.literal(true), recents: v.array(recent) });

export type Recent = v.InferOutput<typeof recent>;
