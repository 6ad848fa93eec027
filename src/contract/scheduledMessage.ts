import * as v from 'valibot';

import { CHANNELS } from './Channel';

/** A message that Twilio sends later, as its agent sees it. */
export const scheduledMessage = v.object({
  requestId: v.string(),
  channel: v.picklist(CHANNELS),
  to: v.string(),
  from: v.string(),
  customerName: v.optional(v.string()),
  /** The text, or the template's with its variables filled in. */
  text: v.string(),
  /** True where the text is a template's and so cannot be changed. */
  isTemplate: v.boolean(),
  /** ISO 8601. */
  sendsAt: v.string(),
  timeZone: v.string(),
  /** As Twilio says. */
  status: v.picklist(['scheduled', 'sent', 'failed', 'cancelled']),
  /** It was cancelled because the customer wrote before its time. */
  isOvertaken: v.optional(v.boolean()),
  /** https://www.twilio.com/docs/api/errors, where it failed. */
  twilioCode: v.optional(v.number()),
});

/** `create` and `change` answer with the one message, `list` with the agent's, `cancel` with none. */
export const scheduleResponse = v.object({ ok: v.literal(true), scheduled: v.array(scheduledMessage) });

export type ScheduledMessage = v.InferOutput<typeof scheduledMessage>;
