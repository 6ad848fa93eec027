import * as v from 'valibot';

import { isPhoneNumber } from '../../../src/contract/address/messagingAddress';
import { buttonEntries } from '../conversations/messageEvent';
import { isOptOutCode } from './optOuts';

/**
 * What Twilio posts about messages, as far as it matters here: the Conversations webhooks onMessageAdded and
 * onDeliveryUpdated, https://www.twilio.com/docs/conversations-classic/conversations-webhooks, and incoming messages,
 * https://www.twilio.com/docs/messaging/guides/webhook-request.
 */
export const messagingEvent = v.object({
  EventType: v.optional(v.string()),
  ChatServiceSid: v.optional(v.string()),
  ConversationSid: v.optional(v.string()),
  ParticipantSid: v.optional(v.string()),
  MessageSid: v.optional(v.string()),
  DeliveryReceiptSid: v.optional(v.string()),
  /** ISO 8601; an incoming message has none. */
  DateCreated: v.optional(v.string()),
  Author: v.optional(v.string()),
  Source: v.optional(v.string()),
  Body: v.optional(v.string()),
  ErrorCode: v.optional(v.string()),
  From: v.optional(v.string()),
  To: v.optional(v.string()),
  OptOutType: v.optional(v.string()),
  ...buttonEntries,
  /** Why a conversation's state has changed: `API`, `TIMER` or `EVENT`. */
  Reason: v.optional(v.string()),
  StateTo: v.optional(v.string()),
  /** ISO 8601. */
  StateUpdated: v.optional(v.string()),
  /** Of a receipt. */
  Status: v.optional(v.string()),
});
export type MessagingEvent = v.InferOutput<typeof messagingEvent>;

export type OptOutChange = { kind: 'record'; cause: 'STOP' | number } | { kind: 'remove' };

const STOP: OptOutChange = { kind: 'record', cause: 'STOP' };
const START: OptOutChange = { kind: 'remove' };

/**
 * Twilio's own words, to which it listens on SMS and MMS alone; those of the other channels are the settings'. https://help.twilio.com/articles/223134027-Twilio-support-for-opt-out-keywords-SMS-STOP-filtering-
 */
const STOP_WORDS = ['STOP', 'STOPALL', 'UNSUBSCRIBE', 'CANCEL', 'END', 'QUIT', 'REVOKE', 'OPTOUT'];
const START_WORDS = ['START', 'UNSTOP', 'YES'];

/** A word counts where it stands alone. */
function changeByWord({ author, body }: { author: string | undefined; body: string | undefined }) {
  if (author === undefined || !isPhoneNumber(author)) return undefined;
  const word = body?.trim().toUpperCase() ?? '';
  if (STOP_WORDS.includes(word)) return STOP;
  return START_WORDS.includes(word) ? START : undefined;
}

/**
 * What an event changes about a customer's opt-out by the words of SMS and by what Twilio itself calls an opt-out;
 * undefined for all the others, which cost no call of Twilio's.
 */
export function optOutChange(event: MessagingEvent): OptOutChange | undefined {
  const { EventType, Author, From, Source, Body: body, ErrorCode, OptOutType } = event;
  switch (EventType) {
    case 'onMessageAdded':
      // Agents and guests of a website write by SDK, systems by API.
      return Source === 'SDK' || Source === 'API' ? undefined : changeByWord({ author: Author, body });
    case 'onDeliveryUpdated': {
      const cause = Number(ErrorCode);
      return isOptOutCode(cause) ? { kind: 'record', cause } : undefined;
    }
    case undefined:
      // Advanced Opt-Out knows the words of the account itself.
      if (OptOutType === 'STOP') return STOP;
      if (OptOutType === 'START') return START;
      return OptOutType === undefined ? changeByWord({ author: From, body }) : undefined;
    default:
      return undefined;
  }
}
