import type { ClientError } from '../../backend/ClientError';
import type { ErrorField } from '../../contract/errors';
import { MESSAGE_LIMIT } from '../../contract/messageLimit';
import type { PeopleStringKey } from '../../strings/people/peopleStrings';
import type { StringKey } from '../../strings/StringTable';
import type { Translate } from '../../strings/translate';
import { twilioReason } from '../../strings/twilioReason';
import type { Draft, MessageKind } from '../StartConversationPanel/form/draft';

/** Stands where a sentence has a place for something that nobody told. */
export const UNKNOWN = '–';

/** What happened and what to do, for the person. What the people's tab alone can meet stands among its own strings. */
export function errorSentence(t: Translate, error: ClientError): string {
  const key: StringKey | PeopleStringKey = `error_${error.code}`;
  return t((t.has(key) ? key : 'error_INTERNAL') as StringKey, {
    limit: MESSAGE_LIMIT,
    onReply: t('mode_onReply'),
    twilioCode: error.twilio?.code ?? UNKNOWN,
    twilioReason: twilioReason(t, error.twilio?.code),
    conversationSid: error.conversationSid ?? UNKNOWN,
    customerTime: error.quietHours?.customerTime ?? UNKNOWN,
    quietFrom: error.quietHours?.from ?? UNKNOWN,
    quietTo: error.quietHours?.to ?? UNKNOWN,
  });
}

const FIELD_OF: Partial<Record<ClientError['code'], ErrorField>> = {
  NUMBER_INVALID: 'to',
  NUMBER_IS_OURS: 'to',
  NUMBER_CANNOT_RECEIVE: 'to',
  NUMBER_REASSIGNED: 'to',
  SENDER_NOT_ALLOWED: 'from',
  MESSAGE_EMPTY: 'body',
  MESSAGE_TOO_LONG: 'body',
  TEMPLATE_NOT_APPROVED: 'contentSid',
  TEMPLATE_VARIABLES_MISSING: 'contentVariables',
  FILE_NOT_ALLOWED: 'mediaSid',
  SEND_TIME_INVALID: 'sendAt',
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
  { mode }: Pick<Draft, 'mode'>,
): ErrorField | undefined {
  const field = FIELD_OF[code];
  const isShown = field && (KIND_OF[field] ?? kind) === kind && (field !== 'sendAt' || mode === 'later');
  return isShown ? field : undefined;
}
