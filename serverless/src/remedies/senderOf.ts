import type { Twilio } from 'twilio';

import { messagingAddress } from '../../../src/contract/address/messagingAddress';
import type { Sender } from '../../../src/settings/settingsSchema';
import type { FunctionError } from '../runtime/FunctionError';
import type { Result } from '../runtime/Result';
import { failure, success } from '../runtime/Result';
import { attempt, twilioError } from '../runtime/twilioFailure';
import type { FlexConfiguration } from '../settings/flexConfiguration';

/** The sender of the settings that a customer's conversation goes by: whoever may not write from it has no business in it. */
export async function senderOf(
  twilio: Twilio,
  { chatServiceSid, settings }: FlexConfiguration,
  conversationSid: string,
): Promise<Result<Sender, FunctionError>> {
  const listed = await attempt(() =>
    twilio.conversations.v1.services(chatServiceSid).conversations(conversationSid).participants.list({ limit: 20 }),
  );
  if (!listed.ok) {
    return failure(listed.error.status === 404 ? { code: 'CONVERSATION_CHANGED' } : twilioError(listed.error));
  }
  const bindings = listed.value.flatMap(
    ({ messagingBinding }) => (messagingBinding as { type?: string; proxy_address?: string } | null) ?? [],
  );
  // A customer of chat has no address of ours.
  const sender = settings.senders.find(({ channel, address }) =>
    channel === 'chat'
      ? bindings.length === 0
      : bindings.some((one) => one.type === channel && one.proxy_address === messagingAddress(channel, address)),
  );
  return sender ? success(sender) : failure({ code: 'SENDER_NOT_ALLOWED' });
}
