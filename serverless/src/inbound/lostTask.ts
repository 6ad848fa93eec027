import type { TraceAct } from '../../../src/contract/trace';
import { hasPerson } from '../conversations/hasPerson';
import { readParked } from '../conversations/parked';
import { awaitsReply, isRequestText, readStartRecord } from '../conversations/startRecord';
import { waitInstead } from '../waiting/waitInstead';
import { isSaved } from '../janitor/bringToRest';
import { closeResting } from '../janitor/closeResting';
import { inClaim } from '../janitor/inClaim';
import { inviteAgain } from '../janitor/inviteAgain';
import { isOfOurSenders } from '../janitor/isOfOurSenders';
import { findLiveTask } from '../interactions/openCustomerTask';
import type { FunctionCall } from '../runtime/FunctionCall';
import type { FunctionError } from '../runtime/FunctionError';
import type { Result } from '../runtime/Result';
import { failure, success } from '../runtime/Result';
import { now } from '../runtime/Surroundings';
import { twilioError } from '../runtime/twilioFailure';
import { readFlexConfiguration } from '../settings/flexConfiguration';
import { keepAct } from '../trace/acts';
import { decide } from './decide';
import { openConversation } from './openConversation';
import { sendOnce } from './sendOnce';

/** A workflow that cancels at once whatever comes in must not be given the same customer over and over. */
const AGAIN_MILLISECONDS = 10 * 60_000;

const ACT = 'taskCanceled';

/**
 * A conversation's task is gone, and nobody has taken it: declined by the one who was asked, at its time-out, by the
 * workflow, or by TaskRouter's own clearing up. A customer who waits for an answer is given to a person anew, or told
 * something and the conversation closed, as `inbound.unservedAnswer` says; of one who has theirs, the next message makes a
 * task. What is left, the janitor finds.
 * @param acts what the conversation's record has of it
 */
export async function seeToLostTask(
  call: FunctionCall,
  conversationSid: string,
  acts: readonly TraceAct[],
): Promise<Result<undefined, FunctionError>> {
  const { twilio } = call;
  const done = success(undefined);
  const since = new Date(now(twilio).getTime() - AGAIN_MILLISECONDS).toISOString();
  if (acts.some(({ by, act, at }) => by === 'net' && act === ACT && at >= since)) return done;
  const configured = await readFlexConfiguration(twilio);
  if (!configured.ok) return configured;
  const configuration = configured.value;
  const { chatServiceSid, settings } = configuration;
  const open = await openConversation(twilio, chatServiceSid, conversationSid);
  if (!open.ok) return failure(twilioError(open.error));
  if (!open.value) return done;
  const { conversation, customer, message } = open.value;
  const { attributes } = conversation;
  const record = readStartRecord(attributes);
  const isUnanswered = message.author === customer.address || isRequestText(record, message.attributes);
  // What was put aside comes back by itself.
  if (readParked(attributes) || awaitsReply(record) || !isOfOurSenders(configuration, customer)) return done;
  if (!record && isUnanswered && decide(settings.inbound, message.body ?? '', now(twilio)).kind !== 'task') return done;

  const janitor = { call, configuration };
  const keep = (outcome: string) => keepAct(call, configuration, conversationSid, { by: 'net', act: ACT, outcome });
  if (!isUnanswered && record?.workerSid !== undefined) {
    const waits = await waitInstead(janitor, conversationSid);
    if (!waits.ok) return waits;
    if (isSaved(waits.value)) await keep(waits.value);
    return done;
  }
  const { unservedAnswer } = settings.inbound;
  if (isUnanswered && unservedAnswer !== undefined) {
    // Nothing is closed under a supervisor who has joined.
    const person = await hasPerson(twilio, chatServiceSid, conversationSid, customer);
    if (!person.ok) return failure(twilioError(person.error));
    if (person.value) return done;
    const said = await sendOnce({ ...janitor, conversation, customer }, 'unserved', unservedAnswer, async () => {
      const task = await findLiveTask(twilio, configuration, { conversationSid, isUncertain: true });
      return task.ok ? success(!task.value) : failure(twilioError(task.error));
    });
    if (!said.ok) return said;
    const closed = await closeResting(janitor, { sid: conversationSid }, { isAsked: true });
    if (!closed.ok) return closed;
    if (closed.value === 'closed' || closed.value === 'handedOver') await keep(closed.value);
    return done;
  }
  const invited = await inClaim(janitor, conversationSid, () => inviteAgain(janitor, conversation, customer));
  if (!invited.ok) return invited;
  if (invited.value === 'handedOver') await keep(invited.value);
  return done;
}
