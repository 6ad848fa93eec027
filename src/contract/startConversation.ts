/** Channels that a conversation can be started on. */
export type Channel = 'sms' | 'whatsapp';

/** Characters of one message, https://www.twilio.com/docs/conversations/api/conversation-message-resource */
export const MESSAGE_LIMIT = 1600;

/**
 * What the plugin sends to the `interactions` function, form-encoded and flat, so that the browser needs no preflight.
 * The worker is not in it: the function takes it from the validated Flex token (`Token`).
 */
export interface StartConversationRequest {
  /** Made once for each filled-in form (UUID v4): every repeat with it is the same request and has the same result. */
  requestId: string;
  channel: Channel;
  /** The customer's number, E.164 (`+14155550143`), without a channel prefix. */
  to: string;
  /** One of the settings' senders, E.164, without a channel prefix. */
  from: string;
  customerName?: string;
  body: string;
}

export interface StartedConversation {
  conversationSid: string;
  interactionSid: string;
  interactionChannelSid: string;
  taskSid: string;
  messageSid: string;
}

/** Why a conversation was not started. Each has its sentence in strings/. */
export type StartConversationErrorCode =
  /** The form: nothing was done. */
  | 'REQUEST_INVALID'
  | 'NUMBER_INVALID'
  | 'NUMBER_IS_OURS'
  | 'SENDER_NOT_ALLOWED'
  | 'MESSAGE_EMPTY'
  | 'MESSAGE_TOO_LONG'
  /** The agent: nothing was done. */
  | 'TOKEN_REFUSED'
  | 'WORKER_UNKNOWN'
  /** There is a conversation with this customer from this sender already. */
  | 'CONVERSATION_OPEN'
  /** The same request is being worked on right now. */
  | 'REQUEST_IN_PROGRESS'
  /** Twilio said no; what had been made was undone. `twilio` holds its code. */
  | 'TWILIO_REFUSED'
  /** Twilio could not be reached or broke down; what had been made was undone. */
  | 'TWILIO_UNAVAILABLE'
  /** A later step failed and undoing failed too: an administrator has to look. */
  | 'LEFT_HALF_DONE'
  | 'SETTINGS_WRONG'
  | 'INTERNAL';

/** Made by the plugin itself, never sent by the backend. */
export type BackendClientErrorCode =
  /** No answer came, or not in time: what the backend did is not known. */
  | 'BACKEND_UNREACHABLE'
  /** An answer came that is not this contract's. */
  | 'BACKEND_UNEXPECTED'
  /** Another plugin cancelled the Flex Action before it began. */
  | 'ACTION_CANCELLED';

export interface StartConversationError {
  code: StartConversationErrorCode | BackendClientErrorCode;
  /** The field that it is about, where it is about one. */
  field?: 'to' | 'from' | 'body' | 'customerName';
  /** Twilio's own error, where it gave one. https://www.twilio.com/docs/api/errors */
  twilio?: { code: number; status: number };
  /** The conversation that is open already (`CONVERSATION_OPEN`) or was left (`LEFT_HALF_DONE`). */
  conversationSid?: string;
}

/** Body of every answer of the `interactions` function: 201 when started, 200 when repeated, 4xx or 5xx with `error`. */
export type StartConversationResponse =
  { ok: true; started: StartedConversation } | { ok: false; error: StartConversationError };
