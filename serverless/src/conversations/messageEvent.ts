import * as v from 'valibot';

import { sid } from '../../../src/contract/sid';

const invalid = 'REQUEST_INVALID';

/** What Twilio posts beside the text of a button that was pressed, or of a list's item. https://www.twilio.com/docs/messaging/guides/webhook-request */
export const buttonEntries = {
  ButtonPayload: v.optional(v.string()),
  ButtonText: v.optional(v.string()),
  ListId: v.optional(v.string()),
  ListTitle: v.optional(v.string()),
  /** JSON: what the channel tells besides. */
  ChannelMetadata: v.optional(v.string()),
} as const;

/** What tells that a message was not typed. */
export type ButtonEvent = Partial<Record<keyof typeof buttonEntries, string | undefined>>;

/** What Twilio posts of a message. https://www.twilio.com/docs/conversations-classic/conversations-webhooks#onmessageadded */
export const messageEntries = {
  ChatServiceSid: sid('IS'),
  ConversationSid: sid('CH'),
  /** The customer's address or identity, or an agent's identity. */
  Author: v.optional(v.string(invalid), ''),
  /** `SMS`, `WHATSAPP`, `SDK`, `API` … */
  Source: v.optional(v.string(invalid)),
  Body: v.optional(v.string(invalid)),
  ...buttonEntries,
} as const;
