import { TwilioError } from '../../http/TwilioError';

/** Lengths that Twilio allows. https://www.twilio.com/docs/conversations-classic/conversations-limits */
export const CONVERSATION_ATTRIBUTES_BYTES = 16 * 1024;
export const ATTRIBUTES_BYTES = 4 * 1024;
export const CHAT_BODY_CHARACTERS = 32 * 1024;
export const MESSAGING_BODY_CHARACTERS = 1600;
export const SCOPED_WEBHOOKS = 5;
export const PARTICIPANTS_AT_ONCE = 10;
export const PARTICIPANT_CONVERSATIONS_PAGE = 50;

/** Attributes as they are kept: JSON text, `{}` where none is given. Throws 50304 for bad JSON, 50303 for too much. */
export function checkedAttributes(attributes: string | undefined, maximumBytes: number): string {
  if (!attributes) return '{}';
  try {
    JSON.parse(attributes);
  } catch {
    throw new TwilioError(400, 50304, 'Attributes not valid JSON');
  }
  if (Buffer.byteLength(attributes) > maximumBytes) throw new TwilioError(400, 50303, 'Attributes too long');
  return attributes;
}
