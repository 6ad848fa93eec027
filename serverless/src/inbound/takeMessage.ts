import type { Conversation } from '../conversations/conversations';
import type { PressedButton } from '../conversations/pressedButton';
import { readStartRecord } from '../conversations/startRecord';
import { claimCustomerTask } from '../interactions/claimCustomerTask';
import { customerAttributes } from '../interactions/customerAttributes';
import { findLiveTask, openCustomerTask } from '../interactions/openCustomerTask';
import type { AwaitedReply } from '../outreach/awaitedReply';
import { awaitedReply, endAwaited } from '../outreach/awaitedReply';
import { OPTED_OUT, openReply } from '../outreach/openReply';
import { removeWebhooks } from '../outreach/replyWebhook';
import type { FunctionCall } from '../runtime/FunctionCall';
import type { FunctionError } from '../runtime/FunctionError';
import type { Result } from '../runtime/Result';
import { failure, success } from '../runtime/Result';
import { now } from '../runtime/Surroundings';
import type { TwilioFailure } from '../runtime/twilioFailure';
import { twilioError } from '../runtime/twilioFailure';
import type { FlexConfiguration } from '../settings/flexConfiguration';
import { releaseClaim } from '../sync/claim';
import type { Customer } from './conversationCustomer';
import { customerName } from './customerName';
import type { Decision } from './decide';
import { decide } from './decide';
import { lastAgent } from './lastAgent';
import { sendOnce } from './sendOnce';

/** The function that hears of conversations that Twilio makes for an address. */
export const INBOUND_ROUTE = 'conversation-events';

/** A customer's message in a conversation that Twilio has made for an address. */
export interface InboundMessage {
  call: Pick<FunctionCall, 'twilio' | 'http' | 'log'>;
  configuration: FlexConfiguration;
  conversation: Conversation;
  customer: Customer;
  text: string;
  /** The button by which it was written, of this template if of none that Twilio tells of. */
  button?: (contentSid: string | undefined) => Promise<PressedButton | undefined>;
  /** It is a word by which the customer opts out. */
  optsOut: boolean;
  /** Of the conversation's messages; before the first there can be no task. */
  isFirst: boolean;
}

type Outcome = Result<undefined, FunctionError>;
type TaskDecision = Decision & { kind: 'task' };
const done = success(undefined);
/** The business began: no keyword, and no hours, come before the agent who waits for it. */
const REPLY: TaskDecision = { kind: 'task', queueSid: undefined, answer: undefined };

/**
 * Decides by the settings what becomes of the message. Where it becomes a task, once, the webhook goes: from then on the
 * conversation is Flex's. Where that fails, the webhook stays, so that the customer's next message tries again.
 */
export async function takeMessage(message: InboundMessage): Promise<Outcome> {
  const { configuration, conversation, text, optsOut } = message;
  // A conversation that waits for a reply has a webhook of its own.
  if (conversation.state === 'closed' || readStartRecord(conversation.attributes)?.reply) return done;
  const awaited = await awaitedReply(message.call.twilio, message.customer);
  if (!awaited.ok) return failure(twilioError(awaited.error));
  if (awaited.value) return openOnce(message, REPLY, awaited.value);
  // Who begins with STOP wants no answer, and gets none.
  if (optsOut) return done;
  const decision = decide(configuration.settings.inbound, text, now(message.call.twilio));
  if (decision.kind === 'ignore') return done;
  if (decision.kind === 'task') return openOnce(message, decision);
  return sendAnswer(message, decision.answer, { afterLook: true });
}

/** Before the first message there can be no task. */
const findTask = ({ call, configuration, conversation, isFirst }: InboundMessage, isUntouched = false) =>
  isFirst
    ? success(undefined)
    : findLiveTask(call.twilio, configuration, { conversationSid: conversation.sid, isUntouched });

async function openOnce(message: InboundMessage, decision: TaskDecision, awaited?: AwaitedReply): Promise<Outcome> {
  const { call, configuration, conversation, customer } = message;
  const { twilio } = call;
  const seeksAgent = !awaited && decision.queueSid === undefined && configuration.settings.inbound.lastAgentFirst;
  const [claim, workerSid] = await Promise.all([
    claimCustomerTask(call, 'inbound', conversation.sid),
    seeksAgent ? lastAgent(twilio, configuration, customer, conversation.sid) : undefined,
  ]);
  if (!claim.ok) return claim;
  if (!claim.value.isOurs) return done;
  const { isTakenOver } = claim.value;
  // By the claim first: a customer's second line, a moment after the first, costs no look. The first to hold it finds
  // what Twilio has told of; and no second interaction can be made beside one that it has not.
  const live = await findTask(message, !isTakenOver);
  if (live.ok && live.value) return handOver(message);
  const button = await message.button?.(awaited?.record.reply.contentSid);
  const attributes = { ...(message.optsOut ? OPTED_OUT : {}), ...(button ? { button } : {}) };
  const make = () =>
    awaited
      ? openReply(call, configuration, conversation.sid, awaited.record, { attributes })
      : open(message, button, decision.queueSid, workerSid);
  const opened = live.ok ? await make() : live;
  if (!opened.ok) {
    // A claim that cannot be given back is taken over when it is old.
    await releaseClaim(call, claim.value);
    return failure(twilioError(opened.error));
  }
  // The agent has the task: whatever becomes of the rest is in the log alone.
  await Promise.all([
    sendAnswer(message, decision.answer),
    handOver(message),
    awaited && endAwaited(twilio, configuration.chatServiceSid, awaited),
  ]);
  return done;
}

async function open(
  { call, configuration, conversation, customer }: InboundMessage,
  button: PressedButton | undefined,
  queueSid: string | undefined,
  workerSid: string | undefined,
): Promise<Result<unknown, TwilioFailure>> {
  const { channel, address, proxyAddress } = customer;
  const name = customerName(conversation, customer);
  const task = {
    channel,
    conversationSid: conversation.sid,
    queueSid,
    attributes: {
      ...customerAttributes(name, address, proxyAddress),
      ...(workerSid === undefined ? {} : { knownWorkerSid: workerSid, knownQueueSid: configuration.taskQueueSid }),
      ...(button ? { messagingControls: { button } } : {}),
    },
  };
  const opened = await openCustomerTask(call, configuration, task);
  // A keyword's queue that is gone must not cost the customer: the workflow has one.
  const isRefused = !opened.ok && opened.error.status === 400 && queueSid !== undefined;
  return isRefused ? openCustomerTask(call, configuration, { ...task, queueSid: undefined }) : opened;
}

/**
 * Says that nobody is there, once in a conversation.
 * @param afterLook only where nobody works on the conversation; by the claim first, so that a customer's further lines at
 * night cost no look
 */
async function sendAnswer(
  message: InboundMessage,
  body: string | undefined,
  { afterLook = false } = {},
): Promise<Outcome> {
  if (body === undefined) return done;
  if (!afterLook) return sendOnce(message, 'out-of-hours', body);
  let isServed = false;
  const said = await sendOnce(message, 'out-of-hours', body, async () => {
    const live = await findTask(message);
    if (!live.ok) return failure(twilioError(live.error));
    isServed = live.value !== undefined;
    return success(!isServed);
  });
  return isServed ? handOver(message) : said;
}

async function handOver({ call, configuration, conversation }: InboundMessage): Promise<Outcome> {
  const { chatServiceSid } = configuration;
  const removed = await removeWebhooks(INBOUND_ROUTE, call.twilio, chatServiceSid, conversation.sid);
  return removed.ok ? done : failure(twilioError(removed.error));
}
