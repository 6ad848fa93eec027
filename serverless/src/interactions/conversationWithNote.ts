import type { Conversation } from '../conversations/conversations';
import {
  ADDRESSES_TAKEN,
  UNIQUE_NAME_TAKEN,
  customerConversations,
  findConversation,
  leased,
} from '../conversations/conversations';
import { openConversation } from '../conversations/openConversation';
import { readStartRecord, withStartRecord } from '../conversations/startRecord';
import type { FunctionError } from '../runtime/FunctionError';
import type { Result } from '../runtime/Result';
import { failure, success } from '../runtime/Result';
import { attempt, twilioError } from '../runtime/twilioFailure';
import type { FirstMessage } from './Start';
import type { Claim } from './claimConversation';
import { insist } from './insist';

/**
 * A conversation that shows agents a text which nobody is sent: it is written before the customer is inside. So in three
 * steps: the empty conversation, the text in it (`sendFirstMessage`), the customer.
 */
type Request = Pick<FirstMessage, 'call' | 'configuration' | 'channel' | 'uniqueName' | 'record' | 'address'> & {
  proxyAddress: string;
};

/**
 * The empty conversation, whose unique name only one arrival of the request can take.
 * @param timers ISO 8601 durations of quiet; the service's own where they are left out
 */
export async function claimEmptyConversation(
  { call, configuration, uniqueName, record }: Omit<Request, 'channel' | 'address' | 'proxyAddress'>,
  timers?: { closed: string },
): Promise<Result<Claim, FunctionError>> {
  const { twilio, http } = call;
  const { chatServiceSid } = configuration;
  const attributes = withStartRecord('{}', record);
  const made = await attempt<Conversation>(() =>
    twilio.conversations.v1
      .services(chatServiceSid)
      .conversations.create({ uniqueName, attributes, ...leased(timers) }),
  );
  if (made.ok) return success({ conversation: made.value, isOurs: true });
  const { error } = made;
  if (!error.uncertain && error.code !== UNIQUE_NAME_TAKEN) return failure(twilioError(error));
  const found = await insist(http, () => findConversation(twilio, chatServiceSid, uniqueName));
  // It holds no customer: what may be left of it harms nobody.
  if (!found.ok || !found.value) return failure(twilioError(error));
  const isOurs = readStartRecord(found.value.attributes)?.attempt === record.attempt;
  return success({ conversation: found.value, isOurs });
}

/** Brings the customer into the conversation; `CONVERSATION_OPEN` where they are in another with this address of ours. */
export async function admitCustomer(
  { call, configuration, channel, address, proxyAddress }: Request,
  conversationSid: string,
): Promise<Result<undefined, FunctionError>> {
  const { twilio, http } = call;
  const { participants } = twilio.conversations.v1
    .services(configuration.chatServiceSid)
    .conversations(conversationSid);
  const admitted = await attempt(() =>
    participants.create({ 'messagingBinding.address': address, 'messagingBinding.proxyAddress': proxyAddress }),
  );
  if (admitted.ok) return success(undefined);
  const { error } = admitted;
  if (error.uncertain) {
    const found = await insist(http, async () => {
      const listed = await attempt(() => participants.list({ limit: 5 }));
      return listed.ok ? success(listed.value[0]) : listed;
    });
    if (found.ok && found.value) return success(undefined);
  }
  if (ADDRESSES_TAKEN.includes(error.code)) {
    const found = await customerConversations(twilio, channel, address);
    const open = found.ok ? openConversation(found.value, proxyAddress) : undefined;
    const sid = open?.sid ?? error.conversationSid;
    if (sid !== undefined) return failure({ code: 'CONVERSATION_OPEN', conversationSid: sid });
  }
  return failure(twilioError(error));
}
