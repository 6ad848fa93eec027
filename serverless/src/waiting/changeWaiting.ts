import { keepAudit } from '../audit/audit';
import type { Conversation } from '../conversations/conversations';
import { findConversation, writeStartRecord } from '../conversations/conversations';
import { letGo } from '../conversations/letGo';
import type { Parked } from '../conversations/parked';
import { readParked } from '../conversations/parked';
import { readStartRecord } from '../conversations/startRecord';
import { conversationCustomer } from '../inbound/conversationCustomer';
import { claimCustomerTask } from '../interactions/claimCustomerTask';
import { closeInteraction } from '../interactions/interactions';
import { removeReplyWebhook } from '../outreach/replyWebhook';
import { takeReply } from '../outreach/takeReply';
import { findColleague } from '../remedies/colleague';
import type { Agent } from '../runtime/agentToken';
import type { FunctionCall } from '../runtime/FunctionCall';
import type { FunctionError } from '../runtime/FunctionError';
import type { Result } from '../runtime/Result';
import { failure, success } from '../runtime/Result';
import { attempt, twilioError } from '../runtime/twilioFailure';
import type { FlexConfiguration } from '../settings/flexConfiguration';
import { releaseClaim } from '../sync/claim';
import { bringBack } from './bringBack';
import { isWaiting } from './listWaiting';
import { removeEntry } from './waitingIndex';

interface Asked {
  call: FunctionCall;
  configuration: FlexConfiguration;
  agent: Agent;
}

type Outcome = Promise<Result<undefined, FunctionError>>;

/** Who waits for it, the conversation tells: nobody else may end that. */
async function readOwn(
  { call: { twilio }, configuration, agent }: Asked,
  conversationSid: string,
): Promise<Result<{ conversation: Conversation; parked: Parked | undefined } | undefined, FunctionError>> {
  const found = await findConversation(twilio, configuration.chatServiceSid, conversationSid);
  if (!found.ok) return failure(twilioError(found.error));
  const conversation = found.value;
  const parked = conversation && readParked(conversation.attributes);
  const kind = parked ? 'parked' : 'outreach';
  if (!conversation || !isWaiting({ kind }, conversation, agent.workerSid)) return success(undefined);
  return success({ conversation, parked });
}

/** The agent has the conversation as a task now. Asked again it is done, for it waits no longer. */
export async function takeBack(asked: Asked, conversationSid: string): Outcome {
  const { call, configuration, agent } = asked;
  const [own, worker] = await Promise.all([
    readOwn(asked, conversationSid),
    findColleague(call.twilio, configuration, agent.workerSid),
  ]);
  if (!own.ok) return own;
  if (!own.value?.parked) return failure({ code: 'CONVERSATION_CHANGED' });
  if (!worker.ok) return failure(twilioError(worker.error));
  // Away, they would see it go to somebody else.
  if (!worker.value.isAvailable) return failure({ code: 'COLLEAGUE_UNAVAILABLE' });
  const { id } = own.value.parked;
  const back = await bringBack(call, configuration, { conversationSid, id, backFor: 'takenBack' });
  if (!back.ok) return back;
  return back.value === undefined ? failure({ code: 'CONVERSATION_CHANGED' }) : success(undefined);
}

/**
 * The queue has what was put aside, at once, and of a message the reply: its own, or the one that is chosen. Asked again it is
 * done, for it waits no longer for this agent.
 */
export async function handOver(asked: Asked, conversationSid: string, queueSid: string | undefined): Outcome {
  const { call, configuration, agent } = asked;
  const { twilio } = call;
  const [own, refusal] = await Promise.all([
    readOwn(asked, conversationSid),
    queueSid === undefined ? undefined : checkQueue(asked, queueSid),
  ]);
  if (!own.ok) return own;
  if (!own.value) return success(undefined);
  if (refusal) return failure(refusal);
  const { parked } = own.value;
  const handed = parked
    ? await bringBack(call, configuration, { conversationSid, id: parked.id, backFor: 'handedOver', queueSid })
    : await giveReply(asked, conversationSid, queueSid);
  if (!handed.ok) return handed;
  if (handed.value === undefined) return failure({ code: 'CONVERSATION_CHANGED' });
  const to = queueSid === undefined ? {} : { to: queueSid };
  const act = { by: agent.workerSid, act: 'leave' as const, conversationSid, of: [], ...to, outcome: 'queue' };
  await Promise.all([removeEntry(twilio, agent.workerSid, conversationSid), keepAudit(call, configuration, act)]);
  return success(undefined);
}

