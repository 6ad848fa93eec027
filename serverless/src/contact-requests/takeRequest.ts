import type { Conversation, CustomerConversation } from '../conversations/conversations';
import { findFirstMessage, sendFirstMessage } from '../conversations/conversations';
import { openConversation } from '../conversations/openConversation';
import { messageAttributes, readStartRecord } from '../conversations/startRecord';
import type { StartRecord } from '../conversations/startRecord';
import { isOver } from '../interactions/Start';
import { admitCustomer, claimEmptyConversation } from '../interactions/conversationWithNote';
import { findInteraction, isLive } from '../interactions/interactions';
import { inTurn, isOfRequest } from '../interactions/inTurn';
import { insist } from '../interactions/insist';
import { clearAway, leftHalfDone, undo } from '../interactions/undo';
import type { FunctionError } from '../runtime/FunctionError';
import type { Result } from '../runtime/Result';
import { failure, success } from '../runtime/Result';
import { now, randomUuid } from '../runtime/Surroundings';
import { attempt, twilioError } from '../runtime/twilioFailure';
import type { ContactRequest } from './openRequest';
import { openRequest } from './openRequest';

type Outcome = Result<undefined, FunctionError>;

const done = success(undefined);

/**
 * Conversation → in it the request's text, and then the customer → interaction: an agent sees what was written, and
 * nothing goes out before the agent writes. A customer who is in a conversation already goes on in that one.
 * @param conversations the customer's, closed ones too
 */
export async function takeRequest(
  request: ContactRequest,
  conversations: readonly CustomerConversation[],
): Promise<Outcome> {
  const { call, requestId, address, proxyAddress } = request;
  const uniqueName = `messaging-controls-contact-${requestId}`;
  const record = {
    requestId,
    system: 'website',
    attempt: randomUuid(call.twilio),
    startedAt: now(call.twilio).toISOString(),
    customer: { channel: 'sms' as const, address, proxyAddress },
  };
  const wanted: Wanted = { ...request, channel: 'sms', uniqueName, record, isNote: true };
  const open = openConversation(
    conversations.filter((one) => !isOfRequest(wanted, one)),
    proxyAddress,
  );
  if (open) {
    const own = conversations.find((one) => isOfRequest(wanted, one));
    return (own && (await repeat(wanted, own))) ?? addToConversation(request, open);
  }
  const checked = () => Promise.resolve(undefined);
  return inTurn(wanted, { known: conversations, checked, claim: claimEmptyConversation, finish, repeat });
}

interface Wanted extends ContactRequest {
  channel: 'sms';
  uniqueName: string;
  isNote: true;
  record: StartRecord & { system: string };
}

async function finish(wanted: Wanted, conversationSid: string): Promise<Outcome> {
  const { call, configuration, requestId, address, message } = wanted;
  const { chatServiceSid } = configuration;
  // The name that they give may be an agent's.
  const note = { author: address, message: { body: message }, requestId };
  const written = await sendFirstMessage(call.twilio, chatServiceSid, conversationSid, note);
  if (!written.ok) return undo(wanted, conversationSid, undefined, twilioError(written.error));
  const admitted = await admitCustomer(wanted, conversationSid);
  if (!admitted.ok) {
    const undone = await undo(wanted, conversationSid, undefined, admitted.error);
    const { code, conversationSid: openSid } = undone.error;
    // They came into another one at this very moment.
    return code === 'CONVERSATION_OPEN' && openSid ? addToConversation(wanted, { sid: openSid }) : undone;
  }
  const opened = await openRequest(wanted, conversationSid);
  if (opened.ok) return done;
  const { cause, isCertain } = opened.error;
  if (isCertain) return undo(wanted, conversationSid, undefined, cause);
  return failure(await leftHalfDone(wanted, conversationSid, cause));
}

/** Answers a request that has come before; undefined where it failed and nothing of it is left. */
async function repeat(wanted: Wanted, conversation: Conversation): Promise<Outcome | undefined> {
  const { call, configuration } = wanted;
  const { sid: conversationSid, attributes, state } = conversation;
  const record = readStartRecord(attributes);
  if (state === 'closed') return record?.isUndone ? undefined : done;
  const found = await findInteraction(call.twilio, configuration, { conversationSid, attributes });
  if (!found.ok) return failure(twilioError(found.error));
  if (found.value) return done;
  if (!record?.leftHalfDone && !isOver(call.twilio, record?.startedAt)) return failure({ code: 'REQUEST_IN_PROGRESS' });
  // A conversation whose task Twilio has forgotten has had its agent: Twilio lets no second interaction stand on it.
  const obstacle = await clearAway(wanted, conversationSid, undefined);
  return obstacle && failure(obstacle);
}

/**
 * Writes the request into the conversation that is open, in the customer's name, as if they had written it there. So
 * whoever works on it reads it; where it waits for a reply, or rests, it goes to an agent as any reply does; and where
 * nothing of the kind is there, it gets a task of its own.
 */
async function addToConversation(
  request: ContactRequest,
  conversation: Pick<CustomerConversation, 'sid'> & Partial<CustomerConversation>,
): Promise<Outcome> {
  const { call, configuration, requestId, address, message } = request;
  const { twilio, http } = call;
  const { chatServiceSid } = configuration;
  const { sid, attributes = '{}' } = conversation;
  const [earlier, task] = await Promise.all([
    findFirstMessage(twilio, chatServiceSid, sid, requestId),
    findInteraction(twilio, configuration, { conversationSid: sid, attributes }),
  ]);
  if (!earlier.ok) return failure(twilioError(earlier.error));
  if (!task.ok) return failure(twilioError(task.error));
  if (!earlier.value) {
    const written = await attempt(() =>
      twilio.conversations.v1
        .services(chatServiceSid)
        .conversations(sid)
        // Webhooks do not hear of what comes by REST, unless they shall.
        .messages.create({
          author: address,
          body: message,
          attributes: messageAttributes(requestId),
          xTwilioWebhookEnabled: 'true',
        }),
    );
    if (!written.ok) {
      if (!written.error.uncertain) return failure(twilioError(written.error));
      const found = await insist(http, () => findFirstMessage(twilio, chatServiceSid, sid, requestId));
      if (!found.ok || !found.value) return failure(twilioError(written.error));
    }
  }
  if (task.value && isLive(task.value)) return done;
  const reply = readStartRecord(attributes)?.reply;
  // The reply's webhook makes the task.
  if (reply && reply.repliedAt === undefined) return done;
  const opened = await openRequest(request, sid);
  return opened.ok ? done : failure(opened.error.cause);
}
