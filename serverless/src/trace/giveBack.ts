import type { MendOutcome } from '../../../src/contract/trace';
import type { Janitor } from '../janitor/Janitor';
import { inClaim } from '../janitor/inClaim';
import { findColleague } from '../remedies/colleague';
import type { FunctionError } from '../runtime/FunctionError';
import type { Result } from '../runtime/Result';
import { failure, success } from '../runtime/Result';
import { attempt, twilioError } from '../runtime/twilioFailure';
import type { Evidence } from './Evidence';

/** They are in it already. https://www.twilio.com/docs/api/errors/50433 */
const ALREADY_PARTICIPANT = 50433;

/** Brings the agent of the live task, who had got lost on the way, into the conversation. */
export function bringIn(
  janitor: Janitor,
  { conversation: { sid }, tasks = [] }: Evidence,
): Promise<Result<MendOutcome | 'atWork', FunctionError>> {
  const { call, configuration } = janitor;
  const { twilio } = call;
  const worker = tasks.find(({ status }) => status === 'assigned')?.worker;
  return inClaim(janitor, sid, async () => {
    const agent = worker && (await findColleague(twilio, configuration, worker.sid));
    if (agent && !agent.ok) return failure(twilioError(agent.error));
    const identity = agent?.value.identity;
    // Without a contact_uri nobody can be brought in: the cause's words say what to do.
    if (identity === undefined) return failure({ code: 'COLLEAGUE_UNAVAILABLE' });
    const { participants } = twilio.conversations.v1.services(configuration.chatServiceSid).conversations(sid);
    const made = await attempt(() => participants.create({ identity }));
    const isInside = made.ok || made.error.code === ALREADY_PARTICIPANT;
    return isInside ? success('givenBack' as const) : failure(twilioError(made.error));
  });
}
