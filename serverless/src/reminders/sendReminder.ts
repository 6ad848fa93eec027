import { createHash } from 'node:crypto';

import * as v from 'valibot';

import type { ReminderRequest, ReminderResult } from '../../../src/contract/reminders';
import { reminderRequest } from '../../../src/contract/reminders';
import { startedConversation } from '../../../src/contract/startedConversation';
import { checkCompliance } from '../compliance/compliance';
import { keepConsent } from '../compliance/keepConsent';
import { checkConsent } from '../compliance/givenConsent';
import { knownTimeZone } from '../compliance/knownTimeZone';
import { checkLineType } from '../compliance/lineType';
import { checkReassigned } from '../compliance/reassigned';
import type { Started } from '../interactions/Start';
import { checkAddresses } from '../interactions/checkAddresses';
import { firstMessage, replyOf } from '../interactions/firstMessage';
import { isOfRequest } from '../interactions/inTurn';
import type { Customer } from '../interactions/readCustomer';
import { customerOpenConversation, readCustomer } from '../interactions/readCustomer';
import { startOutreach } from '../outreach/startOutreach';
import type { FunctionCall } from '../runtime/FunctionCall';
import type { FunctionError } from '../runtime/FunctionError';
import type { Result } from '../runtime/Result';
import { failure, success } from '../runtime/Result';
import { readFields } from '../runtime/readInput';
import { now } from '../runtime/Surroundings';
import type { System } from '../runtime/systemKey';
import { attempt, twilioError } from '../runtime/twilioFailure';
import type { ConfigurationRead, FlexConfiguration } from '../settings/flexConfiguration';
import { readDocument, writeDocument } from '../sync/syncStore';

/** How long a system may repeat a reminder and get the first one's result. */
const KEPT_SECONDS = 7 * 24 * 60 * 60;

/** Of the system and its own key both, so that systems do not get into each other's way. */
const idOf = (system: System, key: string): string =>
  createHash('sha256')
    .update(JSON.stringify([system.name, key]))
    .digest('hex');

const nameOf = (id: string): string => `messaging-controls-reminder-${id}`;

/** The key of a reminder that may be anything. */
export const keyOf = (reminder: unknown): { key?: string } => {
  const key = v.safeParse(v.object({ key: v.string() }), reminder);
  return key.success ? { key: key.output.key } : {};
};

/**
 * One reminder: a message of one of the business's systems, whose reply goes to a queue. The conversation's unique name
 * is the claim on it while it is sent; what came of it stays in Sync, for as long as a system may ask again.
 */
export async function sendReminder(
  call: FunctionCall,
  system: System,
  reminder: unknown,
  configuration: ConfigurationRead,
): Promise<ReminderResult> {
  const input = readFields(reminderRequest, reminder);
  if (!input.ok) return { ok: false, ...keyOf(reminder), error: input.error };
  const { key } = input.value;
  const requestId = idOf(system, key);
  const result = await once(call, system, input.value, requestId, configuration);
  if (!result.ok) {
    const { code: outcome, twilio, conversationSid: about } = result.error;
    call.log.addPart({ requestId, outcome, code: twilio?.code, about });
    return { ok: false, key, error: result.error };
  }
  call.log.addPart({ requestId, outcome: 'OK', about: result.value.started.conversationSid });
  return { ok: true, ...result.value, key };
}

async function once(
  call: FunctionCall,
  system: System,
  input: ReminderRequest,
  id: string,
  configuration: ConfigurationRead,
): Promise<Result<Started, FunctionError>> {
  const { twilio } = call;
  const [kept, customer] = await Promise.all([
    readDocument(twilio, nameOf(id)),
    readCustomer({ twilio }, input, configuration),
  ]);
  if (!kept.ok) return failure(twilioError(kept.error));
  const earlier = v.safeParse(startedConversation, kept.value);
  if (earlier.success) return success({ repeated: true, started: earlier.output });
  if (!customer.ok) return customer;

  const result = await start(call, system, input, customer.value, id);
  // Where it cannot be kept, the conversation tells as long as it is there.
  if (result.ok) await call.http.inReserve(() => writeDocument(twilio, nameOf(id), result.value.started, KEPT_SECONDS));
  return result;
}

async function start(
  call: FunctionCall,
  system: System,
  input: ReminderRequest,
  customer: Customer,
  id: string,
): Promise<Result<Started, FunctionError>> {
  const { channel, queueSid } = input;
  const { configuration, number, proxyAddress, conversations, others, compliance } = customer;
  const { settings } = configuration;
  const sender = checkAddresses(input, number, settings.senders);
  if (!sender.ok) return sender;
  const uniqueName = nameOf(id);
  const author = sender.value.name;
  const first = firstMessage(call, input, customer, { requestId: id, uniqueName, author, system: system.name });
  const { message, record } = first;
  const outreach = { ...first, record: { ...record, reply: replyOf(first, { to: 'queue', queueSid }) } };
  return startOutreach(outreach, conversations, async () => {
    const open = customerOpenConversation(customer, (one) => !isOfRequest(first, one));
    if (open) return { code: 'CONVERSATION_OPEN', conversationSid: open.sid };
    const refusal = await checkCompliance(compliance, {
      settings,
      channel,
      number,
      others,
      timeZone: () => knownTimeZone(call, settings, { channel, number }, input.customerTimeZone),
      message,
      roles: [],
      now: now(call.twilio),
    });
    if (!refusal && input.consent && proxyAddress !== undefined) {
      const pair = { address: customer.address, proxyAddress };
      const recorded = await keepConsent(call, settings, channel, pair, {
        ...input.consent,
        source: 'system',
        by: system.name,
      });
      if (!recorded.ok) return recorded.error;
    }
    return (
      refusal ??
      (await checkReassigned(call, settings, channel, customer)) ??
      (await checkConsent(call.twilio, settings, channel, customer)) ??
      (await checkLineType(call, settings, channel, number)) ??
      checkQueue(call, configuration, queueSid)
    );
  });
}

/** A queue that is not there would leave the customer's reply with nobody. */
async function checkQueue(
  { twilio }: FunctionCall,
  { workspaceSid, taskQueueSid }: FlexConfiguration,
  queueSid: string | undefined,
): Promise<FunctionError | undefined> {
  if (queueSid === undefined || queueSid === taskQueueSid) return undefined;
  const fetched = await attempt(() => twilio.taskrouter.v1.workspaces(workspaceSid).taskQueues(queueSid).fetch());
  if (fetched.ok) return undefined;
  return fetched.error.status === 404 ? { code: 'QUEUE_NOT_ALLOWED', field: 'queueSid' } : twilioError(fetched.error);
}
