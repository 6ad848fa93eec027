import type { Channel } from '../../../src/contract/Channel';
import { checkCompliance } from '../compliance/compliance';
import { checkConsent } from '../compliance/givenConsent';
import { knownTimeZone } from '../compliance/knownTimeZone';
import { checkLineType } from '../compliance/lineType';
import { checkReassigned } from '../compliance/reassigned';
import type { Message } from '../conversations/Message';
import type { Conversation } from '../conversations/conversations';
import { checkPermissions } from '../routing/permissions';
import type { Owner } from '../routing/startFor';
import { checkStartFor } from '../routing/startFor';
import type { Agent } from '../runtime/agentToken';
import type { FunctionCall } from '../runtime/FunctionCall';
import type { FunctionError } from '../runtime/FunctionError';
import { checkAddresses } from './checkAddresses';
import { isOfRequest } from './inTurn';
import type { Customer } from './readCustomer';
import { customerOpenConversation } from './readCustomer';

export interface CheckedStart {
  channel: Channel;
  from: string;
  queueSid?: string | undefined;
  overrideReason?: string | undefined;
  /** The customer's, as the browser tells it. */
  customerTimeZone?: string | undefined;
  /** The open conversation that is gone on with. */
  reuseConversationSid?: string | undefined;
}

/**
 * Whether this agent may write this to this customer from there now, for that owner; undefined where nothing stands against
 * it. Asks Twilio only where the settings restrict the sender or look line types up, it is a chat, a queue is chosen, or it is
 * for a colleague.
 * @param uniqueName of the request's own conversation, where it has come before: that one does not stand in its way
 * @param now when the message goes
 */
export async function checkStart(
  call: Pick<FunctionCall, 'context' | 'twilio'>,
  input: CheckedStart,
  start: {
    agent: Agent;
    owner: Owner;
    /** Whether the task comes with the message, and not with the reply. */
    isNow: boolean;
    customer: Customer;
    message: Message;
    uniqueName: string;
    now: Date;
  },
): Promise<FunctionError | undefined> {
  const { channel, queueSid, overrideReason } = input;
  const { agent, owner, isNow, customer, message, uniqueName, now } = start;
  const { configuration, number, others, compliance } = customer;
  const { settings } = configuration;
  const sender = checkAddresses(input, number, settings.senders);
  if (!sender.ok) return sender.error;
  const isOwn = owner.startedBy === undefined;
  const asked = { sender: sender.value, number, queueSid: isOwn ? queueSid : undefined };
  const [permitted, colleague] = await Promise.all([
    checkPermissions(call.twilio, configuration, agent.workerSid, asked),
    checkStartFor(call.twilio, configuration, owner, { sender: sender.value, queueSid, isNow }),
  ]);
  if (!permitted.ok) return permitted.error;
  if (colleague) return colleague;
  const isOther = (conversation: Conversation) => !isOfRequest({ uniqueName }, conversation);
  const open = input.reuseConversationSid ? undefined : customerOpenConversation(customer, isOther);
  if (open) return { code: 'CONVERSATION_OPEN', conversationSid: open.sid };
  const reason = overrideReason ? { overrideReason } : {};
  const timeZone = () => knownTimeZone(call, settings, { channel, number }, input.customerTimeZone);
  const request = { settings, channel, number, others, timeZone, message, ...reason, roles: agent.roles, now };
  const refusal = await checkCompliance(compliance, request);
  // Who is in a conversation with us already can receive, and has been asked before.
  if (refusal || input.reuseConversationSid) return refusal;
  return (
    (await checkReassigned(call, settings, channel, customer)) ??
    (await checkConsent(call.twilio, settings, channel, customer)) ??
    checkLineType(call, settings, channel, number)
  );
}
