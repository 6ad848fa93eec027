import * as v from 'valibot';

import { taskChannelOf } from '../../../src/contract/Channel';
import type { Channel } from '../../../src/contract/Channel';
import { agentsOfChannel } from '../interactions/agentsOfChannel';
import { insist } from '../interactions/insist';
import { taskOfInvite } from '../interactions/taskOfInvite';
import { copiedAttributes, ourCopiedAttributes } from '../people/copiedAttributes';
import type { ActFailure } from '../people/inConversationClaim';
import { inConversationClaim, refuse } from '../people/inConversationClaim';
import { keepInvite } from '../people/invites';
import { closeParticipant } from '../people/settleInvites';
import { mayTakeOver } from '../routing/permissions';
import type { Agent } from '../runtime/agentToken';
import type { FunctionCall } from '../runtime/FunctionCall';
import type { FunctionError } from '../runtime/FunctionError';
import type { Result } from '../runtime/Result';
import { failure, success } from '../runtime/Result';
import { now, randomUuid } from '../runtime/Surroundings';
import type { TwilioFailure } from '../runtime/twilioFailure';
import { attempt, twilioError } from '../runtime/twilioFailure';
import type { FlexConfiguration } from '../settings/flexConfiguration';
import { markNoDisposition } from '../wrap-up/insightsOfTask';
import { findColleague } from './colleague';
import type { LiveTask } from './liveTasks';
import { liveTasks } from './liveTasks';
import { tellColleague } from './messageOwner';

export interface Entrance {
  call: Pick<FunctionCall, 'twilio' | 'http' | 'log'>;
  configuration: FlexConfiguration;
  agent: Agent;
  conversationSid: string;
}

interface Wanted {
  channel: Channel;
  /** Of whoever takes over; undefined where they only join. */
  reason: string | undefined;
}

type Outcome<T> = Promise<Result<T, FunctionError>>;

/** What the task of our invite holds under `messagingControls`: who was invited, and whom they take the place of. */
const invited = v.object({
  messagingControls: v.object({ invitedWorkerSid: v.string(), formerWorkerSids: v.optional(v.array(v.string())) }),
});

const readInvited = (task: LiveTask) => {
  const parsed = v.safeParse(invited, task.attributes);
  return parsed.success ? parsed.output.messagingControls : undefined;
};

const isOf = (agent: Agent) => (task: LiveTask) =>
  task.workerSid === agent.workerSid || (!task.isAccepted && readInvited(task)?.invitedWorkerSid === agent.workerSid);

/**
 * Invites the agent into a conversation that another agent works on, and answers the task's SID, with whose it was. Asked
 * again, it answers with the same task alone. With a reason the task remembers who is to go, for `finishTakeOver`.
 * https://www.twilio.com/docs/flex/developer/conversations/interactions-api/invites-subresource
 */
export async function enterConversation(
  entrance: Entrance,
  { channel, reason }: Wanted,
): Outcome<{ taskSid: string; of?: string[] }> {
  const { call, configuration, agent, conversationSid } = entrance;
  const { twilio } = call;
  return inConversationClaim(call, conversationSid, async () => {
    const tasks = await liveTasks(twilio, configuration, { conversationSid });
    if (!tasks.ok) return refuse(twilioError(tasks.error));
    const entered = await enter(entrance, tasks.value, { channel, reason });
    if (!entered.ok || tasks.value.some(isOf(agent))) return entered;
    const of = tasks.value.flatMap(({ isAccepted, workerSid }) => (isAccepted && workerSid ? [workerSid] : []));
    return success({ ...entered.value, of });
  });
}

async function enter(
  entrance: Entrance,
  tasks: readonly LiveTask[],
  { channel, reason }: Wanted,
): Promise<Result<{ taskSid: string }, ActFailure>> {
  const { call, configuration, agent, conversationSid } = entrance;
  const { twilio, http, log } = call;
  const takesOver = reason !== undefined;
  const own = tasks.find(isOf(agent));
  const others = tasks.filter((task) => task !== own && task.isAccepted);
  const changed = refuse({ code: 'CONVERSATION_CHANGED' });
  if (own) return takesOver && !readInvited(own)?.formerWorkerSids ? changed : success({ taskSid: own.sid });
  const [task] = others;
  if (!task) return changed;

  const allowed = await mayTakeOver(twilio, configuration, agent, task.queueSid);
  if (!allowed.ok) return refuse(allowed.error);
  if (!allowed.value) return refuse({ code: 'TAKE_OVER_NOT_ALLOWED' });

  const formerWorkerSids = others.flatMap(({ workerSid }) => workerSid ?? []);
  // Before: whose work is taken knows it, and can still say a word.
  for (const workerSid of formerWorkerSids) {
    if (reason === undefined) break;
    const told = await tellColleague(entrance, workerSid, reason, { act: 'takesOver' });
    if (!told.ok && told.error.code !== 'WORKER_UNKNOWN') return refuse(told.error);
    if (!told.ok) log.addWarning('an agent could not be told that their conversation is taken over');
  }
  const made = await invite(entrance, task, channel, takesOver ? formerWorkerSids : undefined);
  if (made.ok) return entered(entrance, made.value.taskSid, takesOver ? formerWorkerSids : []);
  const cause = twilioError(made.error);
  if (!made.error.uncertain) return refuse(cause);
  const found = await insist(http, async () => {
    const again = await liveTasks(twilio, configuration, { conversationSid, isUncertain: true });
    return again.ok ? success(again.value.find(isOf(agent))) : again;
  });
  if (!found.ok) return failure({ cause, isCertain: false });
  return found.value ? entered(entrance, found.value.sid, takesOver ? formerWorkerSids : []) : refuse(cause);
}

