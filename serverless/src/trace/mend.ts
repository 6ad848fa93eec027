import type { MendOutcome, TraceMend } from '../../../src/contract/trace';
import type { Janitor, Mending } from '../janitor/Janitor';
import { answerCustomer } from '../janitor/answerCustomer';
import { bringToRest } from '../janitor/bringToRest';
import { closeResting } from '../janitor/closeResting';
import type { FunctionError } from '../runtime/FunctionError';
import type { Result } from '../runtime/Result';
import { failure, success } from '../runtime/Result';
import { twilioError } from '../runtime/twilioFailure';
import { gather } from './gather';
import { judge } from './judge';
import { mendOf } from './mendOf';

type Outcome = Promise<Result<MendOutcome, FunctionError>>;

/**
 * Does what a step of the trace offers, by the janitor's own acts and in its claim. It traces anew before, so that what
 * somebody else has mended in the meantime is left as it is. Safe to repeat, and side by side.
 */
export async function mend(janitor: Janitor, conversationSid: string, asked: TraceMend): Outcome {
  const gathered = await gather(janitor.call, janitor.configuration, conversationSid, 2);
  if (!gathered.ok) return failure(twilioError(gathered.error));
  if (!gathered.value) return failure({ code: 'CONVERSATION_CHANGED' });
  const { evidence, isComplete } = gathered.value;
  const broken = judge(evidence).filter(({ state }) => state === 'broken');
  const offered = broken.map((step) => mendOf(evidence, step));
  if (!offered.includes(asked)) {
    if (!isComplete) return failure({ code: 'TWILIO_UNAVAILABLE' });
    return broken.length === 0 ? success('served') : failure({ code: 'CONVERSATION_CHANGED' });
  }
  const mended = await ACTS[asked](janitor, conversationSid);
  if (!mended.ok) return mended;
  if (mended.value === 'atWork') return failure({ code: 'REQUEST_IN_PROGRESS' });
  const { value } = mended;
  return success(value === 'none' || value === 'listed' || value === 'cancelled' ? 'served' : value);
}

const ACTS: Record<TraceMend, (janitor: Janitor, conversationSid: string) => Mending> = {
  answer: answerCustomer,
  rest: bringToRest,
  close: (janitor, sid) => closeResting(janitor, { sid }, { isAsked: true }),
};
