import { isExperimental } from '../../../src/contract/Channel';
import type { Conversation } from '../conversations/conversations';
import type { FunctionError } from '../runtime/FunctionError';
import type { Result } from '../runtime/Result';
import { failure, success } from '../runtime/Result';
import type { Start, StartResult, StepFailure } from './Start';
import { claimConversation } from './claimConversation';
import { deliverMessage } from './deliverMessage';
import type { Delivered } from './deliverMessage';
import { inTurn } from './inTurn';
import type { TaskFailure } from './giveTask';
import { giveTask } from './giveTask';
import type { Interaction } from './interactions';
import { remember } from './remember';
import { repeat } from './repeat';
import { leftHalfDone, undo } from './undo';
import { waitForReply } from './waitForReply';

/**
 * Conversation with the customer → the message, and beside it the interaction for the agent; on a channel that the
 * account may refuse, the interaction first. Where no message went, all is undone; where it went and there is no task for
 * the agent, the customer's reply makes one.
 * @param known the customer's conversations, closed ones too
 * @param checked asked before anything is made; a repeat of what is done already is not checked again
 */
export function startConversation(
  start: Start,
  known: readonly Conversation[],
  checked: () => Promise<FunctionError | undefined>,
): Promise<StartResult> {
  return inTurn(start, { known, checked, claim: claimConversation, finish, repeat });
}

async function finish(start: Start, conversationSid: string): Promise<StartResult> {
  const given = giveTask(start, conversationSid);
  const [message, interaction] = await Promise.all([
    isExperimental(start.channel)
      ? deliverAfter(given, start, conversationSid)
      : deliverMessage(start, conversationSid),
    given,
    remember(start),
  ]);
  if (message.ok) {
    const sent = { conversationSid, ...message.value };
    if (interaction.ok) {
      return success({ repeated: false, started: { ...sent, ...interaction.value } });
    }
    const waits = await waitForReply(start, conversationSid, interaction.error.cause);
    if (!waits.ok) return waits;
    return success({ repeated: false, started: { ...sent, waitsForReply: true } });
  }

  const { cause, isCertain } = message.error;
  if (!isCertain) {
    // The customer may have the message, and the agent may have the task: taking it away could only do harm.
    if (!interaction.ok) await waitForReply(start, conversationSid, cause);
    return failure(await leftHalfDone(start, conversationSid, cause));
  }
  const undone = await undo(start, conversationSid, interaction.ok ? interaction.value : undefined, cause);
  // No message went, so the customer is free again; but there may be a task that nobody could see.
  const isClear = interaction.ok || interaction.error.isCertain;
  return isClear ? undone : failure({ ...undone.error, code: 'LEFT_HALF_DONE', conversationSid });
}

/** Sends nothing where the account takes no conversation on this channel. */
async function deliverAfter(
  given: Promise<Result<Interaction, TaskFailure>>,
  start: Start,
  conversationSid: string,
): Promise<Result<Delivered, StepFailure>> {
  const taken = await given;
  if (taken.ok) return deliverMessage(start, conversationSid);
  return failure({ cause: taken.error.cause, isCertain: true });
}
