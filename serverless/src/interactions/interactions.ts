import type { Twilio } from 'twilio';
import * as v from 'valibot';

import { plainAddress } from '../../../src/contract/address/messagingAddress';
import { isExperimental, taskChannelOf } from '../../../src/contract/Channel';
import type { Channel } from '../../../src/contract/Channel';
import type { Result } from '../runtime/Result';
import { failure, success } from '../runtime/Result';
import type { TwilioFailure } from '../runtime/twilioFailure';
import { attempt, attemptTwice } from '../runtime/twilioFailure';
import type { FlexConfiguration } from '../settings/flexConfiguration';
import { conversationTasks } from './conversationTasks';
import { customerAttributes } from './customerAttributes';
import { taskOfInvite } from './taskOfInvite';

/** Interactions' own name of a channel. */
export const interactionTypeOf = (channel: Channel): string => (channel === 'chat' ? 'web' : channel);

/** What it takes on every account: in the place of a type that the account refuses, on the same conversation. */
export const FALLBACK_TYPE = 'web';

/** Whether the account may have refused the channel's type: https://www.twilio.com/docs/api/errors/45366 */
export const isTypeRefused = (channel: Channel, { status }: TwilioFailure): boolean =>
  isExperimental(channel) && (status === 400 || status === 422);

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

const taskAttributes = v.object({
  flexInteractionSid: v.string(),
  flexInteractionChannelSid: v.string(),
  conversations: v.fallback(v.optional(v.record(v.string(), v.unknown())), undefined),
});

/** https://www.twilio.com/docs/api/errors/80906: it is closed already. */
const NOT_OPEN = 80906;
/** The conversation has a live interaction already. */
export const CONFLICT = 409;

/** What the task that an agent begins is made of. */
export interface NewTask {
  channel: Channel;
  conversationSid: string;
  workerSid: string;
  /** The supervisor who began it for that agent. */
  startedBy?: string | undefined;
  queueSid: string;
  customerName: string | undefined;
  address: string;
  /** Undefined where the customer is a chat identity. */
  proxyAddress: string | undefined;
  /** Of an invite: the whole of what Flex Insights knows of the task before. */
  conversations?: InsightsAttributes | undefined;
}

/** What Flex Insights reads of a task. */
type InsightsAttributes = Record<string, unknown>;

/**
 * Routing of a task that goes to this agent alone. Flex accepts it by itself because of its direction. What Flex Insights
 * reads, Twilio writes by itself: https://www.twilio.com/docs/flex/developer/insights/enhance-integration
 */
function routingTo({ workspaceSid, workflowSid }: FlexConfiguration, task: NewTask) {
  const { channel, workerSid, startedBy, queueSid, customerName, address, proxyAddress, conversations } = task;
  const name = customerName ?? plainAddress(address);
  return {
    properties: {
      workspace_sid: workspaceSid,
      workflow_sid: workflowSid,
      queue_sid: queueSid,
      worker_sid: workerSid,
      task_channel_unique_name: taskChannelOf(channel),
      attributes: {
        direction: 'outbound',
        ...customerAttributes(name, address, proxyAddress),
        ...(conversations ? { conversations: { ...conversations, direction: 'Outbound', initiated_by: 'Agent' } } : {}),
        ...(startedBy === undefined ? {} : { messagingControls: { startedBy } }),
      },
    },
  };
}

/**
 * An interaction that an agent begins on a conversation; its task goes to that agent alone.
 * https://www.twilio.com/docs/flex/developer/conversations/interactions-api/interactions
 */
export async function createInteraction(
  twilio: Twilio,
  configuration: FlexConfiguration,
  task: NewTask,
): Promise<Result<Interaction, TwilioFailure>> {
  const { channel, conversationSid } = task;
  const made = await attempt(() =>
    twilio.flexApi.v1.interaction.create({
      channel: {
        type: interactionTypeOf(channel),
        initiated_by: 'agent',
        properties: { media_channel_sid: conversationSid },
      },
      routing: routingTo(configuration, task),
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
 * One more task on a channel that has lost its agent. An invite's task gets none of the first one's attributes.
 * https://www.twilio.com/docs/flex/developer/conversations/interactions-api/invites-subresource
 */
export async function inviteWorker(
  twilio: Twilio,
  configuration: FlexConfiguration,
  { interactionSid, interactionChannelSid }: Omit<Interaction, 'taskSid'>,
  task: NewTask,
): Promise<Result<Interaction, TwilioFailure>> {
  const { invites } = twilio.flexApi.v1.interaction(interactionSid).channels(interactionChannelSid);
  const made = await attempt(() => invites.create({ routing: routingTo(configuration, task) }));
  if (!made.ok) return made;
  const taskSid = taskOfInvite(made.value);
  if (taskSid === undefined) return failure({ uncertain: true });
  return success({ interactionSid, interactionChannelSid, taskSid });
}

/** The interaction on a conversation, and one of its tasks. */
export interface TaskOfConversation extends Interaction {
  assignmentStatus: string;
  conversations: InsightsAttributes | undefined;
}

export const sidsOf = ({ interactionSid, interactionChannelSid, taskSid }: Interaction): Interaction => ({
  interactionSid,
  interactionChannelSid,
  taskSid,
});

/** Somebody works on it or is offered it. An agent in wrap-up has left the conversation. */
export const isLive = ({ assignmentStatus }: TaskOfConversation): boolean =>
  ['pending', 'reserved', 'assigned', 'transferring'].includes(assignmentStatus);

/**
 * The interaction on a conversation by one of its tasks, a live one where there is one: interactions cannot be listed.
 * Twilio forgets tasks some minutes after they are completed.
 */
export async function findInteraction(
  ...of: Parameters<typeof conversationTasks>
): Promise<Result<TaskOfConversation | undefined, TwilioFailure>> {
  const listed = await conversationTasks(...of);
  if (!listed.ok) return listed;
  const tasks = listed.value.flatMap(({ sid, assignmentStatus, attributes }) => {
    const bound = v.safeParse(v.pipe(v.string(), v.parseJson(), taskAttributes), attributes);
    if (!bound.success) return [];
    const { flexInteractionSid, flexInteractionChannelSid, conversations } = bound.output;
    const sids = { interactionSid: flexInteractionSid, interactionChannelSid: flexInteractionChannelSid, taskSid: sid };
    return [{ ...sids, assignmentStatus, conversations }];
  });
  return success(tasks.find(isLive) ?? tasks[0]);
}

/**
 * Closes the interaction's channel and its tasks with it, which `wrapup` leaves to be wrapped up. Succeeds too where it is
 * closed already.
 */
export async function closeInteraction(
  twilio: Twilio,
  { interactionSid, interactionChannelSid }: Omit<Interaction, 'taskSid'>,
  tasks: 'wrapup' | 'closed' = 'closed',
): Promise<Result<unknown, TwilioFailure>> {
  const closed = await attemptTwice(() =>
    twilio.flexApi.v1
      .interaction(interactionSid)
      .channels(interactionChannelSid)
      .update({ status: 'closed', routing: { status: tasks } }),
  );
  if (!closed.ok && (closed.error.status === 404 || closed.error.code === NOT_OPEN)) return success(undefined);
  return closed;
}
