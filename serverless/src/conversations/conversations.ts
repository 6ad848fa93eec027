import type { Twilio } from 'twilio';

import { addressVariants } from '../../../src/contract/address/variants';
import type { Channel } from '../../../src/contract/Channel';
import type { Result } from '../runtime/Result';
import { success } from '../runtime/Result';
import { now, pause } from '../runtime/Surroundings';
import type { TwilioFailure } from '../runtime/twilioFailure';
import { attempt, attemptTwice } from '../runtime/twilioFailure';
import type { Message } from './Message';
import {
  captionAttributes,
  isCaption,
  isFirstMessage,
  messageAttributes,
  startedFor,
  withStartRecord,
} from './startRecord';
import type { StartRecord } from './startRecord';
import type { Timers } from './usualTimers';

export interface Conversation {
  sid: string;
  uniqueName: string | null;
  state: string;
  /** JSON text. */
  attributes: string;
}

/** A conversation that a customer takes part in, and the address of ours that it goes by. */
export interface CustomerConversation extends Conversation {
  /** The form of the customer's address by which they are in it; none of a chat identity. */
  address: string | undefined;
  proxyAddress: string | undefined;
  /** ISO 8601. */
  createdAt: string;
  updatedAt: string;
}

/** https://www.twilio.com/docs/api/errors/50353 */
export const UNIQUE_NAME_TAKEN = 50353;
/** The pair of addresses belongs to another conversation: 50416, 50425; 50427 when it was taken at the same moment. */
export const ADDRESSES_TAKEN: readonly (number | undefined)[] = [50416, 50425, 50427];

/** Pages are of 50. Conversations beyond these are caught by Twilio's own refusal of the address pair. */
const MOST_CONVERSATIONS = 200;

type Found<T> = Promise<Result<T | undefined, TwilioFailure>>;

/** Twilio is still adding the participants: https://www.twilio.com/docs/api/errors/50386 */
const NOT_READY = 50386;
const READY_WITHIN_MILLISECONDS = 3000;
const BETWEEN_TRIES_MILLISECONDS = 200;

/** Asks again for a while, as long as the answer says that Twilio is still making the conversation. */
async function askWhileEarly<T>(twilio: Twilio, ask: () => Promise<T>, isEarly: (answer: T) => boolean): Promise<T> {
  const end = now(twilio).getTime() + READY_WITHIN_MILLISECONDS;
  for (;;) {
    const answer = await ask();
    if (!isEarly(answer) || now(twilio).getTime() >= end) return answer;
    await pause(twilio, BETWEEN_TRIES_MILLISECONDS);
  }
}

/** Changes a conversation that Twilio may have made just now. While it is not ready it refuses, and nothing happens. */
const onceReady = <T>(
  twilio: Twilio,
  change: () => Promise<Result<T, TwilioFailure>>,
): Promise<Result<T, TwilioFailure>> =>
  askWhileEarly(twilio, change, (changed) => !changed.ok && changed.error.code === NOT_READY);

/** Waits for a conversation that Twilio may still be making; for a while, after which it may not be ready all the same. */
export const untilReady = (twilio: Twilio, serviceSid: string, conversationSid: string): Promise<unknown> =>
  askWhileEarly(
    twilio,
    () => attempt(() => service(twilio, serviceSid).conversations(conversationSid).fetch()),
    // Twilio's helper does not know the state: https://www.twilio.com/docs/api/errors/50386
    (fetched) => fetched.ok && (fetched.value.state as string) === 'initializing',
  );

const service = (twilio: Twilio, serviceSid: string) => twilio.conversations.v1.services(serviceSid);

/**
 * Conversations, closed ones too, with a customer by their address, in every form of it, or by their chat identity. They
 * are those of the default service, which in a Flex account is Flex's own.
 * https://www.twilio.com/docs/conversations-classic/api/participant-conversation-resource
 */
export async function customerConversations(
  twilio: Twilio,
  channel: Channel,
  address: string,
): Promise<Result<CustomerConversation[], TwilioFailure>> {
  const customers =
    channel === 'chat' ? [{ identity: address }] : addressVariants(address).map((one) => ({ address: one }));
  const lists = await Promise.all(
    customers.map((customer) =>
      attempt(() => twilio.conversations.v1.participantConversations.list({ ...customer, limit: MOST_CONVERSATIONS })),
    ),
  );
  const conversations: CustomerConversation[] = [];
  for (const listed of lists) {
    if (!listed.ok) return listed;
    conversations.push(...listed.value.map(toCustomerConversation));
  }
  return success(conversations);
}

