import { plainAddress } from '../../../src/contract/address/messagingAddress';
import { CHANNELS } from '../../../src/contract/Channel';
import type { Mended } from '../../../src/contract/trace';
import { conversationCustomer } from '../inbound/conversationCustomer';
import type { Janitor } from '../janitor/Janitor';
import type { FunctionError } from '../runtime/FunctionError';
import type { Result } from '../runtime/Result';
import { failure, success } from '../runtime/Result';
import { attempt, twilioError } from '../runtime/twilioFailure';
import type { Evidence } from './Evidence';

/** The lost message as it would be written again: a person reads it, and sends it or not. Changes nothing. */
export async function sendAnew(
  { call: { twilio }, configuration: { chatServiceSid } }: Janitor,
  { conversation: { sid, record }, messages }: Evidence,
): Promise<Result<Omit<Mended, 'ok'>, FunctionError>> {
  const last = messages.find(({ by }) => by === 'agent');
  const conversation = twilio.conversations.v1.services(chatServiceSid).conversations(sid);
  const [inside, message] = await Promise.all([
    conversationCustomer(twilio, chatServiceSid, sid),
    last && attempt(() => conversation.messages(last.sid).fetch()),
  ]);
  if (!inside.ok) return failure(twilioError(inside.error));
  if (message && !message.ok) return failure(twilioError(message.error));
  // The one who was taken out of the conversation stands in its record.
  const customer = record?.customer ?? inside.value;
  const channel = CHANNELS.find((one) => one === customer?.channel);
  if (!customer || !channel) return failure({ code: 'CONVERSATION_CHANGED' });
  const { address, proxyAddress } = customer;
  return success({
    outcome: 'toSend',
    message: {
      channel,
      to: plainAddress(address),
      ...(proxyAddress === undefined ? {} : { from: plainAddress(proxyAddress) }),
      body: message?.value.body ?? '',
    },
  });
}
