import { MESSAGE_LIMIT } from '../../contract/startConversation';
import type { ClientError } from '../../backend/ClientError';
import type { Translate } from '../../strings/translate';
import type { Field } from './draft';

/** Stands where a sentence has a place for something that nobody told. */
export const UNKNOWN = '–';

/** What happened and what to do, for the person. */
export const errorSentence = (t: Translate, error: ClientError): string =>
  t(`error_${error.code}`, {
    limit: MESSAGE_LIMIT,
    twilioCode: error.twilio?.code ?? UNKNOWN,
    conversationSid: error.conversationSid ?? UNKNOWN,
    customerTime: error.quietHours?.customerTime ?? UNKNOWN,
    quietFrom: error.quietHours?.from ?? UNKNOWN,
    quietTo: error.quietHours?.to ?? UNKNOWN,
  });

const FIELD_OF: Partial<Record<ClientError['code'], Field>> = {
  NUMBER_INVALID: 'to',
  NUMBER_IS_OURS: 'to',
  SENDER_NOT_ALLOWED: 'from',
  MESSAGE_EMPTY: 'body',
  MESSAGE_TOO_LONG: 'body',
};

/** The field that the sentence belongs to; undefined when it is about the whole form. */
export const fieldOf = (error: ClientError): Field | undefined => FIELD_OF[error.code];
