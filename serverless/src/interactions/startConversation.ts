import type { Conversation } from '../conversations/conversations';
import {
  ADDRESSES_TAKEN,
  UNIQUE_NAME_TAKEN,
  createConversation,
  customerConversations,
  findConversation,
  findFirstMessage,
  sendFirstMessage,
  writeStartRecord,
} from '../conversations/conversations';
import { openConversation } from '../conversations/openConversation';
import { readStartRecord } from '../conversations/startRecord';
import type { FunctionError } from '../runtime/FunctionError';
import type { Result } from '../runtime/Result';
import { failure, success } from '../runtime/Result';
import type { TwilioFailure } from '../runtime/twilioFailure';
import { twilioError } from '../runtime/twilioFailure';
import type { Start, StartResult } from './Start';
import type { Interaction } from './interactions';
import { createInteraction, findInteraction } from './interactions';
import { repeat } from './repeat';
import { leftHalfDone, undo } from './undo';

/**
 * Conversation with the customer → interaction for the agent → first message, in this order: the message goes only
 * when somebody will see the answer to it. When a step fails, the earlier ones are undone.
 * @param own the conversation that holds this request's name, where it has come before
 */
export async function startConversation(start: Start, own: Conversation | undefined): Promise<StartResult> {
  const answer = own && (await repeat(start, own));
  if (answer) return answer;

  const claim = await claimConversation(start);
  if (!claim.ok) return claim;
  const { conversation, isOurs } = claim.value;
  if (isOurs) return finish(start, conversation.sid);
  const answered = await repeat(start, conversation);
  if (answered) return answered;

  // The first attempt had failed and is cleared away: the name is free now, or another repeat was quicker.
  const second = await claimConversation(start);
  if (!second.ok) return second;
  if (second.value.isOurs) return finish(start, second.value.conversation.sid);
  return failure({ code: 'REQUEST_IN_PROGRESS' });
}

interface Claim {
  conversation: Conversation;
  /** False where another arrival of the same request made it. */
  isOurs: boolean;
}

async function claimConversation(start: Start): Promise<Result<Claim, FunctionError>> {
  const { call, configuration, uniqueName, record, address, proxyAddress } = start;
  const { twilio, http } = call;
  const { chatServiceSid } = configuration;
  const made = await createConversation(twilio, chatServiceSid, { uniqueName, record, address, proxyAddress });
  if (made.ok) return success({ conversation: made.value, isOurs: true });

  const { error } = made;
  if (error.uncertain || error.code === UNIQUE_NAME_TAKEN) {
    const found = await http.inReserve(() => insist(() => findConversation(twilio, chatServiceSid, uniqueName)));
    if (!found.ok) {
      return failure(error.uncertain ? { ...twilioError(error), code: 'LEFT_HALF_DONE' } : twilioError(found.error));
    }
    if (!found.value) return failure(twilioError(error));
    const isOurs = readStartRecord(found.value.attributes)?.attempt === record.attempt;
    return success({ conversation: found.value, isOurs });
  }
  if (ADDRESSES_TAKEN.includes(error.code)) {
    const found = await customerConversations(twilio, address);
    const conversations = found.ok ? found.value : [];
    // By the same request, which came at the same moment and was quicker.
    const conversation = conversations.find((one) => one.uniqueName === uniqueName);
    if (conversation) return success({ conversation, isOurs: false });
    const open = openConversation(conversations, proxyAddress);
    if (open) return failure({ code: 'CONVERSATION_OPEN', conversationSid: open.sid });
  }
  return failure(twilioError(error));
}

async function finish(start: Start, conversationSid: string): Promise<StartResult> {
  const { twilio } = start.call;
  const { chatServiceSid } = start.configuration;
  const interaction = await makeInteraction(start, conversationSid);
  if (!interaction.ok) return interaction;

  const [message, conversation] = await Promise.all([
    deliverMessage(start, conversationSid, interaction.value),
    findConversation(twilio, chatServiceSid, conversationSid),
  ]);
  if (!message.ok) return message;

  const started = { ...interaction.value, messageSid: message.value.sid };
  // Where it cannot be written, a repeat finds the task and the message themselves.
  if (conversation.ok && conversation.value) {
    await writeStartRecord(twilio, chatServiceSid, conversation.value, { ...start.record, started });
  }
  return success({ repeated: false, started: { conversationSid, ...started } });
}

async function makeInteraction(start: Start, conversationSid: string): Promise<Result<Interaction, FunctionError>> {
  const { call, configuration, agent, channel, customerName, address, proxyAddress } = start;
  const { twilio, http } = call;
  const made = await createInteraction(twilio, configuration, {
    channel,
    conversationSid,
    workerSid: agent.workerSid,
    customerName,
    address,
    proxyAddress,
  });
  if (made.ok) return made;
  const cause = twilioError(made.error);
  if (!made.error.uncertain) return undo(start, conversationSid, undefined, cause);
  const found = await http.inReserve(() => insist(() => findInteraction(twilio, configuration, conversationSid)));
  if (found.ok && found.value) return success(found.value);
  const undone = await undo(start, conversationSid, undefined, cause);
  // No message went, so the customer is free again; but there may be a task that nobody could see.
  return found.ok ? undone : failure({ ...undone.error, code: 'LEFT_HALF_DONE', conversationSid });
}

async function deliverMessage(
  start: Start,
  conversationSid: string,
  interaction: Interaction,
): Promise<Result<{ sid: string }, FunctionError>> {
  const { call, configuration, agent, requestId } = start;
  const { twilio, http } = call;
  const { chatServiceSid } = configuration;
  const message = { author: agent.identity, message: start.message, requestId };
  const sent = await sendFirstMessage(twilio, chatServiceSid, conversationSid, message);
  if (sent.ok) return sent;
  const cause = twilioError(sent.error);
  if (!sent.error.uncertain) return undo(start, conversationSid, interaction, cause);
  const found = await http.inReserve(() =>
    insist(() => findFirstMessage(twilio, chatServiceSid, conversationSid, requestId)),
  );
  // The customer may have the message, and the agent has the conversation: taking it away could only do harm.
  if (!found.ok) return failure(await leftHalfDone(start, conversationSid, cause));
  return found.value ? success(found.value) : undo(start, conversationSid, interaction, cause);
}

const LOOKS = 3;
const BETWEEN_LOOKS_MILLISECONDS = 400;

/** Looks again, for a while, for what Twilio may still be at work on. */
async function insist<T>(
  look: () => Promise<Result<T | undefined, TwilioFailure>>,
): Promise<Result<T | undefined, TwilioFailure>> {
  for (let times = 1; ; times += 1) {
    const found = await look();
    if (!found.ok || found.value !== undefined || times === LOOKS) return found;
    await new Promise((resolve) => setTimeout(resolve, BETWEEN_LOOKS_MILLISECONDS));
  }
}
