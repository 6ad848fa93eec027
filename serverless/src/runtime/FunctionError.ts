import type { StartConversationError, StartConversationErrorCode } from '../../../src/contract/startConversation';

/** The errors that our functions answer with: `{ok: false, error}`. */
export type FunctionError = StartConversationError;

/** HTTP status of each error. */
export const ERROR_STATUS: Readonly<Record<StartConversationErrorCode, number>> = {
  REQUEST_INVALID: 400,
  NUMBER_INVALID: 400,
  NUMBER_IS_OURS: 400,
  MESSAGE_EMPTY: 400,
  MESSAGE_TOO_LONG: 400,
  TOKEN_REFUSED: 401,
  WORKER_UNKNOWN: 403,
  SENDER_NOT_ALLOWED: 403,
  CONVERSATION_OPEN: 409,
  REQUEST_IN_PROGRESS: 409,
  TWILIO_REFUSED: 422,
  TWILIO_UNAVAILABLE: 503,
  LEFT_HALF_DONE: 500,
  SETTINGS_WRONG: 500,
  INTERNAL: 500,
};

export const isErrorCode = (code: string): code is StartConversationErrorCode => Object.hasOwn(ERROR_STATUS, code);
