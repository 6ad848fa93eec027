import type * as v from 'valibot';

import type { MendOutcome, Mended, mendRequest } from '../../../src/contract/trace';
import type { Janitor, Mending } from '../janitor/Janitor';
import { answerCustomer } from '../janitor/answerCustomer';
import { bringToRest } from '../janitor/bringToRest';
import { closeResting } from '../janitor/closeResting';
import type { Agent } from '../runtime/agentToken';
import type { FunctionError } from '../runtime/FunctionError';
import type { Result } from '../runtime/Result';
import { failure, success } from '../runtime/Result';
import { twilioError } from '../runtime/twilioFailure';
import type { Evidence } from './Evidence';
import { addWebhook } from './addWebhook';
import { endFlow } from './endFlow';
import { gather } from './gather';
import { bringIn } from './giveBack';
import { hasLiveTask, isUnanswered, judge } from './judge';
import { mayMend } from './mayMend';
import { lastAgentOf, mendsOf } from './mendsOf';
import { openAddress } from './openAddress';
import { requeue } from './requeue';
import { sendAnew } from './sendAnew';

type Outcome = Promise<Result<Omit<Mended, 'ok'>, FunctionError>>;
type Asked = v.InferOutput<typeof mendRequest>;
type AskedOfConversation = Exclude<Asked, { mend: 'openAddress' }>;

/**
 * Does what a step of the trace offers, by the janitor's own acts and in its claim. It traces anew before, so that what
 * somebody else has mended in the meantime is left as it is. Safe to repeat, and side by side.
 */
export async function mend(janitor: Janitor, agent: Agent, asked: Asked): Outcome {
  if (!mayMend(janitor.configuration, agent, asked.mend)) return failure({ code: 'SUPERVISOR_ONLY' });
  if (asked.mend === 'openAddress') {
    const opened = await openAddress(janitor, asked.what);
    return opened.ok ? success({ outcome: opened.value }) : opened;
  }
  const gathered = await gather(janitor.call, janitor.configuration, asked.conversationSid, 2);
  if (!gathered.ok) return failure(twilioError(gathered.error));
  if (!gathered.value) return failure({ code: 'CONVERSATION_CHANGED' });
  const { evidence, isComplete } = gathered.value;
  const broken = judge(evidence).filter(({ state }) => state === 'broken');
  const offered = broken.flatMap((step) => mendsOf(evidence, step));
  if (!offered.includes(asked.mend)) {
    if (!isComplete) return failure({ code: 'TWILIO_UNAVAILABLE' });
    return broken.length === 0 ? success({ outcome: 'served' }) : failure({ code: 'CONVERSATION_CHANGED' });
  }
  if (asked.mend === 'sendAnew') return sendAnew(janitor, evidence);
  const mended = await act(janitor, agent, { asked, evidence });
  if (!mended.ok) return mended;
  return mended.value === 'atWork' ? failure({ code: 'REQUEST_IN_PROGRESS' }) : success({ outcome: mended.value });
}

async function act(
  janitor: Janitor,
  agent: Agent,
  { asked, evidence }: { asked: AskedOfConversation; evidence: Evidence },
): Promise<Result<MendOutcome | 'atWork', FunctionError>> {
  const { sid } = evidence.conversation;
  switch (asked.mend) {
    case 'requeue':
      return requeue(janitor, agent, evidence, asked.reason);
    case 'giveBack':
      if (hasLiveTask(evidence)) return bringIn(janitor, evidence);
      return outcomeOf(await answerCustomer(janitor, sid, lastAgentOf(evidence)));
    case 'rest':
      return outcomeOf(await bringToRest(janitor, sid));
    case 'close':
      return outcomeOf(await closeResting(janitor, { sid }, { isAsked: true }));
    case 'endFlow':
      return thenAnswer(janitor, evidence, await endFlow(janitor, evidence));
    case 'addWebhook':
      return thenAnswer(janitor, evidence, await addWebhook(janitor, sid));
    default:
      return outcomeOf(await answerCustomer(janitor, sid));
  }
}

/** What kept the customer from an agent is out of the way; who has written already is brought to one. */
async function thenAnswer(
  janitor: Janitor,
  evidence: Evidence,
  done: Awaited<Mending>,
): Promise<Result<MendOutcome | 'atWork', FunctionError>> {
  if (!done.ok || done.value === 'atWork') return done as Result<'atWork', FunctionError>;
  if (!isUnanswered(evidence)) return success('waits');
  return outcomeOf(await answerCustomer(janitor, evidence.conversation.sid));
}

function outcomeOf(mended: Awaited<Mending>): Result<MendOutcome | 'atWork', FunctionError> {
  if (!mended.ok) return mended;
  const { value } = mended;
  return success(value === 'none' || value === 'listed' || value === 'cancelled' ? 'served' : value);
}
