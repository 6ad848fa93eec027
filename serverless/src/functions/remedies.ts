import type * as v from 'valibot';

import { remediesRequest } from '../../../src/contract/openConversations';
import { keepAudit } from '../audit/audit';
import type { Entrance } from '../remedies/entrance';
import { enterConversation, finishTakeOver } from '../remedies/entrance';
import { askOwner, messageOwner } from '../remedies/messageOwner';
import { senderOf } from '../remedies/senderOf';
import { checkPermissions } from '../routing/permissions';
import { agentToken } from '../runtime/agentToken';
import { defineFunction } from '../runtime/defineFunction';
import type { FunctionCall } from '../runtime/FunctionCall';
import type { FunctionError } from '../runtime/FunctionError';
import type { Result } from '../runtime/Result';
import { success } from '../runtime/Result';
import { readFlexConfiguration } from '../settings/flexConfiguration';

/** `POST /remedies`: an agent joins or takes over a conversation with a customer, or writes to its owner. */
export const handler = defineFunction({
  route: 'remedies',
  input: remediesRequest,
  guard: agentToken,
  read({ twilio, log }, { conversationSid }) {
    log.about = conversationSid;
    return readFlexConfiguration(twilio);
  },

  async act(call, { input, principal: agent, read: configuration }) {
    const { conversationSid } = input;
    const result = await remedy({ call, configuration, agent, conversationSid }, input);
    if (!result.ok) return result;
    return success({ status: 200, body: { ok: true, ...result.value } });
  },
});

async function remedy(
  entrance: Entrance & { call: FunctionCall },
  input: v.InferOutput<typeof remediesRequest>,
): Promise<Result<{ taskSid: string } | undefined, FunctionError>> {
  const { call, configuration, agent, conversationSid } = entrance;
  // Only our invite's task lets its agent do that.
  if (input.remedy === 'finishTakeOver') return finishTakeOver(entrance);
  const sender = await senderOf(call.twilio, configuration, conversationSid);
  if (!sender.ok) return sender;
  const refusal = await checkPermissions(call.twilio, configuration, agent.workerSid, { sender: sender.value });
  if (!refusal.ok) return refusal;
  if (input.remedy === 'messageOwner') return messageOwner(entrance, input.text);
  if (input.remedy === 'askOwner') return askOwner(entrance, input.askId);
  const why = input.remedy === 'takeOver' ? { reason: input.reason, reasonCode: input.reasonCode } : {};
  const entered = await enterConversation(entrance, { channel: sender.value.channel, reason: why.reason });
  if (!entered.ok) return entered;
  const { taskSid, of } = entered.value;
  const act = input.remedy;
  if (of) await keepAudit(call, configuration, { by: agent.workerSid, act, conversationSid, of, ...why });
  return success({ taskSid });
}