type ParticipantConversation = Awaited<
  ReturnType<Twilio['conversations']['v1']['participantConversations']['list']>
>[number];

function toCustomerConversation(item: ParticipantConversation): CustomerConversation {
  const binding = item.participantMessagingBinding as { address?: string; proxy_address?: string } | null;
  return {
    sid: item.conversationSid,
    uniqueName: item.conversationUniqueName,
    state: item.conversationState,
    attributes: item.conversationAttributes,
    address: binding?.address,
    proxyAddress: binding?.proxy_address,
    createdAt: item.conversationDateCreated.toISOString(),
    updatedAt: item.conversationDateUpdated.toISOString(),
  };
}

/**
 * A conversation with the customer in it, in one call: by address, or without `proxyAddress` by chat identity. Fails
 * with 50353 where the unique name is taken.
 * https://www.twilio.com/docs/conversations-classic/api/conversation-with-participants-resource
 */
export function createConversation(
  twilio: Twilio,
  serviceSid: string,
  conversation: {
    uniqueName: string;
    record: StartRecord;
    address: string;
    proxyAddress: string | undefined;
    /** Until it closes by itself, an ISO 8601 duration of quiet; the service's own where it is left out. */
    timers?: { closed: string };
  },
): Promise<Result<Conversation, TwilioFailure>> {
  const { uniqueName, record, address, proxyAddress, timers } = conversation;
  return attempt(() =>
    service(twilio, serviceSid).conversationWithParticipants.create({
      uniqueName,
      attributes: withStartRecord('{}', record),
      ...leased(timers),
      participant: [
        JSON.stringify(
          proxyAddress === undefined
            ? { identity: address }
            : { messaging_binding: { address, proxy_address: proxyAddress } },
        ),
      ],
    }),
  );
}

/**
 * The lease of a conversation that is being made: a minute of quiet, after which Twilio tells `messaging-events`, where
 * it is seen to that nobody is left alone in it. It needs no function that lives, and never closes over what a customer
 * has written. A timer needs the state that it starts from: https://www.twilio.com/docs/api/errors/50382
 */
export const leased = (timers?: {
  closed: string;
}): { state: 'active'; 'timers.inactive': string; 'timers.closed'?: string } => ({
  state: 'active',
  'timers.inactive': 'PT1M',
  ...(timers ? { 'timers.closed': timers.closed } : {}),
});

/**
 * Lifts the lease: whatever the customer writes comes to a person. A conversation that rests wakes again.
 * @param inactive the account's own timer, ISO 8601
 */
export const settleConversation = (
  twilio: Twilio,
  serviceSid: string,
  { sid, attributes, state }: Pick<Conversation, 'sid' | 'attributes' | 'state'>,
  record: StartRecord,
  { inactive }: Pick<Timers, 'inactive'>,
): Promise<Result<unknown, TwilioFailure>> =>
  onceReady(twilio, () =>
    attemptTwice(() =>
      service(twilio, serviceSid)
        .conversations(sid)
        .update({
          attributes: withStartRecord(attributes, { ...record, settledAt: now(twilio).toISOString() }),
          'timers.inactive': inactive,
          ...(state === 'inactive' ? { state: 'active' as const } : {}),
        }),
    ),
  );

/** By SID or unique name. */
export async function findConversation(twilio: Twilio, serviceSid: string, name: string): Found<Conversation> {
  const fetched = await attempt(() => service(twilio, serviceSid).conversations(name).fetch());
  return !fetched.ok && fetched.error.status === 404 ? success(undefined) : fetched;
}

/**
 * For good. Succeeds too where it is closed or gone already.
 * @param attributes JSON text; none are changed where it is left out
 */
export async function closeConversation(
  twilio: Twilio,
  serviceSid: string,
  conversationSid: string,
  attributes?: string,
): Promise<Result<unknown, TwilioFailure>> {
  const closed = await attemptTwice(() =>
    service(twilio, serviceSid)
      .conversations(conversationSid)
      .update({ state: 'closed', ...(attributes === undefined ? {} : { attributes }) }),
  );
  return closed.ok || !isClosed(closed.error) ? closed : success(undefined);
}

