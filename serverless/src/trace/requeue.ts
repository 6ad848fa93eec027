import type { MendOutcome } from '../../../src/contract/trace';
import type { Janitor } from '../janitor/Janitor';
import { maySupervise } from '../people/describePeople';
import { inConversationClaim, refuse } from '../people/inConversationClaim';
import { findTask, readInside } from '../people/inside';
import { reassign } from '../people/supervise';
import type { Agent } from '../runtime/agentToken';
import type { FunctionError } from '../runtime/FunctionError';
import type { Result } from '../runtime/Result';
import { failure, success } from '../runtime/Result';
import { twilioError } from '../runtime/twilioFailure';
import type { Evidence } from './Evidence';

/**
 * Gives the conversation back to the queue that it came from, as a supervisor reassigns it: the agent who is not there is
 * told why, and goes when the next one comes in.
 */
export async function requeue(
  { call, configuration }: Janitor,
  agent: Agent,
  { tasks = [] }: Evidence,
  reason: string,
): Promise<Result<MendOutcome, FunctionError>> {
  if (!maySupervise(configuration, agent)) return failure({ code: 'SUPERVISOR_ONLY' });
  const taskSid = tasks.find(({ status }) => status === 'assigned')?.sid;
  const task = taskSid === undefined ? success(undefined) : await findTask(call.twilio, configuration, taskSid);
  if (!task.ok) return failure(twilioError(task.error));
  const own = task.value;
  if (!own) return failure({ code: 'CONVERSATION_CHANGED' });
  return inConversationClaim(call, own.conversationSid, async () => {
    const inside = await readInside(call.twilio, configuration, own);
    if (!inside.ok) return refuse(twilioError(inside.error));
    const act = { call, configuration, agent, task: own, inside: inside.value };
    const given = await reassign(act, { invitee: own.queueSid, reason });
    return given.ok ? success('handedOver' as const) : given;
  });
}