/** Whether a queue is there, and the settings let it be chosen. */
async function checkQueue({ call, configuration }: Asked, queueSid: string): Promise<FunctionError | undefined> {
  const { workspaceSid, settings } = configuration;
  const refused = { code: 'QUEUE_NOT_ALLOWED', field: 'queueSid' } as const;
  if (settings.people.queues && !settings.people.queues.includes(queueSid)) return refused;
  const fetched = await attempt(() => call.twilio.taskrouter.v1.workspaces(workspaceSid).taskQueues(queueSid).fetch());
  if (fetched.ok) return undefined;
  return fetched.error.status === 404 ? refused : twilioError(fetched.error);
}

/** In the claim of the reply, which may be coming in. Undefined where it has come. */
async function giveReply(
  asked: Asked,
  conversationSid: string,
  queueSid: string | undefined,
): Promise<Result<'given' | undefined, FunctionError>> {
  const { call, configuration } = asked;
  const claim = await claimCustomerTask(call, 'reply', conversationSid);
  if (!claim.ok) return claim;
  if (!claim.value.isOurs) return success(undefined);
  const current = await readOwn(asked, conversationSid);
  const conversation = current.ok ? current.value?.conversation : undefined;
  const record = conversation && readStartRecord(conversation.attributes);
  const written =
    conversation && record?.reply
      ? await writeStartRecord(call.twilio, configuration.chatServiceSid, conversation, {
          ...record,
          reply: { ...record.reply, to: 'queue', ...(queueSid === undefined ? {} : { queueSid }) },
        })
      : undefined;
  await releaseClaim(call, claim.value);
  if (!current.ok) return current;
  if (written?.ok === false) return failure(twilioError(written.error));
  return success(written && 'given');
}

/**
 * Nobody waits any more: the conversation is closed, and what the customer writes from then on begins another one. Where
 * they have written meanwhile it comes back instead.
 */
export async function close(asked: Asked, conversationSid: string): Outcome {
  const { call, configuration, agent } = asked;
  const { twilio } = call;
  const { chatServiceSid } = configuration;
  const own = await readOwn(asked, conversationSid);
  if (!own.ok) return own;
  if (!own.value) {
    // Closed by an earlier try, or come back.
    await removeEntry(twilio, agent.workerSid, conversationSid);
    return success(undefined);
  }
  const { conversation, parked } = own.value;
  const customer = await conversationCustomer(twilio, chatServiceSid, conversationSid);
  if (!customer.ok) return failure(twilioError(customer.error));
  const address = customer.value?.address ?? readStartRecord(conversation.attributes)?.reply?.address;
  const claim = await claimCustomerTask(call, 'reply', conversationSid);
  if (!claim.ok) return claim;
  if (!claim.value.isOurs) return failure({ code: 'CONVERSATION_CHANGED' });
  const gone = await letGo(twilio, chatServiceSid, conversationSid, {
    chatIdentity: customer.value?.proxyAddress === undefined ? address : undefined,
    isExpected: ({ author, index }) => author !== address || index <= (parked?.lastIndex ?? -1),
    beforeClosing: async () => {
      const removed = await removeReplyWebhook(twilio, chatServiceSid, conversationSid);
      return removed.ok && parked ? closeInteraction(twilio, parked) : removed;
    },
  });
  if (!gone.ok || gone.value.hasWritten) await releaseClaim(call, claim.value);
  if (!gone.ok) return failure(twilioError(gone.error));
  if (!gone.value.hasWritten) {
    await removeEntry(twilio, agent.workerSid, conversationSid);
    return success(undefined);
  }
  const back = parked
    ? await bringBack(call, configuration, { conversationSid, id: parked.id, backFor: 'reply' })
    : await takeReply(call, configuration, conversation, address ?? '');
  return back.ok ? failure({ code: 'CONVERSATION_CHANGED' }) : back;
}
