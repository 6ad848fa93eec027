import type * as v from 'valibot';

import type { AuditEntry } from '../../../src/contract/audit';
import type { peopleRequest } from '../../../src/contract/people';
import type { Act } from '../people/inviteSomebody';
import { isOf } from '../people/inside';

type Input = v.InferOutput<typeof peopleRequest>;

/** An act of `POST /people` as the audit keeps it. Reasons are a supervisor's, who acts from outside. */
export function auditOfAct({ agent, inside }: Act, input: Input, isCertain: boolean): Omit<AuditEntry, 'at'> {
  const isInside = inside.agents.some(isOf(agent));
  const to = 'invitee' in input ? input.invitee : 'workerSid' in input ? input.workerSid : undefined;
  const isTakeOver = input.act === 'reassign' && to === agent.workerSid;
  const how = input.act === 'invite' ? input.handOver : input.act === 'leave' ? input.then : undefined;
  const outcome = isCertain ? how : 'uncertain';
  return {
    by: agent.workerSid,
    act: isTakeOver ? 'takeOver' : (input.act as AuditEntry['act']),
    conversationSid: inside.conversationSid,
    of: inside.agents.filter((one) => !isOf(agent)(one)).map(({ workerSid }) => workerSid),
    ...(to === undefined || isTakeOver ? {} : { to }),
    ...(!isInside && 'reasonCode' in input ? { reasonCode: input.reasonCode, reason: input.reason } : {}),
    ...(outcome === undefined ? {} : { outcome }),
  };
}
