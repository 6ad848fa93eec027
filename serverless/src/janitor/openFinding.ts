import { hasPerson } from '../conversations/hasPerson';
import type { Parked } from '../conversations/parked';
import { isDue, readParked } from '../conversations/parked';
import { awaitsReply, isRequestText, isUnsettled, readStartRecord } from '../conversations/startRecord';
import { conversationCustomer } from '../inbound/conversationCustomer';
import { decide } from '../inbound/decide';
import type { FunctionError } from '../runtime/FunctionError';
import type { Result } from '../runtime/Result';
import { failure, success } from '../runtime/Result';
import { now } from '../runtime/Surroundings';
import { attempt, twilioError } from '../runtime/twilioFailure';
import { readInteraction } from '../interactions/interactionDocument';
import { isUnheard } from '../waiting/isUnheard';
import { waitInstead } from '../waiting/waitInstead';
import { hasReplied } from '../waiting/hasReplied';
import type { Found, Janitor, Open } from './Janitor';
import { answerCustomer } from './answerCustomer';
import { bringToRest } from './bringToRest';
import { closeResting } from './closeResting';
import { isOfOurSenders } from './isOfOurSenders';
import { restingSince } from './restingSince';

/** By then a lease, which is one of a minute, is over, and has been lifted. */
const LEASE_MILLISECONDS = 2 * 60_000;
/** Older than anything that is still under way. */
const OLD_MILLISECONDS = 10 * 60_000;

/** What is wrong with an open conversation that is in no live task; undefined where nothing is, or where it may be under way. */
export async function openFinding(
  janitor: Janitor,
  conversation: Open,
): Promise<Result<Found | undefined, FunctionError>> {
  const { twilio } = janitor.call;
  const { chatServiceSid, settings } = janitor.configuration;
  const { sid: conversationSid, state, attributes, dateUpdated } = conversation;
  const record = readStartRecord(attributes);
  const parked = readParked(attributes);
  const isYoung = (date: Date, old = OLD_MILLISECONDS): boolean => now(twilio).getTime() - date.getTime() < old;
  if (parked) {
    const isWanted = isDue(twilio, parked, state) || (parked.waitsFor !== 'date' && !isYoung(dateUpdated));
    return isWanted ? parkedFinding(janitor, conversation, parked) : success(undefined);
  }
  if (record && isUnsettled(conversation)) {
    const mend: Found['mend'] = (hands) => bringToRest(hands, conversationSid);
    const isUnderWay = isYoung(new Date(record.startedAt), LEASE_MILLISECONDS);
    return success(isUnderWay ? undefined : { conversationSid, finding: 'halfMade', mend });
  }
  if (isYoung(dateUpdated)) return success(undefined);
  const [latest, customer] = await Promise.all([
    attempt(() =>
      twilio.conversations.v1
        .services(chatServiceSid)
        .conversations(conversationSid)
        .messages.list({ order: 'desc', limit: 1 }),
    ),
    conversationCustomer(twilio, chatServiceSid, conversationSid),
  ]);
  if (!latest.ok) return failure(twilioError(latest.error));
  if (!customer.ok) return failure(twilioError(customer.error));
  const [message] = latest.value;
  // Its start was cut off once Twilio had told of the task, and by now that is gone too: nobody has said anything.
  if (!message && record && customer.value) {
    const person = await hasPerson(twilio, chatServiceSid, conversationSid, customer.value);
    if (!person.ok) return failure(twilioError(person.error));
    if (person.value) return success(undefined);
    const mend: Found['mend'] = (hands) => bringToRest(hands, conversationSid);
    return success({ conversationSid, finding: 'halfMade', mend });
  }
  if (!message || isYoung(message.dateCreated) || !customer.value) return success(undefined);
  if (!isOfOurSenders(janitor.configuration, customer.value)) return success(undefined);
  if (message.author === customer.value.address || isRequestText(record, message.attributes)) {
    // What the settings leave without a task is left so, until they say otherwise.
    const isWanted = record || decide(settings.inbound, message.body ?? '', now(twilio)).kind === 'task';
    const mend: Found['mend'] = (hands) => answerCustomer(hands, conversationSid);
    return success(isWanted ? { conversationSid, finding: 'unanswered', mend } : undefined);
  }
  const rests = await restingSince(janitor, conversation);
  if (!rests.ok) return rests;
  if (rests.value) {
    const mend: Found['mend'] = (hands) => closeResting(hands, conversation);
    return success({ conversationSid, finding: 'resting', mend });
  }
  const kept = awaitsReply(record) ? success(undefined) : await readInteraction(twilio, conversationSid);
  if (!kept.ok) return failure(twilioError(kept.error));
  if (!kept.value) return success(undefined);
  const of = { customer: customer.value, interaction: kept.value };
  const lost = await isUnheard(twilio, chatServiceSid, conversationSid, of);
  if (!lost.ok) return failure(twilioError(lost.error));
  const mend: Found['mend'] = (hands) =>
    record?.workerSid === undefined ? answerCustomer(hands, conversationSid) : waitInstead(hands, conversationSid);
  return success(lost.value ? { conversationSid, finding: 'taskLost', mend } : undefined);
}

/** Of one that was put aside: its date has come, or the customer has written, and nobody was told. */
async function parkedFinding(
  { call: { twilio }, configuration: { chatServiceSid } }: Janitor,
  { sid: conversationSid, state }: Open,
  parked: Parked,
): Promise<Result<Found | undefined, FunctionError>> {
  const mend: Found['mend'] = (hands) => bringToRest(hands, conversationSid);
  if (isDue(twilio, parked, state)) return success({ conversationSid, finding: 'halfMade', mend });
  const written = await hasReplied(twilio, chatServiceSid, conversationSid, parked);
  if (!written.ok) return failure(twilioError(written.error));
  return success(written.value ? { conversationSid, finding: 'unanswered', mend } : undefined);
}
