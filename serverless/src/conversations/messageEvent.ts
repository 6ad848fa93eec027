import * as v from 'valibot';

import { sid } from '../../../src/contract/sid';

const invalid = 'REQUEST_INVALID';

/** What Twilio posts of a message. https://www.twilio.com/docs/conversations-classic/conversations-webhooks#onmessageadded */
export const messageEntries = {
  ChatServiceSid: sid('IS'),
  ConversationSid: sid('CH'),
  /** The customer's address or identity, or an agent's identity. */
  Author: v.optional(v.string(invalid), ''),
  /** `SMS`, `WHATSAPP`, `SDK`, `API` … */
  Source: v.optional(v.string(invalid)),
  Body: v.optional(v.string(invalid)),
} as const;
