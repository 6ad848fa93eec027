import { keepAudit } from '../audit/audit';
import type { Act } from '../people/inviteSomebody';
import { keepAct } from '../trace/acts';
import { ringInside, ringSupervisors } from './bells';
import { keepCall, readCall } from './calls';

/**
 * A supervisor sees to an agent's call for help: the agent is told who, and other supervisors are not called any more.
 * Answers whether there was one. Where that cannot be kept the call stands, and the next answer tries again.
 * @param name the supervisor's
 */
export async function answerCall({ call, configuration, agent, inside }: Act, name: string): Promise<boolean> {
  const { conversationSid } = inside;
  const standing = await readCall(call.twilio, conversationSid);
  if (!standing.ok) {
    call.log.addWarning(`a call for help could not be read (${standing.error.status})`);
    return false;
  }
  if (!standing.value || standing.value.answeredBy !== undefined) return false;
  const kept = await keepCall(call.twilio, { ...standing.value, answeredBy: name });
  if (!kept.ok) {
    call.log.addWarning(`a call for help could not be answered (${kept.error.status})`);
    return false;
  }
  const by = agent.workerSid;
  const entry = { by, act: 'answerHelp' as const, conversationSid, of: [standing.value.workerSid] };
  await Promise.all([
    ringSupervisors(call, configuration),
    ringInside(call, configuration, inside),
    keepAudit(call, configuration, entry),
    keepAct(call, configuration, conversationSid, { by, act: entry.act, outcome: '' }),
  ]);
  return true;
}
