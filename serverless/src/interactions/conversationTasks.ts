import type { Twilio } from 'twilio';
import type { TaskInstance } from 'twilio/lib/rest/taskrouter/v1/workspace/task';
import * as v from 'valibot';

import { readStartRecord } from '../conversations/startRecord';
import type { Result } from '../runtime/Result';
import { success } from '../runtime/Result';
import type { TwilioFailure } from '../runtime/twilioFailure';
import { attempt } from '../runtime/twilioFailure';
import type { FlexConfiguration } from '../settings/flexConfiguration';
import { readDocument } from '../sync/syncStore';
import { channelIsOver } from './channelState';
import { customerTaskClaim } from './claimCustomerTask';
import type { InteractionChannel } from './interactionDocument';
import { readInteraction } from './interactionDocument';
import { taskOfInvite } from './taskOfInvite';

type Tasks = Promise<Result<TaskInstance[], TwilioFailure>>;

/** Whose tasks are wanted, and what the caller knows of it. */
export interface TasksOf {
  conversationSid: string;
  /** The conversation's, where they are at hand. */
  attributes?: string;
  /** No task was made that Twilio's webhook has not told of: where it has told of none, there is none. */
  isUntouched?: boolean;
  /** Twilio may have made a task a moment ago, of which nobody has been told yet. */
  isUncertain?: boolean;
}

/**
 * A conversation's tasks, ended ones too where Twilio has not forgotten them. They are found by the interaction that
 * Twilio has told of: while its channel lives, Twilio lets no second one stand on the conversation, so its tasks are
 * all. TaskRouter's search is for what is not to be known that way.
 */
export async function conversationTasks(twilio: Twilio, configuration: FlexConfiguration, of: TasksOf): Tasks {
  const { conversationSid, isUntouched, isUncertain } = of;
  if (isUncertain) return searchTasks(twilio, configuration, conversationSid);
  const [interaction, waits] = await Promise.all([
    readInteraction(twilio, conversationSid),
    waitsForReply(twilio, configuration, of),
  ]);
  if (interaction.ok && interaction.value) {
    const tasks = await tasksOfChannel(twilio, configuration, interaction.value);
    if (!tasks.ok) return tasks;
    if (tasks.value) return success(tasks.value);
  } else if (interaction.ok && (isUntouched || waits)) return success([]);
  return searchTasks(twilio, configuration, conversationSid);
}

/** Whether the customer's reply is still to make the first task, by our own function. */
async function waitsForReply(
  twilio: Twilio,
  { settings }: FlexConfiguration,
  { conversationSid, attributes = '{}' }: TasksOf,
): Promise<boolean> {
  const { reply, leftHalfDone } = readStartRecord(attributes) ?? {};
  if (!reply || reply.repliedAt !== undefined || leftHalfDone) return false;
  if (settings.outreach.studioFlowSid !== undefined) return false;
  const begun = await readDocument(twilio, customerTaskClaim('reply', conversationSid));
  return begun.ok && begun.value === undefined;
}

const agent = v.object({ routingProperties: v.object({ task_sid: v.string() }) });

/**
 * By the channel's invites, of which the first task is one, and by the agents inside. Undefined where the channel is over
 * or tells of no task.
 * https://www.twilio.com/docs/flex/developer/conversations/interactions-api/invites-subresource
 */
async function tasksOfChannel(
  twilio: Twilio,
  { workspaceSid }: FlexConfiguration,
  interaction: InteractionChannel,
): Promise<Result<TaskInstance[] | undefined, TwilioFailure>> {
  const { interactionSid, interactionChannelSid } = interaction;
  const channel = twilio.flexApi.v1.interaction(interactionSid).channels(interactionChannelSid);
  const [isOver, invites, participants] = await Promise.all([
    channelIsOver(twilio, interaction),
    attempt(() => channel.invites.list()),
    attempt(() => channel.participants.list()),
  ]);
  if (!isOver.ok) return isOver;
  if (isOver.value) return success(undefined);
  if (!invites.ok) return invites;
  if (!participants.ok) return participants;
  const invited = invites.value.flatMap((item) => taskOfInvite(item) ?? []);
  const inside = participants.value.flatMap((item) => {
    const parsed = v.safeParse(agent, item);
    return parsed.success ? [parsed.output.routingProperties.task_sid] : [];
  });
  const sids = [...new Set([...invited, ...inside])];
  if (sids.length === 0) return success(undefined);

  const { tasks } = twilio.taskrouter.v1.workspaces(workspaceSid);
  const found: TaskInstance[] = [];
  for (const task of await Promise.all(sids.map((sid) => attempt(() => tasks(sid).fetch())))) {
    if (task.ok) found.push(task.value);
    // Twilio forgets a task some minutes after it is completed.
    else if (task.error.status !== 404) return task;
  }
  return success(found);
}

const MOST_TASKS = 20;

/** TaskRouter takes three such questions in a second, of the whole account. */
const searchTasks = (twilio: Twilio, { workspaceSid }: FlexConfiguration, conversationSid: string): Tasks =>
  attempt(() =>
    twilio.taskrouter.v1
      .workspaces(workspaceSid)
      .tasks.list({ evaluateTaskAttributes: `conversationSid == "${conversationSid}"`, limit: MOST_TASKS }),
  );
