import type { Twilio } from 'twilio';

import { taskChannelOf } from '../../../src/contract/Channel';
import type { StartForAnswer, StartForProblem } from '../../../src/contract/startFor';
import type { Sender } from '../../../src/settings/settingsSchema';
import { findColleague } from '../remedies/colleague';
import type { Agent } from '../runtime/agentToken';
import type { FunctionError } from '../runtime/FunctionError';
import type { Result } from '../runtime/Result';
import { failure, success } from '../runtime/Result';
import { attempt, twilioError } from '../runtime/twilioFailure';
import type { FlexConfiguration } from '../settings/flexConfiguration';
import { isAmong, mayUse, membershipOf, ownFirst } from './permissions';

/** Whose a conversation is to be. */
export interface Owner {
  workerSid: string;
  /** The supervisor who begins it for that agent. */
  startedBy?: string;
}

/** Whether the settings let them start a conversation for a colleague. */
export const mayStartFor = (
  { settings: { people } }: Pick<FlexConfiguration, 'settings'>,
  { roles }: Pick<Agent, 'roles'>,
): boolean => isAmong(people.startFor, roles);

/** The agent who asks, or the colleague whom they name, where they may name one. Asks Twilio nothing. */
export function ownerOf(
  configuration: Pick<FlexConfiguration, 'settings'>,
  agent: Agent,
  forWorkerSid: string | undefined,
): Result<Owner, FunctionError> {
  const { workerSid } = agent;
  if (forWorkerSid === undefined || forWorkerSid === workerSid) return success({ workerSid });
  if (!mayStartFor(configuration, agent)) return failure({ code: 'SUPERVISOR_ONLY', field: 'forWorkerSid' });
  return success({ workerSid: forWorkerSid, startedBy: workerSid });
}

/** Whether this colleague can be given a conversation from the sender, and by which queues: four calls, side by side. */
export async function readStartFor(
  twilio: Twilio,
  configuration: FlexConfiguration,
  workerSid: string,
  sender: Sender,
): Promise<Result<StartForAnswer, FunctionError>> {
  const [colleague, channels, membership] = await Promise.all([
    findColleague(twilio, configuration, workerSid),
    attempt(() => twilio.taskrouter.v1.workspaces(configuration.workspaceSid).workers(workerSid).workerChannels.list()),
    membershipOf(twilio, configuration, workerSid, { senders: [sender], needsQueues: true }),
  ]);
  if (!colleague.ok) {
    const isGone = colleague.error.status === 404;
    return isGone ? success({ queues: [], now: 'gone', onReply: 'gone' }) : failure(twilioError(colleague.error));
  }
  if (!channels.ok) return failure(twilioError(channels.error));
  if (!membership.ok) return membership;
  const taskChannel = taskChannelOf(sender.channel);
  const channel = channels.value.find(({ taskChannelUniqueName }) => taskChannelUniqueName === taskChannel);
  const { queues } = membership.value;
  const holds: Record<StartForProblem, boolean> = {
    gone: false,
    noSender: !mayUse(sender, membership.value),
    noChannel: channel?.available !== true || channel.configuredCapacity === 0,
    noQueue: queues.length === 0,
    away: !colleague.value.isAvailable,
    full: (channel?.availableCapacityPercentage ?? 0) === 0,
  };
  const first = (...problems: StartForProblem[]) => problems.find((problem) => holds[problem]);
  return success({
    queues: ownFirst(configuration, queues),
    now: first('noSender', 'noChannel', 'noQueue', 'away', 'full'),
    onReply: first('noSender', 'noChannel'),
  });
}

/**
 * Why this colleague cannot be given the conversation; undefined where nothing stands against it, and for whoever starts
 * their own. A task at once needs them there, with room, and in its queue; a reply that finds them away goes to the queue.
 */
export async function checkStartFor(
  twilio: Twilio,
  configuration: FlexConfiguration,
  { workerSid, startedBy }: Owner,
  { sender, queueSid, isNow }: { sender: Sender; queueSid: string | undefined; isNow: boolean },
): Promise<FunctionError | undefined> {
  if (startedBy === undefined) return undefined;
  const read = await readStartFor(twilio, configuration, workerSid, sender);
  if (!read.ok) return read.error;
  const { queues, now, onReply } = read.value;
  if (isNow ? now : onReply) return CANNOT;
  const wanted = queueSid ?? (isNow ? configuration.taskQueueSid : undefined);
  return wanted === undefined || queues.some(({ sid }) => sid === wanted) ? undefined : CANNOT;
}

/** Why, the panel asks by `POST /start-for`. */
const CANNOT: FunctionError = { code: 'COLLEAGUE_UNAVAILABLE', field: 'forWorkerSid' };
