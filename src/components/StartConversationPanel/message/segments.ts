import { SegmentedMessage } from 'sms-segments-calculator';

import type { Translate } from '../../../strings/translate';

/** How many SMS it is, and which characters make them short: https://www.twilio.com/docs/glossary/what-sms-character-limit */
export function segments(t: Translate, body: string): string {
  const message = new SegmentedMessage(body, 'auto');
  const special = [...new Set(message.getNonGsmCharacters())].slice(0, 5).join(' ');
  const { encodingName: encoding, segmentsCount } = message;
  const count = t('segments', { count: segmentsCount, encoding });
  return special ? `${count} · ${t('segmentsBecauseOf', { characters: special })}` : count;
}
