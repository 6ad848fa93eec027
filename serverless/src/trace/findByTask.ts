import type { Twilio } from 'twilio';
import * as v from 'valibot';

import { agentsOfChannel } from '../interactions/agentsOfChannel';
import { taskOfInvite } from '../interactions/taskOfInvite';
import { failure } from '../runtime/Result';
import { attempt, twilioError } from '../runtime/twilioFailure';
import type { FlexConfiguration } from '../settings/flexConfiguration';
import type { StartFound } from './TraceStart';
import { foundStart, unknownStart } from './TraceStart';

/** Of one interaction. */
const MOST_CHANNELS = 3;
/** TaskRouter keeps its events for 30 days. */
export const THIRTY_DAYS_MINUTES = 43_200;

const attributes = v.pipe(v.string(), v.parseJson(), v.object({ conversationSid: v.string() }));
const eventAttributes = v.object({ task_attributes: attributes });

/** Undefined where the task is no conversation's. @param text the task's attributes, in JSON */
export function conversationOfTask(text: string): string | undefined {
  const parsed = v.safeParse(attributes, text);
  return parsed.success ? parsed.output.conversationSid : undefined;
}

/** The same, of an event of TaskRouter's about a task or a reservation. */
export function conversationOfEvent(data: unknown): string | undefined {
  const parsed = v.safeParse(eventAttributes, data);
  return parsed.success ? parsed.output.task_attributes.conversationSid : undefined;
}

/** @param sid a task's (`WT`) or a reservation's (`WR`) */
export async function findByTask(twilio: Twilio, { workspaceSid }: FlexConfiguration, sid: string): StartFound {
  const workspace = twilio.taskrouter.v1.workspaces(workspaceSid);
  const isTask = sid.startsWith('WT');
  const [fetched, events] = await Promise.all([
    isTask ? attempt(() => workspace.tasks(sid).fetch()) : undefined,
    // What TaskRouter has forgotten, its events tell for 30 days.
    attempt(() =>
      workspace.events.list({
        ...(isTask ? { taskSid: sid } : { reservationSid: sid }),
        minutes: THIRTY_DAYS_MINUTES,
        limit: 20,
      }),
    ),
  ]);
  if (fetched && !fetched.ok && fetched.error.status !== 404) return failure(twilioError(fetched.error));
  const own = fetched?.ok ? conversationOfTask(fetched.value.attributes) : undefined;
  if (own !== undefined) return foundStart(own);
  if (!events.ok) return failure(twilioError(events.error));
  for (const { eventData } of events.value) {
    const told = conversationOfEvent(eventData);
    if (told !== undefined) return foundStart(told);
  }
  return unknownStart('task', 'forgotten', sid);
}

/** By a task of it, for an interaction itself does not name its conversation. */
export async function findByInteraction(twilio: Twilio, configuration: FlexConfiguration, sid: string): StartFound {
  const interaction = twilio.flexApi.v1.interaction(sid);
  const channels = await attempt(() => interaction.channels.list({ limit: MOST_CHANNELS }));
  if (!channels.ok && channels.error.status !== 404) return failure(twilioError(channels.error));
  for (const channel of channels.ok ? channels.value : []) {
    const [participants, invites] = await Promise.all([
      attempt(() => interaction.channels(channel.sid).participants.list()),
      attempt(() => interaction.channels(channel.sid).invites.list({ limit: 50 })),
    ]);
    if (!participants.ok) return failure(twilioError(participants.error));
    if (!invites.ok) return failure(twilioError(invites.error));
    const byAgent = agentsOfChannel(participants.value).flatMap(({ taskSid }) => taskSid ?? []);
    const byInvite = invites.value.flatMap((invite) => taskOfInvite(invite) ?? []);
    const taskSid = byAgent.at(-1) ?? byInvite.at(-1);
    if (taskSid !== undefined) return findByTask(twilio, configuration, taskSid);
  }
  return unknownStart('interaction', 'forgotten', sid);
}

/**
 * Of a channel (`UO`) or an invite (`KG`), whose path needs the interaction's: Flex's own attributes of a task name them,
 * and TaskRouter searches these for as long as the task is there.
 * https://www.twilio.com/docs/flex/developer/conversations/interactions-api#task-attributes
 */
export async function findByLiveTask(twilio: Twilio, { workspaceSid }: FlexConfiguration, sid: string): StartFound {
  const isInvite = sid.startsWith('KG');
  const name = isInvite ? 'flexChannelInviteSid' : 'flexInteractionChannelSid';
  const listed = await attempt(() =>
    twilio.taskrouter.v1
      .workspaces(workspaceSid)
      .tasks.list({ evaluateTaskAttributes: `${name} == "${sid}"`, limit: 1 }),
  );
  if (!listed.ok) return failure(twilioError(listed.error));
  const [task] = listed.value;
  const conversationSid = task && conversationOfTask(task.attributes);
  if (conversationSid !== undefined) return foundStart(conversationSid);
  return unknownStart('interaction', isInvite ? 'inviteAlone' : 'channelAlone', sid);
}
