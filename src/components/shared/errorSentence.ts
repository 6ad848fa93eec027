import type { ClientError } from '../../backend/ClientError';
import { MESSAGE_LIMIT } from '../../contract/messageLimit';
import type { PeopleStringKey } from '../../strings/people/peopleStrings';
import type { StartForStringKey } from '../../strings/startFor/startForStrings';
import type { StringKey } from '../../strings/StringTable';
import type { Translate } from '../../strings/translate';
import { twilioReason } from '../../strings/twilioReason';

/** Stands where a sentence has a place for something that nobody told. */
export const UNKNOWN = '–';

/** What happened and what to do, for the person. What the people's tab or a start for a colleague alone can meet stands among their own strings. */
export function errorSentence(t: Translate, error: ClientError): string {
  const key: StringKey | PeopleStringKey | StartForStringKey = `error_${error.code}`;
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
