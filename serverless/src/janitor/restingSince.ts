import { readParked } from '../conversations/parked';
import { awaitsReply, readStartRecord } from '../conversations/startRecord';
import { conversationCustomer } from '../inbound/conversationCustomer';
import type { FunctionError } from '../runtime/FunctionError';
import type { Result } from '../runtime/Result';
import { failure, success } from '../runtime/Result';
import { now } from '../runtime/Surroundings';
import { attempt, twilioError } from '../runtime/twilioFailure';
import { isOfOurSenders } from './isOfOurSenders';
import type { Janitor, Open } from './Janitor';

const HOUR_MILLISECONDS = 3_600_000;
const MOST_PARTICIPANTS = 50;

export interface Resting {
  /** The conversation's last message. */
  lastIndex: number;
  /** The customer's, where they have no address. */
  chatIdentity: string | undefined;
}

export interface How {
  /** A person has decided that it is over, however short a time ago it was used, and whoever has stayed inside. */
  isAsked?: boolean;
}

/**
 * Whether a conversation that is in no task may be closed: its customer is answered, nothing has happened for as long as
 * the settings say, no reply is waited for, and nobody but the customer is inside. Undefined where it may not.
 */
export async function restingSince(
  { call: { twilio }, configuration }: Janitor,
  { sid, attributes, dateUpdated }: Pick<Open, 'sid' | 'attributes'> & { dateUpdated?: Date },
  { isAsked = false }: How = {},
): Promise<Result<Resting | undefined, FunctionError>> {
  const { chatServiceSid, settings } = configuration;
  const closesAfterHours = isAsked ? 0 : settings.janitor.closesAfterHours;
  const no = success(undefined);
  if (closesAfterHours === undefined) return no;
  const isRecent = (at: Date): boolean => now(twilio).getTime() - at.getTime() < closesAfterHours * HOUR_MILLISECONDS;
  const isAwaited = awaitsReply(readStartRecord(attributes)) || (!isAsked && readParked(attributes) !== undefined);
  if (isAwaited || (dateUpdated && isRecent(dateUpdated))) return no;

  const conversation = twilio.conversations.v1.services(chatServiceSid).conversations(sid);
  const [customer, latest, participants] = await Promise.all([
    conversationCustomer(twilio, chatServiceSid, sid),
    attempt(() => conversation.messages.list({ order: 'desc', limit: 1 })),
    attempt(() => conversation.participants.list({ limit: MOST_PARTICIPANTS })),
  ]);
  if (!customer.ok) return failure(twilioError(customer.error));
  if (!latest.ok) return failure(twilioError(latest.error));
  if (!participants.ok) return failure(twilioError(participants.error));
  const [message] = latest.value;
  const who = customer.value;
  if (isAsked && message?.author !== who?.address) {
    const chatIdentity = who && who.proxyAddress === undefined ? who.address : undefined;
    return success({ lastIndex: message?.index ?? -1, chatIdentity });
  }
  if (!message || isRecent(message.dateCreated) || !who || !isOfOurSenders(configuration, who)) return no;
  const chatIdentity = who.proxyAddress === undefined ? who.address : undefined;
  const hasPerson = participants.value.some(({ identity }) => identity !== null && identity !== chatIdentity);
  return message.author === who.address || hasPerson ? no : success({ lastIndex: message.index, chatIdentity });
}
