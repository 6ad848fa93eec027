import type { ActFailure } from '../people/inConversationClaim';
import { refuse } from '../people/inConversationClaim';
import type { Act } from '../people/inviteSomebody';
import { inviteSomebody } from '../people/inviteSomebody';
import type { KeptInvite } from '../people/invites';
import type { Result } from '../runtime/Result';
import { success } from '../runtime/Result';
import { randomBelow } from '../runtime/Surroundings';
import { attempt, twilioError } from '../runtime/twilioFailure';

/** Asked one after the other until one can be invited. */
const MOST_ASKED = 3;
const MOST_WORKERS = 50;

/**
 * Invites an agent of the queue that the conversation came from: not the queue itself while one of those inside is
 * available, at whom TaskRouter would let it ring, whose Flex then shows the conversation no more. Whoever has not been asked
 * before comes first. Undefined where there is nobody else; the next look tries again.
 */
export async function offerToQueue(act: Act): Promise<Result<KeptInvite | undefined, ActFailure>> {
  const { call, configuration, task, inside } = act;
  const { twilio } = call;
  const listed = await attempt(() =>
    twilio.taskrouter.v1
      .workspaces(configuration.workspaceSid)
      .workers.list({ taskQueueSid: task.queueSid, available: 'true', limit: MOST_WORKERS }),
  );
  if (!listed.ok) return refuse(twilioError(listed.error));
  const formerWorkerSids = inside.agents.map(({ workerSid }) => workerSid);
  const wanted = {
    handOver: 'whenJoined' as const,
    note: '',
    formerWorkerSids,
    silentName: inside.agents.map(({ name }) => name).join(', '),
  };
  const others = listed.value.map(({ sid }) => sid).filter((sid) => !formerWorkerSids.includes(sid));
  const start = randomBelow(twilio, others.length);
  const asked = (sid: string): number => Number(inside.invites.some(({ invitee }) => invitee === sid));
  const inOrder = [...others.slice(start), ...others.slice(0, start)].sort((one, other) => asked(one) - asked(other));
  for (const invitee of inOrder.slice(0, MOST_ASKED)) {
    const invited = await inviteSomebody(act, { ...wanted, invitee });
    // Without room for another task by now.
    if (invited.ok || invited.error.cause.code !== 'COLLEAGUE_UNAVAILABLE') return invited;
  }
  if (inside.agents.some(({ isAvailable }) => isAvailable)) return success(undefined);
  return inviteSomebody(act, { ...wanted, invitee: task.queueSid });
}
