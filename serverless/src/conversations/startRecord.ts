import * as v from 'valibot';

import { CHANNELS } from '../../../src/contract/Channel';
import { KEY, parseAttributes } from './ourAttributes';
import { parked } from './parked';

const reply = v.object({
  /** The agent who wrote (`workerSid`), where available, else the queue; or the queue at once. */
  to: v.picklist(['agent', 'queue']),
  /** The settings' own where it is left out. */
  queueSid: v.optional(v.string()),
  customerName: v.optional(v.string()),
  channel: v.picklist(CHANNELS),
  /** The customer's and our own address, as Conversations writes them; a chat identity has no address of ours. */
  address: v.string(),
  proxyAddress: v.optional(v.string()),
  /** The template that they reply to: a reply may be one of its buttons. */
  contentSid: v.optional(v.string()),
  /** When the customer replied, ISO 8601: from then on there is a task. */
  repliedAt: v.optional(v.string()),
});

const startRecord = v.object({
  requestId: v.string(),
  /** The agent who asked for it, or the name of the system that did. */
  workerSid: v.optional(v.string()),
  system: v.optional(v.string()),
  /** The supervisor (`WK…`) who asked for it in that agent's place. */
  startedBy: v.optional(v.string()),
  /** Of a start with a task at once: for the task that a reply makes, should that one fail. */
  queueSid: v.optional(v.string()),
  customerName: v.optional(v.string()),
  /** One for each time that a function set about the request. */
  attempt: v.string(),
  /** ISO 8601. */
  startedAt: v.string(),
  /** Who gets the customer's reply, where no task is open before it. */
  reply: v.optional(reply),
  /** A supervisor's reason for writing in quiet hours. */
  overrideReason: v.optional(v.string()),
  /** A later step failed, and so did undoing the earlier ones. */
  leftHalfDone: v.optional(v.boolean()),
  /** Everything of this attempt was taken back. */
  isUndone: v.optional(v.boolean()),
  /** Whom it is with, for when they are not inside (any more). */
  customer: v.optional(
    v.object({ channel: v.picklist(CHANNELS), address: v.string(), proxyAddress: v.optional(v.string()) }),
  ),
  /** When it was seen that whatever the customer writes comes to a person, ISO 8601. Until then the lease runs. */
  settledAt: v.optional(v.string()),
  /** An agent has put the conversation aside, whoever began it. */
  parked: v.optional(parked),
});

export type Reply = v.InferOutput<typeof reply>;

/** What a conversation's attributes hold, under `messagingControls`, about the request that started it. */
export type StartRecord = v.InferOutput<typeof startRecord>;

/** The record in a conversation's attributes (JSON text). */
export function readStartRecord(attributes: string): StartRecord | undefined {
  const record = v.safeParse(startRecord, parseAttributes(attributes)[KEY]);
  return record.success ? record.output : undefined;
}

/** Whether the lease of a conversation that we have begun runs, or has ended and was not lifted: it rests then. */
export function isUnsettled({ attributes, state }: { attributes: string; state: string }): boolean {
  const record = readStartRecord(attributes);
  return record !== undefined && (record.settledAt === undefined || state === 'inactive');
}

/** The attributes (JSON text) with this record in them, and all else as it was. */
export const withStartRecord = (attributes: string, record: StartRecord): string =>
  JSON.stringify({ ...parseAttributes(attributes), [KEY]: record });

/** Attributes (JSON text) by which the request's first message is known. */
export const messageAttributes = (requestId: string, about: Record<string, string> = {}): string =>
  JSON.stringify({ [KEY]: { requestId, ...about } });

/** The agent for whom a supervisor has written the message: it was not that agent who wrote it, nor is it the supervisor's. */
export const startedFor = (attributes: string): string | undefined => {
  const worker = (parseAttributes(attributes)[KEY] as { startedFor?: unknown } | undefined)?.startedFor;
  return typeof worker === 'string' ? worker : undefined;
};

/** Of the text that goes right after the request's file: told apart from the file, and the request's own all the same. */
const CAPTION = { part: 'caption' };

export const captionAttributes = (requestId: string): string => messageAttributes(requestId, CAPTION);

export const isCaption = (attributes: string, requestId: string): boolean =>
  isFirstMessage(attributes, requestId) &&
  (parseAttributes(attributes)[KEY] as { part?: unknown }).part === CAPTION.part;

/** Whether it is of the request: its first message, or the text right after that. */
export const isFirstMessage = (attributes: string, requestId: string): boolean =>
  (parseAttributes(attributes)[KEY] as { requestId?: unknown } | undefined)?.requestId === requestId;

/** Whether a message was written down for the customer: the text of a website's form, which waits for an answer. */
export const isRequestText = (record: StartRecord | undefined, attributes: string): boolean =>
  record !== undefined &&
  record.workerSid === undefined &&
  record.reply === undefined &&
  isFirstMessage(attributes, record.requestId);

/** Whether the customer's next message makes a task, and none before it has. */
export const awaitsReply = ({ reply }: Partial<Pick<StartRecord, 'reply'>> = {}): boolean =>
  reply !== undefined && reply.repliedAt === undefined;
