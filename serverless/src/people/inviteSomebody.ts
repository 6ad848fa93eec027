import * as v from 'valibot';

import type { HandOver } from '../../../src/contract/people';
import { insist } from '../interactions/insist';
import { taskOfInvite } from '../interactions/taskOfInvite';
import { findColleague } from '../remedies/colleague';
import { liveTasks } from '../remedies/liveTasks';
import type { Agent } from '../runtime/agentToken';
import type { FunctionCall } from '../runtime/FunctionCall';
import type { FunctionError } from '../runtime/FunctionError';
import type { Result } from '../runtime/Result';
import { failure, success } from '../runtime/Result';
import { now, randomUuid } from '../runtime/Surroundings';
import type { TwilioFailure } from '../runtime/twilioFailure';
import { attempt, twilioError } from '../runtime/twilioFailure';
import type { FlexConfiguration } from '../settings/flexConfiguration';
import { copiedAttributes, ourCopiedAttributes } from './copiedAttributes';
import type { ActFailure } from './inConversationClaim';
import { refuse } from './inConversationClaim';
import type { Inside, OwnTask } from './inside';
import { isOf } from './inside';
import type { KeptInvite } from './invites';
import { dropInvite, isPending, keepInvite } from './invites';
import { isFiltered } from './isFiltered';
import { lookAtInvite } from './settleInvites';
import { isTransferred } from './transfers';

export interface Act {
  call: Pick<FunctionCall, 'twilio' | 'http' | 'log' | 'context'>;
  configuration: FlexConfiguration;
  agent: Agent;
  task: OwnTask;
  inside: Inside;
}

interface Wanted {
  /** The colleague or the queue. */
  invitee: string;
  handOver: HandOver;
  note: string;
  /** Who goes, where it is not the one who asks. */
  formerWorkerSids?: string[];
  /** Nobody asks: the agents of this name do not answer, so that it goes back to its queue. */
  silentName?: string;
}

const marked = v.object({ messagingControls: v.object({ inviteId: v.string() }) });

/**
 * Invites a colleague, or whom a queue finds, into the conversation. Asked again while the invite is pending it is the
 * same one; while Flex's own transfer is under way there is none. The note stays in Sync: attributes of tasks are handed about by events.
 * https://www.twilio.com/docs/flex/developer/conversations/interactions-api/invites-subresource
 */
export async function inviteSomebody(act: Act, wanted: Wanted): Promise<Result<KeptInvite, ActFailure>> {
  const { call, agent, inside } = act;
  const { invitee, handOver, note, formerWorkerSids, silentName } = wanted;
  let standing = inside.invites.find((one) => one.invitee === invitee && isPending(one));
  if (standing?.taskSid !== undefined) {
    // It may have been declined since anybody looked.
    const seen = await lookAtInvite(call, act.configuration, inside.conversationSid, standing);
    if (!seen.ok) return refuse(twilioError(seen.error));
    if (isPending(seen.value)) return success(seen.value);
    standing = undefined;
  }
  if (inside.agents.some(({ workerSid }) => workerSid === invitee)) return refuse({ code: 'ALREADY_INSIDE' });
  const transferred = await isTransferred(call, act.configuration, inside);
  if (!transferred.ok) return refuse(twilioError(transferred.error));
  if (transferred.value) return refuse({ code: 'TRANSFER_UNDER_WAY' });
  const [named, filtered] = await Promise.all([
    nameOf(act, invitee, silentName === undefined),
    isFiltered(call.twilio, act.configuration, invitee),
  ]);
  if (!named.ok) return refuse(named.error);
  if (!filtered.ok) return refuse(twilioError(filtered.error));
  const byName = silentName === undefined ? await nameOfAsking(act) : success(silentName);
  if (!byName.ok) return refuse(twilioError(byName.error));

  const invite: KeptInvite = {
    id: standing?.id ?? randomUuid(call.twilio),
    invitee,
    name: named.value,
    by: agent.workerSid,
    byName: byName.value,
    at: now(call.twilio).toISOString(),
    handOver,
    note,
    formerWorkerSids: formerWorkerSids ?? (handOver === 'stay' ? [] : [agent.workerSid]),
    state: 'waiting',
    ...(silentName === undefined ? {} : { backFor: 'silence' as const }),
  };
  const kept = await keepInvite(call.twilio, inside.conversationSid, invite);
  if (!kept.ok) return refuse(twilioError(kept.error));
  // One that was begun and never answered may stand.
  const found = standing ? await findTask(act, invite.id) : success(undefined);
  if (!found.ok) return found;
  const taskSid = found.value === undefined ? await create(act, invite, filtered.value) : success(found.value);
  if (!taskSid.ok) {
    if (taskSid.error.isCertain) await dropInvite(call.twilio, inside.conversationSid, invite.id);
    return taskSid;
  }
  const whole = { ...invite, taskSid: taskSid.value };
  const written = await keepInvite(call.twilio, inside.conversationSid, whole);
  // It rings, and nobody would know what for: the next try finds it.
  return written.ok ? success(whole) : failure({ cause: twilioError(written.error), isCertain: false });
}

/** A supervisor may be outside. */
export async function nameOfAsking({
  call,
  configuration,
  agent,
  inside,
}: Act): Promise<Result<string, TwilioFailure>> {
  const own = inside.agents.find(isOf(agent));
  if (own) return success(own.name);
  const colleague = await findColleague(call.twilio, configuration, agent.workerSid);
  return colleague.ok ? success(colleague.value.name) : colleague;
}

