import * as v from 'valibot';

import { sid } from '../../../src/contract/sid';
import { liftLease } from '../conversations/liftLease';
import { writeInteraction } from '../interactions/interactionDocument';
import { reviveConversation } from '../interactions/reviveConversation';
import { defineFunction } from '../runtime/defineFunction';
import { failure, success } from '../runtime/Result';
import { twilioError } from '../runtime/twilioFailure';
import { webhookSignature } from '../runtime/webhookSignature';
import { readFlexConfiguration } from '../settings/flexConfiguration';

const ROUTE = 'interaction-events';
const invalid = 'REQUEST_INVALID';

/** https://www.twilio.com/docs/flex/developer/conversations/register-interactions-webhooks */
const interactionEvent = v.object(
  {
    EventType: v.string(invalid),
    InteractionSid: v.optional(sid('KD')),
    ChannelSid: v.optional(sid('UO')),
    /** The conversation's. */
    MediaChannelSid: v.optional(sid('CH')),
    ChannelStatus: v.optional(v.string(invalid)),
  },
  invalid,
);

const done = success({ status: 200, body: { ok: true as const } });

/**
 * `POST /interaction-events`: Twilio tells of an interaction's channel, which is kept so that the conversation's tasks
 * can be found by it, and the lease is lifted; and of one that fails after it was taken.
 */
export const handler = defineFunction({
  route: ROUTE,
  input: interactionEvent,
  guard: webhookSignature(ROUTE),
  // Most events are of no interest: nothing is looked up before it is known that one is.
  read: () => Promise.resolve(success(undefined)),

  async act(call, { input: { EventType, InteractionSid, ChannelSid, MediaChannelSid, ChannelStatus } }) {
    if (ChannelSid === undefined || MediaChannelSid === undefined) return done;
    if (EventType === 'onChannelCreated' && InteractionSid !== undefined) {
      call.log.about = MediaChannelSid;
      const channel = { interactionSid: InteractionSid, interactionChannelSid: ChannelSid };
      const [written, lifted] = await Promise.all([
        writeInteraction(call.twilio, MediaChannelSid, channel),
        liftLease(call.twilio, MediaChannelSid),
      ]);
      if (!written.ok) return failure(twilioError(written.error));
      return lifted.ok ? done : failure(twilioError(lifted.error));
    }
    const hasFailed = EventType === 'onChannelCreateFailed' || ChannelStatus === 'failed';
    if (!hasFailed) return done;
    call.log.about = MediaChannelSid;
    const configuration = await readFlexConfiguration(call.twilio);
    if (!configuration.ok) return configuration;
    const of = { conversationSid: MediaChannelSid, channelSid: ChannelSid };
    const revived = await reviveConversation({ call, configuration: configuration.value }, of);
    return revived.ok ? done : revived;
  },
});
