import * as v from 'valibot';

/** Our key in the attributes of a conversation. */
const KEY = 'messagingControls';

const startRecord = v.object({
  requestId: v.string(),
  workerSid: v.string(),
  /** One for each time that a function set about the request. */
  attempt: v.string(),
  /** ISO 8601. */
  startedAt: v.string(),
  /** What came of it, once all is done. */
  started: v.optional(
    v.object({
      interactionSid: v.string(),
      interactionChannelSid: v.string(),
      taskSid: v.string(),
      messageSid: v.string(),
    }),
  ),
  /** A later step failed, and so did undoing the earlier ones. */
  leftHalfDone: v.optional(v.boolean()),
});

/** What a conversation's attributes hold, under `messagingControls`, about the request that started it. */
export type StartRecord = v.InferOutput<typeof startRecord>;

function parse(attributes: string): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(attributes);
    return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
  } catch (error) {
    // Attributes are whatever was written there; without JSON there is no record in them.
    if (error instanceof SyntaxError) return {};
    throw error;
  }
}

/** The record in a conversation's attributes (JSON text). */
export function readStartRecord(attributes: string): StartRecord | undefined {
  const record = v.safeParse(startRecord, parse(attributes)[KEY]);
  return record.success ? record.output : undefined;
}

/** The attributes (JSON text) with this record in them, and all else as it was. */
export const withStartRecord = (attributes: string, record: StartRecord): string =>
  JSON.stringify({ ...parse(attributes), [KEY]: record });

/** Attributes (JSON text) by which the request's first message is known. */
export const messageAttributes = (requestId: string): string => JSON.stringify({ [KEY]: { requestId } });

export const isFirstMessage = (attributes: string, requestId: string): boolean =>
  (parse(attributes)[KEY] as { requestId?: unknown } | undefined)?.requestId === requestId;
