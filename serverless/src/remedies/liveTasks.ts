import type { Twilio } from 'twilio';
import * as v from 'valibot';

import { conversationTasks } from '../interactions/conversationTasks';
import type { TasksOf } from '../interactions/conversationTasks';
import type { Result } from '../runtime/Result';
import { failure, success } from '../runtime/Result';
import type { TwilioFailure } from '../runtime/twilioFailure';
import { attempt } from '../runtime/twilioFailure';
import type { FlexConfiguration } from '../settings/flexConfiguration';

/** A task by which somebody is, or is about to be, at work on a conversation. */
export interface LiveTask {
  sid: string;
  /** False while it waits in a queue or rings. */
  isAccepted: boolean;
  /** Who works on it, or whom it rings at; undefined while it waits in a queue. */
  workerSid: string | undefined;
  queueSid: string;
  interactionSid: string;
  interactionChannelSid: string;
  attributes: Record<string, unknown>;
}

const taskAttributes = v.pipe(
  v.string(),
  v.parseJson(),
  v.looseObject({ flexInteractionSid: v.string(), flexInteractionChannelSid: v.string() }),
);

/** An agent in wrap-up has left the conversation. */
const LIVE: readonly string[] = ['pending', 'reserved', 'assigned', 'transferring'];

/** The conversation's tasks that are not over, those that agents work on first. */
export async function liveTasks(
  twilio: Twilio,
  configuration: FlexConfiguration,
  of: TasksOf,
): Promise<Result<LiveTask[], TwilioFailure>> {
  const { tasks } = twilio.taskrouter.v1.workspaces(configuration.workspaceSid);
  const listed = await conversationTasks(twilio, configuration, of);
  if (!listed.ok) return listed;
  const live = listed.value.filter(({ assignmentStatus }) => LIVE.includes(assignmentStatus));
  const found = await Promise.all(
    live.map(async (task) => ({ task, reservations: await attempt(() => tasks(task.sid).reservations.list()) })),
  );
  const result: LiveTask[] = [];
  for (const { task, reservations } of found) {
    if (!reservations.ok) return failure(reservations.error);
    const attributes = v.safeParse(taskAttributes, task.attributes);
    if (!attributes.success) continue;
    const isAccepted = ['assigned', 'transferring'].includes(task.assignmentStatus);
    const reservation = reservations.value.find(
      ({ reservationStatus }) => reservationStatus === (isAccepted ? 'accepted' : 'pending'),
    );
    result.push({
      sid: task.sid,
      isAccepted,
      workerSid: reservation?.workerSid,
      queueSid: task.taskQueueSid,
      interactionSid: attributes.output.flexInteractionSid,
      interactionChannelSid: attributes.output.flexInteractionChannelSid,
      attributes: attributes.output,
    });
  }
  return success(result.sort((one, other) => Number(other.isAccepted) - Number(one.isAccepted)));
}
