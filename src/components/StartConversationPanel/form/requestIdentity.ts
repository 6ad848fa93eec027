import { newRequestId } from '../../../actions/newRequestId';
import type { ClientError } from '../../../backend/ClientError';

/**
 * The backend starts one conversation for one request id, however often it is asked. So one id stands for one content
 * of the form, from the first try until it is clear what came of it:
 * - A form that may have been sent keeps its id and is locked, so that a repeat cannot say anything else.
 * - A form that was refused before anything was done gets a new id as soon as it is changed.
 * - A form that was sent, or started over, is a new one.
 */
export interface RequestIdentity {
  requestId: string;
  /** `uncertain`: some try with this id may have been carried out. */
  outcome: 'none' | 'refused' | 'uncertain';
}

export const newRequest = (): RequestIdentity => ({ requestId: newRequestId(), outcome: 'none' });

export const uncertain = (request: RequestIdentity): RequestIdentity => ({ ...request, outcome: 'uncertain' });

/** Nothing was done, and since it is the content that is refused, no earlier try with it can have done anything. */
const CONTENT_REFUSED: readonly ClientError['code'][] = [
  'REQUEST_INVALID',
  'NUMBER_INVALID',
  'NUMBER_IS_OURS',
  'NUMBER_CANNOT_RECEIVE',
  'SENDER_NOT_ALLOWED',
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

export function afterError(request: RequestIdentity, code: ClientError['code']): RequestIdentity {
  if (CONTENT_REFUSED.includes(code)) {
    return { ...request, outcome: 'refused' };
  }
  if (TRY_REFUSED.includes(code)) {
    return { ...request, outcome: request.outcome === 'uncertain' ? 'uncertain' : 'refused' };
  }
  return uncertain(request);
}

export const afterEdit = (request: RequestIdentity): RequestIdentity =>
  request.outcome === 'refused' ? newRequest() : request;
