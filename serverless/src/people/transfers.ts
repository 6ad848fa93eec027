import * as v from 'valibot';

import { taskOfInvite } from '../interactions/taskOfInvite';
import type { FunctionCall } from '../runtime/FunctionCall';
import type { Result } from '../runtime/Result';
import { success } from '../runtime/Result';
import { now } from '../runtime/Surroundings';
import type { TwilioFailure } from '../runtime/twilioFailure';
import { attempt } from '../runtime/twilioFailure';
import type { FlexConfiguration } from '../settings/flexConfiguration';
import type { Inside } from './inside';

/** Twilio tells when it was made, in seconds. */
const dated = v.object({ routing: v.object({ properties: v.object({ date_created: v.number() }) }) });

const ONE_DAY_SECONDS = 86_400;
/** As every invite of ours is marked; a transfer hands the mark of an earlier one on. */
const marked = v.pipe(v.string(), v.parseJson(), v.object({ messagingControls: v.object({ inviteId: v.string() }) }));
/** In a queue, or ringing at somebody. */
const UNANSWERED: readonly string[] = ['pending', 'reserved'];

/**
 * Whether somebody is on their way into the conversation whom none of our invites asks, as by Flex's own transfer. Twilio
 * lists no transfers; each makes an invite on the interaction's channel. One call, and one for each such invite of a day.
 * https://www.twilio.com/docs/flex/developer/conversations/interactions-api/invites-subresource
 */
export async function isTransferred(
  { twilio }: Pick<FunctionCall, 'twilio'>,
  { workspaceSid }: FlexConfiguration,
  { interactionSid, interactionChannelSid, agents, invites }: Inside,
): Promise<Result<boolean, TwilioFailure>> {
  const channel = twilio.flexApi.v1.interaction(interactionSid).channels(interactionChannelSid);
  const listed = await attempt(() => channel.invites.list());
  if (!listed.ok) return listed.error.status === 404 ? success(false) : listed;
  const ours = new Set([...agents, ...invites].map(({ taskSid }) => taskSid));
  const begun = invites.flatMap(({ id, taskSid }) => (taskSid === undefined ? [id] : []));
  const earliest = now(twilio).getTime() / 1_000 - ONE_DAY_SECONDS;
  const others = listed.value.flatMap((item) => {
    const sid = taskOfInvite(item);
    const parsed = v.safeParse(dated, item);
    const isOld = parsed.success && parsed.output.routing.properties.date_created < earliest;
    return sid === undefined || ours.has(sid) || isOld ? [] : [sid];
  });
  const { tasks } = twilio.taskrouter.v1.workspaces(workspaceSid);
  for (const task of await Promise.all(others.map((sid) => attempt(() => tasks(sid).fetch())))) {
    // Twilio forgets a task some minutes after it is completed.
    if (!task.ok && task.error.status !== 404) return task;
    if (!task.ok || !UNANSWERED.includes(task.value.assignmentStatus)) continue;
    const mark = v.safeParse(marked, task.value.attributes);
    // One of ours whose answer was lost.
    const isOurs = mark.success && begun.includes(mark.output.messagingControls.inviteId);
    if (!isOurs) return success(true);
  }
  return success(false);
}
