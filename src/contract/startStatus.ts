import * as v from 'valibot';

import { sid } from './sid';
import { startEntries } from './startConversation';

/**
 * `POST /start-status`: whether the task of a conversation that the agent has started will still come. To be asked where
 * it has not arrived: Twilio sets the interaction up after it has answered, and that may fail.
 * https://www.twilio.com/docs/flex/developer/conversations/interactions-api/interactions
 */
export const startStatusRequest = v.object(
  {
    requestId: startEntries.requestId,
    /** Those of the answer. */
    conversationSid: sid('CH'),
    interactionSid: sid('KD'),
    interactionChannelSid: sid('UO'),
  },
  'REQUEST_INVALID',
);

export const startStatusResponse = v.object({
  ok: v.literal(true),
  /** `failed`: it never comes. The customer has the message, and their reply makes a task for the agent. */
  status: v.picklist(['opening', 'failed']),
  /** Why, https://www.twilio.com/docs/api/errors */
  twilioCode: v.optional(v.number()),
});

export type StartStatusRequest = v.InferInput<typeof startStatusRequest>;
