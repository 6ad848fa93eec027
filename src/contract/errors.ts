import * as v from 'valibot';

/**
 * The errors that an agent can meet, and their HTTP status. Each has its sentence in strings/ (`error_<code>`). Until
 * `TWILIO_REFUSED` nothing has been done when one of them comes.
 */
export const AGENT_ERROR_STATUS = {
  REQUEST_INVALID: 400,
  /** Not a number or an identity that can exist on this channel. */
  NUMBER_INVALID: 400,
  NUMBER_IS_OURS: 400,
  /** A number that cannot receive on this channel, such as a landline by SMS, or whose kind of line the settings refuse. */
  NUMBER_CANNOT_RECEIVE: 400,
  NUMBER_REASSIGNED: 403,
  MESSAGE_EMPTY: 400,
  MESSAGE_TOO_LONG: 400,
  /** The template is not there, not approved, or not for this channel. */
  TEMPLATE_NOT_APPROVED: 400,
  TEMPLATE_VARIABLES_MISSING: 400,
  /** The channel takes no file, or not this one. */
  FILE_NOT_ALLOWED: 400,
  /** Outside what Twilio schedules: 15 minutes to 35 days ahead. */
  SEND_TIME_INVALID: 400,
  /** A conversation is put aside for 5 minutes to 180 days. */
  WAIT_TIME_INVALID: 400,
  TOKEN_REFUSED: 401,
  WORKER_UNKNOWN: 403,
  /** Not one of the settings' senders, or not this agent's. */
  SENDER_NOT_ALLOWED: 403,
  /** The Messaging Service that schedules does not have it. */
  SENDER_NOT_SCHEDULABLE: 422,
  QUEUE_NOT_ALLOWED: 403,
  SUPERVISOR_ONLY: 403,
  /** The settings do not let this agent join or take over this conversation. */
  TAKE_OVER_NOT_ALLOWED: 403,
  /** The agent who asks is not in the conversation. */
  NOT_INSIDE: 403,
  /** The customer wrote STOP to this sender, blocked it, or asked an agent for no more messages. */
  OPTED_OUT: 403,
  /** The settings ask for a consent that the customer has not given to this sender. */
  CONSENT_MISSING: 403,
  /** It is night where the customer is; `quietHours` tells. */
  QUIET_HOURS: 403,
  /** WhatsApp's or Messenger's 24 hours are over: templates only. */
  WINDOW_CLOSED: 403,
  /** There is a conversation with this customer from this sender already: `conversationSid`. */
  CONVERSATION_OPEN: 409,
  /** The conversation is closed by now, or somebody else owns it: what was asked no longer applies. */
  CONVERSATION_CHANGED: 409,
  /** The last agent has to choose what becomes of the customer: `then`. */
  LAST_AGENT: 409,
  /** Others are at work in the conversation: there is nothing to wait for. */
  NOT_LAST_AGENT: 409,
  /** Whom they invite is in the conversation already. */
  ALREADY_INSIDE: 409,
  /** The colleague is away or has no capacity left for this channel, or does not have it, the sender or the queue at all. */
  COLLEAGUE_UNAVAILABLE: 409,
  /** The end is held while somebody is being handed the conversation. */
  HAND_OVER_UNDER_WAY: 409,
  /** Somebody else is on their way into the conversation, by Flex's own transfer for example. */
  TRANSFER_UNDER_WAY: 409,
  /** The same request is being worked on right now. */
  REQUEST_IN_PROGRESS: 409,
  /** The scheduled message has gone, or was cancelled. */
  NOT_SCHEDULED: 409,
  /** The Flex account opens no conversations on this channel (RCS, Apple Messages); nothing was sent. */
  CHANNEL_REFUSED: 422,
  /** Twilio said no; what had been made was undone. `twilio` holds its code. */
  TWILIO_REFUSED: 422,
  /** Twilio could not be reached or broke down; what had been made was undone. */
  TWILIO_UNAVAILABLE: 503,
  /** A later step failed and undoing failed too: the conversation is marked for the clean-up. */
  LEFT_HALF_DONE: 500,
  SETTINGS_WRONG: 500,
  INTERNAL: 500,
} as const;

/** Every error that the backend answers with. */
export const ERROR_STATUS = {
  ...AGENT_ERROR_STATUS,
  /** For systems and websites, not for agents. */
  KEY_REFUSED: 401,
  SIGNATURE_REFUSED: 403,
  ORIGIN_REFUSED: 403,
  TOO_MANY_REQUESTS: 429,
  /** One of a batch that was not begun, because the time was over: send it again with the same key. */
  NOT_BEGUN: 503,
} as const;

export type ErrorCode = keyof typeof ERROR_STATUS;

export type AgentErrorCode = keyof typeof AGENT_ERROR_STATUS;

export const isErrorCode = (code: string): code is ErrorCode =>
  Object.prototype.hasOwnProperty.call(ERROR_STATUS, code);

/** Fields of a form that an error can be about. */
export const ERROR_FIELDS = [
  'to',
  'from',
  'customerName',
  'queueSid',
  'body',
  'contentSid',
  'contentVariables',
  'mediaSid',
  'sendAt',
  'overrideReason',
  'forWorkerSid',
] as const;
export type ErrorField = (typeof ERROR_FIELDS)[number];

export const quietHoursSchema = v.object({
  /** IANA name, such as `America/New_York`; of several that a number may be in, one where it is quiet. */
  timeZone: v.string(),
  /** The customer's time, `HH:MM`. */
  customerTime: v.string(),
  /** The window in which nothing is sent, `HH:MM`. */
  from: v.string(),
  to: v.string(),
});

/** What an error tells beside its code. */
export const backendErrorDetails = {
  /** The field that it is about, where it is about one. */
  field: v.optional(v.picklist(ERROR_FIELDS)),
  /** Twilio's own error, where it gave one. https://www.twilio.com/docs/api/errors */
  twilio: v.optional(v.object({ code: v.number(), status: v.number() })),
  /** The conversation that is open already (`CONVERSATION_OPEN`) or was left (`LEFT_HALF_DONE`). */
  conversationSid: v.optional(v.string()),
  quietHours: v.optional(quietHoursSchema),
};

export const backendErrorSchema = v.object({
  code: v.picklist(Object.keys(ERROR_STATUS) as ErrorCode[]),
  ...backendErrorDetails,
});

/** What every function answers where it did not do what was asked: `{ok: false, error}`. */
export type BackendError = v.InferOutput<typeof backendErrorSchema>;
