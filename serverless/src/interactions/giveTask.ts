import type { Result } from '../runtime/Result';
import { failure, success } from '../runtime/Result';
import type { TwilioFailure } from '../runtime/twilioFailure';
import { twilioError } from '../runtime/twilioFailure';
import type { Start, StepFailure } from './Start';
import { channelIsOver } from './channelState';
import type { Interaction, TaskOfConversation } from './interactions';
import {
  CONFLICT,
  createInteraction,
  findInteraction,
  inviteWorker,
  isLive,
  isTypeRefused,
  sidsOf,
} from './interactions';
import { insist } from './insist';

export interface TaskFailure extends StepFailure {
  /** Somebody else's interaction holds the conversation, though no task of it is to be seen. */
  isTaken: boolean;
}

/**
 * The interaction that brings the conversation to the agent, made once: where it is not certain what came of it, it is
 * looked for by its task.
 */
export const giveTask = (start: Start, conversationSid: string): Promise<Result<Interaction, TaskFailure>> =>
  surely(start, conversationSid, () =>
    createInteraction(start.call.twilio, start.configuration, taskOf(start, conversationSid)),
  );

/**
 * A task for the agent on a conversation whose last one has ended: by an invite to the same interaction where that
 * still rests there, else by a new interaction.
 */
export async function giveTaskAgain(
  start: Start,
  conversationSid: string,
  ended: TaskOfConversation | undefined,
): Promise<Result<Interaction, TaskFailure>> {
  const { twilio } = start.call;
  if (!ended) return giveTask(start, conversationSid);
  const isOver = await channelIsOver(twilio, ended);
  if (!isOver.ok) return failure({ cause: twilioError(isOver.error), isCertain: true, isTaken: true });
  if (isOver.value) return giveTask(start, conversationSid);
  return surely(start, conversationSid, () =>
    inviteWorker(twilio, start.configuration, ended, {
      ...taskOf(start, conversationSid),
      conversations: ended.conversations,
    }),
  );
}

const taskOf = (start: Start, conversationSid: string) => {
  const { channel, workerSid, queueSid, customerName, address, proxyAddress, record } = start;
  const { startedBy } = record;
  return { channel, conversationSid, workerSid, startedBy, queueSid, customerName, address, proxyAddress };
};

async function surely(
  { call, configuration, channel }: Start,
  conversationSid: string,
  make: () => Promise<Result<Interaction, TwilioFailure>>,
): Promise<Result<Interaction, TaskFailure>> {
  const { twilio, http } = call;
  const made = await make();
  if (made.ok) return made;
  const refusal = isTypeRefused(channel, made.error) ? { code: 'CHANNEL_REFUSED' as const } : {};
  const cause = { ...twilioError(made.error), ...refusal };
  const isTaken = made.error.status === CONFLICT;
  if (!made.error.uncertain && !isTaken) return failure({ cause, isCertain: true, isTaken });
  const found = await insist(http, async () => {
    const task = await findInteraction(twilio, configuration, { conversationSid, isUncertain: true });
    return task.ok && task.value && !isLive(task.value) ? success(undefined) : task;
  });
  if (!found.ok) return failure({ cause, isCertain: false, isTaken });
  return found.value ? success(sidsOf(found.value)) : failure({ cause, isCertain: true, isTaken });
}