/** Whether the invitee can be asked at all, and their name. */
async function nameOf(
  { call: { twilio }, configuration, task }: Act,
  invitee: string,
  isAsked: boolean,
): Promise<Result<string, FunctionError>> {
  const workspace = twilio.taskrouter.v1.workspaces(configuration.workspaceSid);
  if (invitee.startsWith('WQ')) {
    const { queues } = configuration.settings.people;
    if (isAsked && queues && !queues.includes(invitee))
      return failure({ code: 'QUEUE_NOT_ALLOWED', field: 'queueSid' });
    const queue = await attempt(() => workspace.taskQueues(invitee).fetch());
    if (queue.ok) return success(queue.value.friendlyName);
    return failure(queue.error.status === 404 ? { code: 'QUEUE_NOT_ALLOWED' } : twilioError(queue.error));
  }
  const [colleague, channels] = await Promise.all([
    findColleague(twilio, configuration, invitee),
    attempt(() => workspace.workers(invitee).workerChannels.list()),
  ]);
  if (!colleague.ok) {
    return failure(colleague.error.status === 404 ? { code: 'COLLEAGUE_UNAVAILABLE' } : twilioError(colleague.error));
  }
  if (!channels.ok) return failure(twilioError(channels.error));
  const channel = channels.value.find(
    ({ taskChannelUniqueName }) => taskChannelUniqueName === task.taskChannelUniqueName,
  );
  const hasRoom = channel !== undefined && channel.available && channel.availableCapacityPercentage > 0;
  return colleague.value.isAvailable && hasRoom
    ? success(colleague.value.name)
    : failure({ code: 'COLLEAGUE_UNAVAILABLE' });
}

/**
 * A colleague is asked directly: where they decline, the agent who has stayed is told. Where nobody stays, the task goes
 * by the workflow, so that a queue follows the colleague. So does that of a queue, where the workflow has the set-up's
 * filter, which spares those who are inside: rung at, their Flex would show the conversation no more.
 */
function routingOf({ configuration, task, inside }: Act, invite: KeptInvite, isQueueFiltered: boolean) {
  const { id, invitee, handOver, by, formerWorkerSids } = invite;
  const { workspaceSid, workflowSid, taskQueueSid } = configuration;
  const base = {
    workspace_sid: workspaceSid,
    workflow_sid: workflowSid,
    task_channel_unique_name: task.taskChannelUniqueName,
  };
  const all = inside.agents.map(({ workerSid }) => workerSid);
  const leaving = handOver === 'now' ? all.filter((workerSid) => formerWorkerSids.includes(workerSid)) : [];
  const staying = all.filter((workerSid) => !leaving.includes(workerSid));
  const attributes = {
    ...copiedAttributes(task.attributes),
    // Who takes over has asked for it.
    ...(invitee === by ? { autoAnswer: true } : {}),
    messagingControls: {
      ...ourCopiedAttributes(task.attributes),
      inviteId: id,
      invitedBy: by,
      ...(staying.length === 0 ? {} : { insideWorkerSids: staying }),
      ...(leaving.length === 0 ? {} : { leavingWorkerSids: leaving }),
    },
  };
  if (invitee.startsWith('WQ')) {
    const toQueue = isQueueFiltered ? {} : { queue_sid: invitee };
    return { ...base, ...toQueue, attributes: { ...attributes, knownQueueSid: invitee } };
  }
  if (handOver === 'now') {
    return { ...base, attributes: { ...attributes, knownWorkerSid: invitee, knownQueueSid: taskQueueSid } };
  }
  return { ...base, queue_sid: taskQueueSid, worker_sid: invitee, attributes };
}

async function create(act: Act, invite: KeptInvite, isQueueFiltered: boolean): Promise<Result<string, ActFailure>> {
  const { interactionSid, interactionChannelSid } = act.inside;
  const { invites } = act.call.twilio.flexApi.v1.interaction(interactionSid).channels(interactionChannelSid);
  const made = await attempt(() =>
    invites.create({ routing: { properties: routingOf(act, invite, isQueueFiltered) } }),
  );
  const taskSid = made.ok ? taskOfInvite(made.value) : undefined;
  if (taskSid !== undefined) return success(taskSid);
  const cause: FunctionError = made.ok ? { code: 'TWILIO_UNAVAILABLE' } : twilioError(made.error);
  if (!made.ok && !made.error.uncertain) return refuse(cause);
  const found = await findTask(act, invite.id);
  if (!found.ok) return failure({ cause, isCertain: false });
  return found.value === undefined ? refuse(cause) : success(found.value);
}

/** The task of an invite whose answer was lost. */
async function findTask(
  { call: { twilio, http }, configuration, inside: { conversationSid } }: Act,
  inviteId: string,
): Promise<Result<string | undefined, ActFailure>> {
  const found = await insist(http, async () => {
    const tasks = await liveTasks(twilio, configuration, { conversationSid, isUncertain: true });
    if (!tasks.ok) return tasks;
    const task = tasks.value.find(({ attributes }) => {
      const parsed = v.safeParse(marked, attributes);
      return parsed.success && parsed.output.messagingControls.inviteId === inviteId;
    });
    return success(task?.sid);
  });
  return found.ok ? found : failure({ cause: twilioError(found.error), isCertain: false });
}
