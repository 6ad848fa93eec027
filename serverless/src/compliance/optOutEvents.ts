import * as v from 'valibot';

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
  Source: v.optional(v.string()),
  Body: v.optional(v.string()),
  ErrorCode: v.optional(v.string()),
  From: v.optional(v.string()),
  To: v.optional(v.string()),
  OptOutType: v.optional(v.string()),
});
export type MessagingEvent = v.InferOutput<typeof messagingEvent>;

export type OptOutChange = { kind: 'record'; cause: 'STOP' | number } | { kind: 'remove' };

const STOP: OptOutChange = { kind: 'record', cause: 'STOP' };
const START: OptOutChange = { kind: 'remove' };

/** Twilio's own words. https://help.twilio.com/articles/223134027-Twilio-support-for-opt-out-keywords-SMS-STOP-filtering- */
const STOP_WORDS = ['STOP', 'STOPALL', 'UNSUBSCRIBE', 'CANCEL', 'END', 'QUIT', 'REVOKE', 'OPTOUT'];
const START_WORDS = ['START', 'UNSTOP', 'YES'];

/** A word counts where it stands alone. */
function changeByWord(body: string | undefined): OptOutChange | undefined {
  const word = body?.trim().toUpperCase() ?? '';
  if (STOP_WORDS.includes(word)) return STOP;
  return START_WORDS.includes(word) ? START : undefined;
}

/** What an event changes about a customer's opt-out; undefined for all the others, which cost no call of Twilio's. */
export function optOutChange(event: MessagingEvent): OptOutChange | undefined {
  switch (event.EventType) {
    case 'onMessageAdded':
      // Agents and guests of a website write by SDK, systems by API.
      return event.Source === 'SDK' || event.Source === 'API' ? undefined : changeByWord(event.Body);
    case 'onDeliveryUpdated': {
      const cause = Number(event.ErrorCode);
      return isOptOutCode(cause) ? { kind: 'record', cause } : undefined;
    }
    case undefined:
      // Advanced Opt-Out knows the words of the account itself.
      if (event.OptOutType === 'STOP') return STOP;
      if (event.OptOutType === 'START') return START;
      return event.OptOutType === undefined ? changeByWord(event.Body) : undefined;
    default:
      return undefined;
  }
}