/** Whether it is closed or gone: https://www.twilio.com/docs/api/errors/50377 */
export const isClosed = ({ status, code }: TwilioFailure): boolean => status === 404 || code === 50377;

/**
 * Writes the record into a conversation's attributes, as they were read just now.
 * @param timers from now on, where they change
 */
export function writeStartRecord(
  twilio: Twilio,
  serviceSid: string,
  { sid, attributes }: Pick<Conversation, 'sid' | 'attributes'>,
  record: StartRecord,
  timers?: Timers,
): Promise<Result<unknown, TwilioFailure>> {
  const update = {
    attributes: withStartRecord(attributes, record),
    ...(timers ? { 'timers.inactive': timers.inactive, 'timers.closed': timers.closed } : {}),
  };
  return onceReady(twilio, () => attemptTwice(() => service(twilio, serviceSid).conversations(sid).update(update)));
}

/**
 * The agent's first message. It goes out to the customer at once.
 * @param about further entries of ours in the message's attributes
 */
export function sendFirstMessage(
  twilio: Twilio,
  serviceSid: string,
  conversationSid: string,
  {
    author,
    message,
    requestId,
    about,
  }: { author: string; message: Message; requestId: string; about?: Record<string, string> },
): Promise<Result<{ sid: string }, TwilioFailure>> {
  return onceReady(twilio, () =>
    attempt(() =>
      service(twilio, serviceSid)
        .conversations(conversationSid)
        .messages.create({ author, ...message, attributes: messageAttributes(requestId, about) }),
    ),
  );
}

/** The text right after the request's file. */
export const sendCaption = (
  twilio: Twilio,
  serviceSid: string,
  conversationSid: string,
  { author, body, requestId }: { author: string; body: string; requestId: string },
): Promise<Result<unknown, TwilioFailure>> =>
  attempt(() =>
    service(twilio, serviceSid)
      .conversations(conversationSid)
      .messages.create({ author, body, attributes: captionAttributes(requestId) }),
  );

/** Pages are of 100, the latest first: beyond these the request is long over. */
const MOST_MESSAGES = 200;

/** The message that the request sent, and whether the text went that belongs to a file. */
export async function findFirstMessage(
  twilio: Twilio,
  serviceSid: string,
  conversationSid: string,
  requestId: string,
): Found<{
  sid: string;
  author: string;
  body: string | null;
  dateCreated: Date;
  hasCaption: boolean;
  startedFor: string | undefined;
}> {
  const listed = await latestMessages(twilio, serviceSid, conversationSid);
  if (!listed.ok) return listed;
  const own = listed.value.filter(({ attributes }) => isFirstMessage(attributes, requestId));
  const first = own.find(({ attributes }) => !isCaption(attributes, requestId));
  if (!first) return success(undefined);
  const { sid, author, body, dateCreated } = first;
  const about = { hasCaption: own.length > 1, startedFor: startedFor(first.attributes) };
  return success({ sid, author, body, dateCreated, ...about });
}

/** Whether there is any message beside the one that the request sent. */
export async function hasOtherMessages(
  twilio: Twilio,
  serviceSid: string,
  conversationSid: string,
  requestId: string,
): Promise<Result<boolean, TwilioFailure>> {
  const listed = await latestMessages(twilio, serviceSid, conversationSid);
  if (!listed.ok) return listed.error.status === 404 ? success(false) : listed;
  return success(listed.value.some(({ attributes }) => !isFirstMessage(attributes, requestId)));
}

/** Whether somebody has written in the conversation; false too where it cannot be told. */
export async function hasMessageOf(
  twilio: Twilio,
  serviceSid: string,
  conversationSid: string,
  author: string,
): Promise<boolean> {
  const listed = await latestMessages(twilio, serviceSid, conversationSid);
  return listed.ok && listed.value.some((message) => message.author === author);
}

const latestMessages = (twilio: Twilio, serviceSid: string, conversationSid: string) =>
  attempt(() =>
    service(twilio, serviceSid)
      .conversations(conversationSid)
      .messages.list({ order: 'desc', limit: MOST_MESSAGES, pageSize: 100 }),
  );
