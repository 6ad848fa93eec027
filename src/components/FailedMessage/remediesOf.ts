import type { SentMessage } from '../../flex/conversations';

/**
 * Unsubscribed, blocked, or a number that can never get it: the same message would fail again, and to an unsubscribed
 * customer it may not be sent.
 */
const FINAL: readonly (number | undefined)[] = [21211, 21610, 21614, 30004, 30005, 30006, 63003, 63014, 63024, 63106];

/** Outside WhatsApp's 24 hours (63016), or a template that WhatsApp no longer takes. */
const TEMPLATE_NEEDED: readonly (number | undefined)[] = [63016, 63040, 63041, 63042];

/** What can be done about a message that was not delivered. `code` is Twilio's, undefined where it gave none. */
export function remediesOf(
  code: number | undefined,
  { contentSid, subject }: Pick<SentMessage, 'contentSid' | 'subject'>,
): { sendAgain: boolean; template: boolean } {
  const template = TEMPLATE_NEEDED.includes(code) || (Boolean(contentSid) && !FINAL.includes(code));
  // The values of a template are not in the message, and an e-mail has more than its text.
  const sendAgain = !template && !contentSid && !subject && !FINAL.includes(code);
  return { sendAgain, template };
}
