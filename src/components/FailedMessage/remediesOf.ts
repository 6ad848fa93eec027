import { isFinalFailure } from '../../contract/finalFailure';
import type { SentMessage } from '../../flex/conversations';

/** Outside WhatsApp's 24 hours (63016), or a template that WhatsApp no longer takes. */
const TEMPLATE_NEEDED: readonly (number | undefined)[] = [63016, 63040, 63041, 63042];

/** What can be done about a message that was not delivered. `code` is Twilio's, undefined where it gave none. */
export function remediesOf(
  code: number | undefined,
  { contentSid, subject }: Pick<SentMessage, 'contentSid' | 'subject'>,
): { sendAgain: boolean; template: boolean } {
  const template = TEMPLATE_NEEDED.includes(code) || (Boolean(contentSid) && !isFinalFailure(code));
  // The values of a template are not in the message, and an e-mail has more than its text.
  const sendAgain = !template && !contentSid && !subject && !isFinalFailure(code);
  return { sendAgain, template };
}
