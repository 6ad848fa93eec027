import * as v from 'valibot';

import { CHANNELS } from './Channel';
import { CONSENT_KINDS, CONSENT_SOURCES } from './consentKind';
import { sid } from './sid';
import { messageEntries as entries } from './startConversation';
import { isBlank, line } from './text';

const invalid = 'REQUEST_INVALID';

/** Why a customer is opted out, or in again; where and when they have agreed. It is kept. */
const reason = v.pipe(
  line(invalid, 500),
  v.check((text) => !isBlank(text), invalid),
);

/** Of a conversation, or by channel and addresses: where there is a conversation, its own customer and sender count. */
const whom = {
  conversationSid: v.optional(sid('CH')),
  channel: v.optional(entries.channel),
  to: v.optional(entries.to),
  from: v.optional(entries.from),
};

/**
 * `POST /consent`: whether a customer wants messages from a sender. `read` changes nothing; `optOut` keeps that they have
 * asked an agent for no more; `lift` ends that, and `record` keeps that they have agreed. What the customer has said to
 * Twilio itself only they end.
 */
export const consentRequest = v.pipe(
  v.variant(
    'act',
    [
      v.object({ act: v.literal('read', invalid), ...whom }, invalid),
      v.object({ act: v.picklist(['optOut', 'lift'], invalid), ...whom, reason }, invalid),
      v.object(
        { act: v.literal('record', invalid), ...whom, reason, kind: v.picklist(['explicit', 'double'], invalid) },
        invalid,
      ),
    ],
    invalid,
  ),
  v.check(
    (given) =>
      given.conversationSid !== undefined ||
      (given.channel !== undefined && given.to !== undefined && given.from !== undefined),
    invalid,
  ),
);

export const consentResponse = v.object({
  ok: v.literal(true),
  consent: v.object({
    channel: v.picklist(CHANNELS),
    /** The sender's name. */
    sender: v.string(),
    /** Undefined where the customer gets messages. */
    optOut: v.optional(
      v.object({
        /** `customer`: they wrote STOP, blocked us, or Twilio tells so. */
        by: v.picklist(['customer', 'agent']),
        /** ISO 8601. */
        at: v.string(),
        /** Of the agent, where it is known. */
        name: v.optional(v.string()),
        reason: v.optional(v.string()),
      }),
    ),
    /** What the customer has agreed to; undefined for nothing. */
    given: v.optional(
      v.object({
        kind: v.picklist(CONSENT_KINDS),
        source: v.picklist(CONSENT_SOURCES),
        /** ISO 8601. */
        at: v.string(),
        /** The agent's, the system's or the website's name, where it is known. */
        name: v.optional(v.string()),
        /** What the agent wrote about it. */
        note: v.optional(v.string()),
      }),
    ),
    /** What a first message needs by the settings, where that is more. */
    missing: v.optional(v.picklist(CONSENT_KINDS)),
    /** What the settings let the one who asks do about it as it stands. */
    may: v.object({ optOut: v.boolean(), lift: v.boolean(), record: v.boolean() }),
  }),
});

export type ConsentRequest = v.InferInput<typeof consentRequest>;
export type Consent = v.InferOutput<typeof consentResponse>['consent'];
