import type { AgentErrorCode, BackendError } from '../contract/errors';

/** Made by the plugin itself, never sent by the backend. */
export type ClientErrorCode =
  /** No answer came, or not in time: what the backend did is not known. */
  | 'BACKEND_UNREACHABLE'
  /** An answer came that is not the contract's. */
  | 'BACKEND_UNEXPECTED'
  /** Another plugin cancelled the Flex Action before it began. */
  | 'ACTION_CANCELLED'
  /** Found by the form before anything is sent. */
  | 'CUSTOMER_MISSING'
  | 'PLACEHOLDER_LEFT'
  | 'NAME_MISSING'
  | 'TEMPLATE_NOT_CHOSEN'
  | 'FILE_NOT_CHOSEN'
  /** A text or a file, though WhatsApp's 24 hours are over. */
  | 'NEEDS_TEMPLATE'
  /** The same on Messenger, which has no templates. */
  | 'CUSTOMER_HAS_TO_WRITE'
  /** Twilio schedules texts and templates of SMS and WhatsApp alone. */
  | 'NOT_SCHEDULABLE';

/** Why something was not done, as a person meets it. */
export type ClientError = Omit<BackendError, 'code'> & { code: AgentErrorCode | ClientErrorCode };

/** What came of a request: the contract's answer, or why not. */
export type Answer<T> = T | { ok: false; error: ClientError };
