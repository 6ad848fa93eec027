import * as v from 'valibot';

import { CHANNELS } from './Channel';
import { MESSAGE_LIMIT } from './messageLimit';
import { sid } from './sid';
import { address, isBlank, line, lines } from './text';
import { variableProblem } from './templates';

const NAME_LIMIT = 200;
/** Characters of the JSON text, above what any template can hold. */
const VARIABLES_LIMIT = 16_384;

const invalid = 'REQUEST_INVALID';
const present = (value: string | undefined): boolean => value !== undefined && value !== '';

/** Values of a template's placeholders, as JSON text: `{"1": "Sam"}`. */
const contentVariables = v.pipe(
  v.string('TEMPLATE_VARIABLES_MISSING'),
  v.maxLength(VARIABLES_LIMIT, 'TEMPLATE_VARIABLES_MISSING'),
  v.check((text) => isTextRecord(text), 'TEMPLATE_VARIABLES_MISSING'),
);

function isTextRecord(text: string): boolean {
  try {
    const value: unknown = JSON.parse(text);
    return (
      typeof value === 'object' &&
      value !== null &&
      !Array.isArray(value) &&
      Object.values(value).every((item) => typeof item === 'string' && variableProblem(item) === undefined)
    );
  } catch {
    return false;
  }
}

/**
 * What is said to whom, from where: a text, a template or a file, or a file with a text. No channel of Flex takes both in
 * one message (https://www.twilio.com/docs/flex/developer/conversations/limits), so the text goes right after the file, as
 * from Flex's own composer.
 */
export const messageEntries = {
  channel: v.picklist(CHANNELS, invalid),
  /** A number, best E.164, for SMS, WhatsApp and RCS; WhatsApp's, Messenger's or Apple's ID of the customer; a chat identity. */
  to: address('NUMBER_INVALID', 256),
  /** The address of one of the settings' senders on this channel. */
  from: address('SENDER_NOT_ALLOWED', 256),
  /**
   * Other addresses of the same customer, as JSON text, five at most: `[{"channel": "sms", "to": "+14155550143"}]`. An
   * opt-out, quiet hours or an open conversation at one of them counts for this one too; nothing is allowed by them.
   */
  otherAddresses: v.optional(v.string(invalid)),
  /**
   * The customer's time zone as a contact provider or a system knows it, an IANA name; what is none is left out. Unless the
   * settings trust it (`customerTime.contacts`), it is quiet there too, and nothing is allowed by it.
   */
  customerTimeZone: v.optional(v.string(invalid)),
  customerName: v.optional(line(invalid, NAME_LIMIT)),
  body: v.optional(lines('MESSAGE_EMPTY', MESSAGE_LIMIT, 'MESSAGE_TOO_LONG')),
  /** A template: https://www.twilio.com/docs/content */
  contentSid: v.optional(sid('HX', 'TEMPLATE_NOT_APPROVED')),
  contentVariables: v.optional(contentVariables),
  /** A file that the agent has uploaded to the Conversations media service. */
  mediaSid: v.optional(sid('ME', 'FILE_NOT_ALLOWED')),
} as const;

export const startEntries = {
  /** Made once for each filled-in form (UUID): every repeat with it is the same request and has the same result. */
  requestId: v.pipe(v.string(invalid), v.uuid(invalid), v.toLowerCase()),
  ...messageEntries,
  /** The queue on whose behalf the agent writes; the settings' own where it is left out. */
  queueSid: v.optional(sid('WQ', 'QUEUE_NOT_ALLOWED')),
  /** A supervisor's reason for writing in quiet hours. It is kept in the conversation's attributes. */
  overrideReason: v.optional(line(invalid, 500)),
  /** The colleague (`WK…`) whose conversation it is to be: for supervisors, by `people.startFor` of the settings. */
  forWorkerSid: v.optional(sid('WK')),
} as const;

/** True where there is one thing to say, a file with its text too, and a text is not blank. */
export const isOneMessage = ({
  body,
  contentSid,
  mediaSid,
}: {
  body?: string;
  contentSid?: string;
  mediaSid?: string;
}): boolean =>
  (present(contentSid) ? !present(body) && !present(mediaSid) : present(body) || present(mediaSid)) &&
  (!present(body) || !isBlank(body ?? ''));

/**
 * `POST /interactions`: the conversation opens at once, for the agent who asks, or, by a supervisor, for a colleague. Who asks
 * is the Flex token's worker.
 */
export const interactionsRequest = v.pipe(
  v.object(
    {
      ...startEntries,
      /** An open conversation that has no agent (`CONVERSATION_OPEN`), to go on with instead of a new one. */
      reuseConversationSid: v.optional(sid('CH')),
    },
    invalid,
  ),
  v.forward(
    v.check((message) => isOneMessage(message), 'MESSAGE_EMPTY'),
    ['body'],
  ),
);

/** `POST /outreach`: the message goes out; the reply becomes a task. */
export const outreachRequest = v.pipe(
  v.object(
    {
      ...startEntries,
      /** Who gets the reply: this agent, where available, else the queue; or the queue at once. */
      replyTo: v.picklist(['agent', 'queue'], invalid),
    },
    invalid,
  ),
  v.forward(
    v.check((message) => isOneMessage(message), 'MESSAGE_EMPTY'),
    ['body'],
  ),
);

export type InteractionsRequest = v.InferInput<typeof interactionsRequest>;
export type OutreachRequest = v.InferInput<typeof outreachRequest>;
