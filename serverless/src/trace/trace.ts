import type { Trace, TraceMend, TraceStep } from '../../../src/contract/trace';
import type { FunctionCall } from '../runtime/FunctionCall';
import type { FunctionError } from '../runtime/FunctionError';
import type { Result } from '../runtime/Result';
import { failure, success } from '../runtime/Result';
import { twilioError } from '../runtime/twilioFailure';
import type { FlexConfiguration } from '../settings/flexConfiguration';
import { latestFirst, readRecord } from '../interactions/interactionDocument';
import type { Evidence } from './Evidence';
import { OPENABLE, findStart, refused } from './findStart';
import { LATEST_MESSAGES, gather } from './gather';
import { UNDER_WAY_MILLISECONDS } from './isYoung';
import type { TraceStart } from './TraceStart';
import { judge } from './judge';
import { mendsOf } from './mendsOf';

/**
 * Where a message went: the steps of its way, each with what Twilio tells of it, up to the one that broke.
 * @param how.depth 1 for what the conversation itself tells, 2 for the whole way
 * @param how.within conversations in which a message is looked for that Twilio does not find alone
 * @param how.mayMend what the person may do about a step: that is named there
 */
export async function trace(
  call: Pick<FunctionCall, 'twilio' | 'http'>,
  configuration: FlexConfiguration,
  what: string,
  { depth, within = [], mayMend }: { depth: 1 | 2; within?: string[]; mayMend: (mend: TraceMend) => boolean },
): Promise<Result<Trace, FunctionError>> {
  const start = await findStart(call.twilio, configuration, what, within);
  if (!start.ok) return start;
  const { conversationSid, otherConversations } = start.value;
  const offering = (step: TraceStep, mends: TraceMend[]): TraceStep => {
    const offered = mends.filter(mayMend);
    return offered.length > 0 ? { ...step, mends: offered } : step;
  };
  const steps = start.value.steps.map((step) =>
    offering(step, start.value.closedAddress && OPENABLE.includes(step.cause!) ? ['openAddress'] : []),
  );
  const before = { otherConversations, ...(conversationSid === undefined ? {} : { conversationSid }) };
  const hasBroken = steps.some(({ state }) => state === 'broken');
  if (conversationSid === undefined || hasBroken) return success({ ...before, steps, isComplete: true });
  const gathered = await gather(call, configuration, conversationSid, depth);
  if (!gathered.ok) return failure(twilioError(gathered.error));
  if (!gathered.value) {
    const gone = { step: 'conversation' as const, state: 'unknown' as const, cause: 'forgotten' as const };
    const kept = await readRecord(call.twilio, conversationSid);
    if (!kept.ok) return failure(twilioError(kept.error));
    const acts = latestFirst(kept.value.acts);
    return success({
      ...before,
      steps: [...steps, { ...gone, sids: [conversationSid] }],
      ...(acts.length > 0 ? { acts } : {}),
      isComplete: true,
    });
  }
  const { evidence, isComplete } = gathered.value;
  const { received } = start.value;
  if (received && isElsewhere(evidence, received)) {
    const lost = refused(evidence.at, received, [conversationSid]);
    return success({ ...before, steps: [...steps, lost], isComplete: true });
  }
  const judged = judge(evidence).map((step) => offering(step, mendsOf(evidence, step)));
  // What the way begins with has been told already.
  const known = steps.map(({ step }) => step);
  return success({
    ...before,
    steps: [...steps, ...judged.filter(({ step }) => !known.includes(step))],
    ...(depth === 2 && evidence.acts.length > 0 ? { acts: evidence.acts } : {}),
    isComplete,
  });
}

/** Twilio has taken it for this open conversation, which was there, and it is not among its messages. */
function isElsewhere(
  { conversation, customer, messages }: Evidence,
  { at, to }: NonNullable<TraceStart['received']>,
): boolean {
  if (conversation.state === 'closed' || conversation.createdAt > at || customer?.proxyAddress !== to) return false;
  const last = messages.find(({ by }) => by === 'customer');
  // It may be among those that were not read.
  if (!last && messages.length >= LATEST_MESSAGES) return false;
  return at.getTime() - (last?.at.getTime() ?? 0) > UNDER_WAY_MILLISECONDS;
}
