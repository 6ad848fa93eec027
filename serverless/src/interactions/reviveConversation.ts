import type { Twilio } from 'twilio';
import * as v from 'valibot';

import { findConversation, findFirstMessage, writeStartRecord } from '../conversations/conversations';
import type { Conversation } from '../conversations/conversations';
import { readStartRecord } from '../conversations/startRecord';
import type { StartRecord } from '../conversations/startRecord';
import { conversationCustomer } from '../inbound/conversationCustomer';
import type { Customer } from '../inbound/conversationCustomer';
import { customerName } from '../inbound/customerName';
import { openReply } from '../outreach/openReply';
import { installReplyWebhook, replyTarget } from '../outreach/replyWebhook';
import type { FunctionError } from '../runtime/FunctionError';
import type { Result } from '../runtime/Result';
import { failure, success } from '../runtime/Result';
import { now, randomUuid } from '../runtime/Surroundings';
import type { TwilioFailure } from '../runtime/twilioFailure';
import { twilioError } from '../runtime/twilioFailure';
import { claimDocument, readDocument, removeDocument } from '../sync/syncStore';
import type { FirstMessage } from './Start';
import { awaitReplyInstead } from './awaitReplyInstead';
import { customerTaskClaim } from './claimCustomerTask';
import { customerAttributes } from './customerAttributes';
import { openCustomerTask } from './openCustomerTask';

const AGAIN = { isAgain: true };

type Call = Pick<FirstMessage, 'call' | 'configuration'>;
type Outcome = Result<undefined, FunctionError>;

/** Interactions of one conversation that fail one after the other: then something is wrong that a further one cannot mend. */
const MOST_ROUNDS = 3;
const ONE_DAY_SECONDS = 86_400;

const claim = v.object({ channelSid: v.string() });

/**
 * The channel of a conversation's interaction has failed after Twilio had taken it, so that no task comes of it: whoever
 * is in the conversation is not left alone. A customer who has written gets another interaction; one who has an agent's
 * message gets it with their reply. Conversations that are none of ours are left to those whose they are.
 * Undefined where there was nothing to do.
 */
export async function reviveConversation(
  { call, configuration }: Call,
  { conversationSid, channelSid }: { conversationSid: string; channelSid: string },
): Promise<Result<'revived' | undefined, FunctionError>> {
  const { twilio, http, log } = call;
  const { chatServiceSid } = configuration;
  const [conversation, customer] = await Promise.all([
    findConversation(twilio, chatServiceSid, conversationSid),
    conversationCustomer(twilio, chatServiceSid, conversationSid),
  ]);
  if (!conversation.ok) return failure(twilioError(conversation.error));
  if (!customer.ok) return failure(twilioError(customer.error));
  if (!conversation.value || conversation.value.state === 'closed' || !customer.value) return success(undefined);

  const claimed = await claimRound(twilio, conversationSid, channelSid);
  if (!claimed.ok) return failure(twilioError(claimed.error));
  if (claimed.value === undefined) return success(undefined);
  if (claimed.value === 'exhausted') {
    log.addWarning(
      'the interactions of this conversation keep failing: it has no task until the customer writes again',
    );
    return listenAgain({ call, configuration }, conversation.value, customer.value);
  }
  const revived = await revive({ call, configuration }, conversation.value, customer.value);
  if (revived.ok) return success('revived');
  const name = claimed.value;
  await http.inReserve(() => removeDocument(twilio, name));
  return revived;
}

/** The document that holds it, once for each channel. Twilio tells of a failure by more than one event. */
async function claimRound(
  twilio: Twilio,
  conversationSid: string,
  channelSid: string,
): Promise<Result<string | undefined, TwilioFailure>> {
  for (let round = 1; round <= MOST_ROUNDS; round += 1) {
    const name = `messaging-controls-failed-${conversationSid}-${round}`;
    const claimed = await claimDocument(twilio, name, { channelSid }, ONE_DAY_SECONDS);
    if (!claimed.ok) return claimed;
    if (claimed.value === 'claimed') return success(name);
    const standing = await readDocument(twilio, name);
    if (!standing.ok) return standing;
    const held = v.safeParse(claim, standing.value);
    if (held.success && held.output.channelSid === channelSid) return success(undefined);
  }
  return success('exhausted');
}

/** A task for whoever is in a conversation without one, or else for their reply. */
export async function revive(
  { call, configuration }: Call,
  conversation: Conversation,
  customer: Customer,
): Promise<Outcome> {
  const { twilio } = call;
  const { sid } = conversation;
  const record = readStartRecord(conversation.attributes);
  if (record && !record.reply && record.workerSid !== undefined) {
    const { requestId, workerSid } = record;
    return awaitReplyInstead({ call, configuration }, conversation, { customer, requestId, workerSid });
  }
  if (record?.reply) {
    return told(await openReply(call, configuration, sid, { ...record, reply: record.reply }, AGAIN));
  }
  const attributes = customerAttributes(customerName(conversation, customer), customer.address, customer.proxyAddress);
  const task = { channel: customer.channel, conversationSid: sid, queueSid: undefined, attributes };
  if (record) {
    // A website's request.
    const text = await findFirstMessage(twilio, configuration.chatServiceSid, sid, record.requestId);
    if (!text.ok) return failure(twilioError(text.error));
    const messagingControls = { contactRequest: text.value?.body ?? '' };
    const { queueSid } = configuration.settings.contactRequests ?? {};
    const request = { ...task, queueSid, attributes: { ...attributes, messagingControls } };
    return told(await openCustomerTask(call, configuration, request, AGAIN));
  }
  const inbound = await readDocument(twilio, customerTaskClaim('inbound', sid));
  if (!inbound.ok) return failure(twilioError(inbound.error));
  if (inbound.value === undefined) return success(undefined);
  return told(await openCustomerTask(call, configuration, task, AGAIN));
}

/** The customer's next message tries again. */
async function listenAgain(
  { call, configuration }: Call,
  conversation: Conversation,
  customer: Customer,
): Promise<Outcome> {
  const { twilio, context } = call;
  const { chatServiceSid, settings } = configuration;
  const standing: StartRecord = readStartRecord(conversation.attributes) ?? {
    requestId: randomUuid(twilio),
    attempt: randomUuid(twilio),
    startedAt: now(twilio).toISOString(),
  };
  const { queueSid, customerName: name } = standing;
  const reply = standing.reply ?? { to: 'queue' as const, queueSid, customerName: name, ...customer };
  const record = { ...standing, reply: { ...reply, repliedAt: undefined } };
  const target = replyTarget(context, settings, customer.channel);
  const [installed, written] = await Promise.all([
    installReplyWebhook(twilio, chatServiceSid, conversation.sid, target),
    writeStartRecord(twilio, chatServiceSid, conversation, record),
  ]);
  return told(installed.ok ? written : installed);
}

const told = (opened: Result<unknown, TwilioFailure>): Outcome =>
  opened.ok ? success(undefined) : failure(twilioError(opened.error));
