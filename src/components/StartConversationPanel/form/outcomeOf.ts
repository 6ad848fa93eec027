import type { ClientError } from '../../../backend/ClientError';

/** Nothing was done, and since it is the content that is refused, no earlier try with it can have done anything. */
const CONTENT_REFUSED: readonly ClientError['code'][] = [
  'REQUEST_INVALID',
  'NUMBER_INVALID',
  'NUMBER_IS_OURS',
  'NUMBER_CANNOT_RECEIVE',
  'SENDER_NOT_ALLOWED',
  'SENDER_NOT_SCHEDULABLE',
  'MESSAGE_EMPTY',
  'MESSAGE_TOO_LONG',
  'TEMPLATE_VARIABLES_MISSING',
  'FILE_NOT_ALLOWED',
  'CONVERSATION_OPEN',
  'TWILIO_REFUSED',
];

/** This try did nothing; it says nothing about the tries before, since it may have been allowed then. */
const TRY_REFUSED: readonly ClientError['code'][] = [
  'TOKEN_REFUSED',
  'NUMBER_REASSIGNED',
  'WORKER_UNKNOWN',
  'SETTINGS_WRONG',
  'ACTION_CANCELLED',
  'QUEUE_NOT_ALLOWED',
  'COLLEAGUE_UNAVAILABLE',
  'SUPERVISOR_ONLY',
  'OPTED_OUT',
  'CONSENT_MISSING',
  'QUIET_HOURS',
  'WINDOW_CLOSED',
  'TEMPLATE_NOT_APPROVED',
  'SEND_TIME_INVALID',
  'CONVERSATION_CHANGED',
  'NOT_SCHEDULED',
  'CHANNEL_REFUSED',
];

/** What a refusal says about what was sent; `unclear`: it may have been carried out. */
export function outcomeOf(code: ClientError['code']): 'contentRefused' | 'tryRefused' | 'unclear' {
  if (CONTENT_REFUSED.includes(code)) {
    return 'contentRefused';
  }
  return TRY_REFUSED.includes(code) ? 'tryRefused' : 'unclear';
}
