import type { StringKey } from './StringTable';
import type { Translate } from './translate';

/** Why Twilio did not do or deliver it, in plain words, and what to do. https://www.twilio.com/docs/api/errors */
export function twilioReason(t: Translate, code: number | undefined): string {
  if (!code) {
    return t('twilioNoReason');
  }
  const key = `twilio_${code}`;
  return t.has(key) ? t(key as StringKey) : t('twilioUnknown', { twilioCode: code });
}
