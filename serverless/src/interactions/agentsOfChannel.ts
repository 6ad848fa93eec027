import * as v from 'valibot';

/** An agent among an interaction's participants. */
export interface ChannelAgent {
  participantSid: string;
  workerSid: string;
  taskSid: string | undefined;
}

const agent = v.object({
  sid: v.string(),
  type: v.literal('agent'),
  routingProperties: v.object({ worker_sid: v.string(), task_sid: v.optional(v.string()) }),
});

/** https://www.twilio.com/docs/flex/developer/conversations/interactions-api/interaction-channel-participants */
export const agentsOfChannel = (participants: readonly unknown[]): ChannelAgent[] =>
  participants.flatMap((participant) => {
    const parsed = v.safeParse(agent, participant);
    if (!parsed.success) return [];
    const { sid, routingProperties } = parsed.output;
    return [{ participantSid: sid, workerSid: routingProperties.worker_sid, taskSid: routingProperties.task_sid }];
  });
