import * as v from 'valibot';

import { quietHoursSchema } from './errors';
import { CONSENT_KINDS } from './consentKind';
import { LINE_TYPES } from './lineType';
import { messageEntries as entries } from './startConversation';

/** `POST /checks`: what stands in the way of a message to this customer, before it is written. Changes nothing. */
export const checksRequest = v.object(
  {
    channel: entries.channel,
    to: entries.to,
    from: entries.from,
    otherAddresses: entries.otherAddresses,
    customerTimeZone: entries.customerTimeZone,
    /** The number is complete: what kind of line it is may be looked up, where the settings say so. It costs money. */
    lookUp: v.optional(v.literal('true', 'REQUEST_INVALID')),
  },
  'REQUEST_INVALID',
);

/** Who may tell where a customer is: an agent, who has kept it; their contact provider, or a system; the settings. */
const TIME_ZONE_SOURCES = ['agent', 'contact', 'settings'] as const;

export const checksResponse = v.object({
  ok: v.literal(true),
  checks: v.object({
    /** The customer wrote STOP to this sender, or blocked it. */
    optedOut: v.boolean(),
    /** Given where the settings ask for a consent that the customer has not given. */
    consentMissing: v.optional(v.picklist(CONSENT_KINDS)),
    /** Where the customer is, or may be by their number: IANA names with the time there, `HH:MM`. Empty where nobody can tell. */
    customerTimes: v.array(v.object({ timeZone: v.string(), time: v.string() })),
    /** Whether the one who asks may keep where the customer is. */
    mayKeepTimeZone: v.optional(v.boolean()),
    /** Who tells the first of `customerTimes`, where it is more than the number. */
    timeZoneSource: v.optional(
      v.object({
        from: v.picklist(TIME_ZONE_SOURCES),
        /** False where quiet hours go by the number too. */
        isAlone: v.boolean(),
        /** Of an agent's: their name, where it is known, and when they kept it, ISO 8601. */
        name: v.optional(v.string()),
        at: v.optional(v.string()),
      }),
    ),
    /** Given where it is quiet now. */
    quietHours: v.optional(quietHoursSchema),
    /** Given where the settings have quiet hours on this channel: `HH:MM`, by the customer's clock, wherever they may be. */
    quietWindow: v.optional(v.object({ from: v.string(), to: v.string() })),
    /** On channels with a 24-hour window: when it closes (ISO 8601), null where it is shut. */
    windowClosesAt: v.optional(v.nullable(v.string())),
    /** The kind of the number's line, where it was looked up, and whether the settings let nothing be sent to it. */
    line: v.optional(v.object({ type: v.picklist(LINE_TYPES), isRefused: v.boolean() })),
    /** The conversation with this customer from this sender that is open, at whichever of their addresses. */
    openConversationSid: v.optional(v.string()),
  }),
});

export type ChecksRequest = v.InferInput<typeof checksRequest>;
export type Checks = v.InferOutput<typeof checksResponse>['checks'];