/** Who takes over may close their browser: then Twilio's event, as they come in, takes out the former agents. */
async function entered(
  { call: { twilio }, configuration, agent, conversationSid }: Entrance,
  taskSid: string,
  formerWorkerSids: string[],
): Promise<Result<{ taskSid: string }, ActFailure>> {
  if (formerWorkerSids.length === 0) return success({ taskSid });
  const { workerSid } = agent;
  const colleague = await findColleague(twilio, configuration, workerSid);
  const name = colleague.ok ? colleague.value.name : '';
  const kept = await keepInvite(twilio, conversationSid, {
    ...{ id: randomUuid(twilio), taskSid, invitee: workerSid, name, by: workerSid, byName: name, note: '' },
    ...{ at: now(twilio).toISOString(), handOver: 'whenJoined', formerWorkerSids, state: 'ringing' },
  });
  // The task stands: the next try finds it, and the browser finishes it all the same.
  return kept.ok ? success({ taskSid }) : refuse(twilioError(kept.error));
}

async function invite(
  { call, configuration, agent }: Entrance,
  { interactionSid, interactionChannelSid, attributes }: LiveTask,
  channel: Channel,
  formerWorkerSids: string[] | undefined,
): Promise<Result<{ taskSid: string }, TwilioFailure>> {
  const made = await attempt(() =>
    call.twilio.flexApi.v1
      .interaction(interactionSid)
      .channels(interactionChannelSid)
      .invites.create({
        routing: {
          properties: {
            workspace_sid: configuration.workspaceSid,
            workflow_sid: configuration.workflowSid,
            queue_sid: configuration.taskQueueSid,
            worker_sid: agent.workerSid,
            task_channel_unique_name: taskChannelOf(channel),
            attributes: {
              ...copiedAttributes(attributes),
              // The agent has asked for it.
              autoAnswer: true,
              messagingControls: {
                ...ourCopiedAttributes(attributes),
                invitedWorkerSid: agent.workerSid,
                ...(formerWorkerSids ? { formerWorkerSids } : {}),
              },
            },
          },
        },
      }),
  );
  if (!made.ok) return made;
  const taskSid = taskOfInvite(made.value);
  return taskSid === undefined ? failure({ uncertain: true }) : success({ taskSid });
}

/**
 * Ends the part of those whose place the agent has taken, once the agent is inside; so the customer is never alone.
 * Whoever is gone already is none of its business.
 */
export async function finishTakeOver({ call, configuration, agent, conversationSid }: Entrance): Outcome<undefined> {
  const { twilio } = call;
  const tasks = await liveTasks(twilio, configuration, { conversationSid });
  if (!tasks.ok) return failure(twilioError(tasks.error));
  const own = tasks.value.find(isOf(agent));
  const former = own && readInvited(own)?.formerWorkerSids;
  if (!own || !former) return failure({ code: 'CONVERSATION_CHANGED' });
  if (!own.isAccepted) return failure({ code: 'REQUEST_IN_PROGRESS' });

  const { participants } = twilio.flexApi.v1.interaction(own.interactionSid).channels(own.interactionChannelSid);
  const listed = await attempt(() => participants.list());
  if (!listed.ok) return failure(twilioError(listed.error));
  const agents = agentsOfChannel(listed.value);
  if (!agents.some(({ workerSid }) => workerSid === agent.workerSid)) return failure({ code: 'REQUEST_IN_PROGRESS' });

  const leaving = agents.filter(({ workerSid }) => workerSid !== agent.workerSid && former.includes(workerSid));
  const closed = await Promise.all(
    leaving.map(async ({ participantSid, taskSid }) => {
      await markNoDisposition(call, configuration, taskSid);
      return closeParticipant(call, own, participantSid);
    }),
  );
  const failed = closed.find((one) => !one.ok);
  return failed && !failed.ok ? failure(twilioError(failed.error)) : success(undefined);
}
