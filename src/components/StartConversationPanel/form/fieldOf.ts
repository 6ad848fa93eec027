import type { ClientError } from '../../../backend/ClientError';
import type { ErrorField } from '../../../contract/errors';
import type { Draft, MessageKind } from './draft';

const FIELD_OF: Partial<Record<ClientError['code'], ErrorField>> = {
  NUMBER_INVALID: 'to',
  NUMBER_IS_OURS: 'to',
  NUMBER_CANNOT_RECEIVE: 'to',
  NUMBER_REASSIGNED: 'to',
  SENDER_NOT_ALLOWED: 'from',
  SENDER_NOT_SCHEDULABLE: 'from',
  MESSAGE_EMPTY: 'body',
  MESSAGE_TOO_LONG: 'body',
  TEMPLATE_NOT_APPROVED: 'contentSid',
  TEMPLATE_VARIABLES_MISSING: 'contentVariables',
  FILE_NOT_ALLOWED: 'mediaSid',
  SEND_TIME_INVALID: 'sendAt',
  COLLEAGUE_UNAVAILABLE: 'forWorkerSid',
};

const KIND_OF: Partial<Record<ErrorField, MessageKind>> = {
  body: 'text',
  contentSid: 'template',
  contentVariables: 'template',
  mediaSid: 'file',
};

/** The field that the sentence belongs to; undefined when it is about the whole form, or the field is not shown. */
export function fieldOf(
  { code }: ClientError,
  kind: MessageKind,
  { mode, startFor }: Pick<Draft, 'mode' | 'startFor'>,
): ErrorField | undefined {
  const field = FIELD_OF[code];
  // A file has a text, too.
  const isOfKind = field && ((KIND_OF[field] ?? kind) === kind || (field === 'body' && kind === 'file'));
  const isHidden = (field === 'sendAt' && mode !== 'later') || (field === 'forWorkerSid' && !startFor);
  return isOfKind && !isHidden ? field : undefined;
}
