import type { Twilio } from 'twilio';

import type { Result } from '../runtime/Result';
import { success } from '../runtime/Result';
import type { TwilioFailure } from '../runtime/twilioFailure';
import { attempt, attemptTwice } from '../runtime/twilioFailure';
import type { Message } from './Message';
import { isFirstMessage, messageAttributes, withStartRecord } from './startRecord';
import type { StartRecord } from './startRecord';

export interface Conversation {
  sid: string;
  uniqueName: string | null;
  state: string;
  /** JSON text. */
  attributes: string;
}

/** A conversation that a customer takes part in, and the address of ours that it goes by. */
export interface CustomerConversation extends Conversation {
  proxyAddress: string | undefined;
}

/** https://www.twilio.com/docs/api/errors/50353 */
export const UNIQUE_NAME_TAKEN = 50353;
/** The pair of addresses belongs to another conversation: 50416, 50425; 50427 when it was taken at the same moment. */
export const ADDRESSES_TAKEN: readonly (number | undefined)[] = [50416, 50425, 50427];

/** Pages are of 50. Conversations beyond these are caught by Twilio's own refusal of the address pair. */
const MOST_CONVERSATIONS = 200;

type Found<T> = Promise<Result<T | undefined, TwilioFailure>>;

const service = (twilio: Twilio, serviceSid: string) => twilio.conversations.v1.services(serviceSid);

/**
 * Conversations, closed ones too, with a customer by their address. They are those of the default service, which in a
 * Flex account is Flex's own. https://www.twilio.com/docs/conversations-classic/api/participant-conversation-resource
 */
export async function customerConversations(
  twilio: Twilio,
  address: string,
): Promise<Result<CustomerConversation[], TwilioFailure>> {
  const listed = await attempt(() =>
    twilio.conversations.v1.participantConversations.list({ address, limit: MOST_CONVERSATIONS }),
  );
  if (!listed.ok) return listed;
  return success(
    listed.value.map((item) => ({
      sid: item.conversationSid,
      uniqueName: item.conversationUniqueName,
      state: item.conversationState,
      attributes: item.conversationAttributes,
      proxyAddress: (item.participantMessagingBinding as { proxy_address?: string } | null)?.proxy_address,
    })),
  );
}

/**
 * A conversation with the customer in it, in one call: by address, or without `proxyAddress` by chat identity. Fails with 50353 where the unique name is taken.
 * https://www.twilio.com/docs/conversations-classic/api/conversation-with-participants-resource
 */
export function createConversation(
  twilio: Twilio,
  serviceSid: string,
  conversation: { uniqueName: string; record: StartRecord; address: string; proxyAddress: string | undefined },
): Promise<Result<Conversation, TwilioFailure>> {
  const { uniqueName, record, address, proxyAddress } = conversation;
  return attempt(() =>
    service(twilio, serviceSid).conversationWithParticipants.create({
      uniqueName,
      attributes: withStartRecord('{}', record),
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

/** By SID or unique name. */
export async function findConversation(twilio: Twilio, serviceSid: string, name: string): Found<Conversation> {
  const fetched = await attempt(() => service(twilio, serviceSid).conversations(name).fetch());
  return !fetched.ok && fetched.error.status === 404 ? success(undefined) : fetched;
}

/** Succeeds too where it is gone already. */
export async function removeConversation(
  twilio: Twilio,
  serviceSid: string,
  conversationSid: string,
): Promise<Result<unknown, TwilioFailure>> {
  const removed = await attempt(() => service(twilio, serviceSid).conversations(conversationSid).remove());
  return !removed.ok && removed.error.status === 404 ? success(undefined) : removed;
}

/** Writes the record into a conversation's attributes, as they were read just now. */
export function writeStartRecord(
  twilio: Twilio,
  serviceSid: string,
  { sid, attributes }: Pick<Conversation, 'sid' | 'attributes'>,
  record: StartRecord,
): Promise<Result<unknown, TwilioFailure>> {
  const update = { attributes: withStartRecord(attributes, record) };
  return attemptTwice(() => service(twilio, serviceSid).conversations(sid).update(update));
}

/** The agent's first message. It goes out to the customer at once. */
export function sendFirstMessage(
  twilio: Twilio,
  serviceSid: string,
  conversationSid: string,
  { author, message, requestId }: { author: string; message: Message; requestId: string },
): Promise<Result<{ sid: string }, TwilioFailure>> {
  return attempt(() =>
    service(twilio, serviceSid)
      .conversations(conversationSid)
      .messages.create({ author, ...message, attributes: messageAttributes(requestId) }),
  );
}

export async function findFirstMessage(
  twilio: Twilio,
  serviceSid: string,
  conversationSid: string,
  requestId: string,
): Found<{ sid: string }> {
  const listed = await attempt(() =>
    service(twilio, serviceSid).conversations(conversationSid).messages.list({ order: 'asc', limit: 20 }),
  );
  if (!listed.ok) return listed;
  return success(listed.value.find(({ attributes }) => isFirstMessage(attributes, requestId)));
}
