import * as v from 'valibot';

import { sid } from '../../../src/contract/sid';
import { liftLease } from '../conversations/liftLease';
import { writeInteraction } from '../interactions/interactionDocument';
import { reviveConversation } from '../interactions/reviveConversation';
import type { Where } from '../people/inside';
import { readInside } from '../people/inside';
import { isUnsettled, readInvites } from '../people/invites';
import { settleJoined } from '../people/settleInvites';
import type { Answer } from '../runtime/defineFunction';
import { defineFunction } from '../runtime/defineFunction';
import type { FunctionCall } from '../runtime/FunctionCall';
import type { FunctionError } from '../runtime/FunctionError';
import type { Result } from '../runtime/Result';
import { failure, success } from '../runtime/Result';
import { now } from '../runtime/Surroundings';
import { twilioError } from '../runtime/twilioFailure';
import { webhookSignature } from '../runtime/webhookSignature';
import { readFlexConfiguration } from '../settings/flexConfiguration';
import { keepAct, keepEvent, keepEventOfDay } from '../trace/acts';

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
    ErrorCode: v.optional(v.string(invalid)),
    ParticipantSid: v.optional(sid('UT')),
    ParticipantType: v.optional(v.string(invalid)),
    /** The task by which an agent has come in. */
    TaskSid: v.optional(sid('WT')),
  },
  invalid,
);

const done = success({ status: 200, body: { ok: true as const } });

/**
 * `POST /interaction-events`: Twilio tells of an interaction's channel, which is kept so that the conversation's tasks
 * can be found by it, and the lease is lifted; of one that fails after it was taken; and of an agent who has come in, whose
 * invite may have others to go. All of it is kept for the trace.
 */
export const handler = defineFunction({
  route: ROUTE,
  input: interactionEvent,
  guard: webhookSignature(ROUTE),
  // Most events are of no interest: nothing is looked up before it is known that one is.
  read: () => Promise.resolve(success(undefined)),

  async act(call, { input }) {
    const { EventType, InteractionSid, ChannelSid, MediaChannelSid, ChannelStatus, ErrorCode } = input;
    if (ChannelSid === undefined || MediaChannelSid === undefined) return done;
    if (EventType === 'onChannelCreated' && InteractionSid !== undefined) {
      call.log.about = MediaChannelSid;
      const channel = { interactionSid: InteractionSid, interactionChannelSid: ChannelSid };
      const act = { at: now(call.twilio).toISOString(), by: 'twilio', act: 'interaction', outcome: InteractionSid };
      const [written, lifted] = await Promise.all([
        writeInteraction(call.twilio, MediaChannelSid, channel, act),
        liftLease(call.twilio, MediaChannelSid),
        keepEventOfDay(call, MediaChannelSid, act),
      ]);
      if (!written.ok) return failure(twilioError(written.error));
      return lifted.ok ? done : failure(twilioError(lifted.error));
    }
    if (EventType === 'onParticipantJoined' && InteractionSid !== undefined) {
      call.log.about = MediaChannelSid;
      const channel = { interactionSid: InteractionSid, interactionChannelSid: ChannelSid };
      const outcome = input.TaskSid ?? input.ParticipantSid;
      const isAgent = input.ParticipantType === 'agent' && outcome !== undefined;
      const [settled] = await Promise.all([
        settleConversation(call, { conversationSid: MediaChannelSid, ...channel }),
        isAgent && keepEvent(call, MediaChannelSid, { act: 'agentJoined', outcome }),
      ]);
      return settled;
    }
    const hasFailed = EventType === 'onChannelCreateFailed' || ChannelStatus === 'failed';
    if (!hasFailed) return done;
    call.log.about = MediaChannelSid;
    const configuration = await readFlexConfiguration(call.twilio);
    if (!configuration.ok) return configuration;
    const of = { conversationSid: MediaChannelSid, channelSid: ChannelSid };
    const keep = (by: string, act: string, outcome: string) =>
      keepAct(call, configuration.value, MediaChannelSid, { by, act, outcome });
    const [revived] = await Promise.all([
      reviveConversation({ call, configuration: configuration.value }, of),
      keep('twilio', 'interactionFailed', `${Number(ErrorCode) > 0 ? `${ErrorCode} ` : ''}${ChannelSid}`),
    ]);
    if (!revived.ok) return revived;
    if (revived.value === 'revived') await keep('net', 'interactionFailed', 'handedOver');
    return done;
  },
});

async function settleConversation(call: FunctionCall, where: Where): Promise<Result<Answer, FunctionError>> {
  const invites = await readInvites(call.twilio, where.conversationSid);
  if (!invites.ok) return failure(twilioError(invites.error));
  if (!invites.value.some(isUnsettled)) return done;
  const configuration = await readFlexConfiguration(call.twilio);
  if (!configuration.ok) return configuration;
  const inside = await readInside(call.twilio, configuration.value, where);
  if (!inside.ok) return failure(twilioError(inside.error));
  const settled = await settleJoined(call, configuration.value, inside.value);
  return settled.ok ? done : failure(twilioError(settled.error));
}
