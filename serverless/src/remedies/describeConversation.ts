import type { Twilio } from 'twilio';

import type { OpenConversation, Remedy } from '../../../src/contract/openConversations';
import type { CustomerConversation } from '../conversations/conversations';
import { awaitsReply, readStartRecord } from '../conversations/startRecord';
import { mayTakeOver } from '../routing/permissions';
import type { Agent } from '../runtime/agentToken';
import type { FunctionError } from '../runtime/FunctionError';
import type { Result } from '../runtime/Result';
import { failure, success } from '../runtime/Result';
import type { TwilioFailure } from '../runtime/twilioFailure';
import { attempt, twilioError } from '../runtime/twilioFailure';
import type { FlexConfiguration } from '../settings/flexConfiguration';
import { authorKind } from './authorKind';
import type { Colleague } from './colleague';
import { findColleague } from './colleague';
import type { LiveTask } from './liveTasks';
import { liveTasks } from './liveTasks';

const SHOWN_CHARACTERS = 160;

/** An open conversation as the agent who asks is shown it. `address`: the customer's. */
export async function describeConversation(
  twilio: Twilio,
  configuration: FlexConfiguration,
  agent: Agent,
  { conversation, address }: { conversation: CustomerConversation; address: string },
): Promise<Result<OpenConversation, FunctionError>> {
  const { sid: conversationSid, attributes, createdAt } = conversation;
  const [tasks, messages] = await Promise.all([
    liveTasks(twilio, configuration, { conversationSid, attributes }),
    attempt(() =>
      twilio.conversations.v1
        .services(configuration.chatServiceSid)
        .conversations(conversationSid)
        .messages.list({ order: 'desc', limit: 1 }),
    ),
  ]);
  if (!tasks.ok) return failure(twilioError(tasks.error));
  if (!messages.ok) return failure(twilioError(messages.error));

  const own = tasks.value.find(({ workerSid }) => workerSid === agent.workerSid);
  const task = own ?? tasks.value[0];
  const owner =
    task?.isAccepted && task.workerSid ? await findOwner(twilio, configuration, agent, task.workerSid) : none;
  if (!owner.ok) return failure(twilioError(owner.error));

  const isAllowed =
    task && owner.value && !own ? await mayTakeOver(twilio, configuration, agent, task.queueSid) : success(true);
  if (!isAllowed.ok) return isAllowed;

  const [message] = messages.value;
  const record = readStartRecord(attributes);
  return success({
    conversationSid,
    startedAt: createdAt,
    ...(message && {
      lastMessage: {
        at: message.dateCreated.toISOString(),
        by: authorKind(message.author, address, configuration),
        text: [...(message.body ?? '')].slice(0, SHOWN_CHARACTERS).join(''),
      },
    }),
    ...(owner.value && { owner: owner.value }),
    isQueued: task !== undefined && !task.isAccepted,
    waitsForReply: task === undefined && awaitsReply(record),
    ...(own && { taskSid: own.sid }),
    remedies: remediesFor(task, own, owner.value, isAllowed.value),
  });
}

const none = success<undefined>(undefined);

async function findOwner(
  twilio: Twilio,
  configuration: FlexConfiguration,
  agent: Agent,
  workerSid: string,
): Promise<Result<OpenConversation['owner'], TwilioFailure>> {
  const found = await findColleague(twilio, configuration, workerSid);
  if (!found.ok) return found;
  const { name, isAvailable }: Colleague = found.value;
  return success({ workerSid, name, isYou: workerSid === agent.workerSid, isAvailable });
}

/**
 * Best first. None for what waits in a queue or rings at somebody else: its task cannot be taken out of the queue, and
 * whoever accepts it would find a second agent inside.
 */
function remediesFor(
  task: LiveTask | undefined,
  own: LiveTask | undefined,
  owner: OpenConversation['owner'],
  isAllowed: boolean,
): Remedy[] {
  if (own) return ['open'];
  if (!task) return ['reuse'];
  if (!owner) return [];
  if (!isAllowed) return ['messageOwner'];
  return owner.isAvailable ? ['join', 'takeOver', 'messageOwner'] : ['takeOver', 'join', 'messageOwner'];
}
