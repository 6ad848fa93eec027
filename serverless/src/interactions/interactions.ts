import type { Twilio } from 'twilio';
import * as v from 'valibot';

import { taskChannelOf } from '../../../src/contract/Channel';
import type { Channel } from '../../../src/contract/Channel';
import type { Result } from '../runtime/Result';
import { failure, success } from '../runtime/Result';
import type { TwilioFailure } from '../runtime/twilioFailure';
import { attempt, attemptTwice } from '../runtime/twilioFailure';
import type { FlexConfiguration } from '../settings/flexConfiguration';

/** An interaction on a conversation, and the task that brings it to an agent. */
export interface Interaction {
  interactionSid: string;
  interactionChannelSid: string;
  taskSid: string;
}

const created = v.object({
  sid: v.string(),
  channel: v.object({ sid: v.string() }),
  routing: v.object({ properties: v.object({ sid: v.string() }) }),
});

const taskAttributes = v.object({ flexInteractionSid: v.string(), flexInteractionChannelSid: v.string() });

/** https://www.twilio.com/docs/api/errors/80906: it is closed already. */
const NOT_OPEN = 80906;

/**
 * An interaction that an agent begins on a conversation; its task goes to that agent alone.
 * https://www.twilio.com/docs/flex/developer/conversations/interactions-api/interactions
 */
export async function createInteraction(
  twilio: Twilio,
  configuration: FlexConfiguration,
  interaction: {
    channel: Channel;
    conversationSid: string;
    workerSid: string;
    customerName: string | undefined;
    address: string;
    proxyAddress: string;
  },
): Promise<Result<Interaction, TwilioFailure>> {
  const { channel, conversationSid, workerSid, customerName, address, proxyAddress } = interaction;
  const name = customerName ?? address.replace(/^whatsapp:/, '');
  const made = await attempt(() =>
    twilio.flexApi.v1.interaction.create({
      channel: { type: channel, initiated_by: 'agent', properties: { media_channel_sid: conversationSid } },
      routing: {
        properties: {
          workspace_sid: configuration.workspaceSid,
          workflow_sid: configuration.workflowSid,
          queue_sid: configuration.taskQueueSid,
          worker_sid: workerSid,
          task_channel_unique_name: taskChannelOf(channel),
          // Flex titles the task by `from`, and the customer in the conversation by `customerName`.
          attributes: { from: name, name, customerName: name, customerAddress: address, proxyAddress },
        },
      },
    }),
  );
  if (!made.ok) return made;
  const parsed = v.safeParse(created, made.value);
  if (!parsed.success) return failure({ uncertain: true });
  const { sid, channel: interactionChannel, routing } = parsed.output;
  return success({
    interactionSid: sid,
    interactionChannelSid: interactionChannel.sid,
    taskSid: routing.properties.sid,
  });
}

/**
 * The interaction on a conversation, found by its task, since interactions cannot be listed. TaskRouter takes three
 * such questions in a second: it is for the rare case only.
 */
export async function findInteraction(
  twilio: Twilio,
  { workspaceSid }: FlexConfiguration,
  conversationSid: string,
): Promise<Result<Interaction | undefined, TwilioFailure>> {
  const listed = await attempt(() =>
    twilio.taskrouter.v1
      .workspaces(workspaceSid)
      .tasks.list({ evaluateTaskAttributes: `conversationSid == "${conversationSid}"`, limit: 1 }),
  );
  if (!listed.ok) return listed;
  const [task] = listed.value;
  if (!task) return success(undefined);
  const attributes = v.safeParse(v.pipe(v.string(), v.parseJson(), taskAttributes), task.attributes);
  if (!attributes.success) return success(undefined);
  return success({
    interactionSid: attributes.output.flexInteractionSid,
    interactionChannelSid: attributes.output.flexInteractionChannelSid,
    taskSid: task.sid,
  });
}

/** Closes the interaction's channel and its task with it. Succeeds too where it is closed already. */
export async function closeInteraction(
  twilio: Twilio,
  { interactionSid, interactionChannelSid }: Interaction,
): Promise<Result<unknown, TwilioFailure>> {
  const closed = await attemptTwice(() =>
    twilio.flexApi.v1
      .interaction(interactionSid)
      .channels(interactionChannelSid)
      .update({ status: 'closed', routing: { status: 'closed' } }),
  );
  if (!closed.ok && (closed.error.status === 404 || closed.error.code === NOT_OPEN)) return success(undefined);
  return closed;
}
