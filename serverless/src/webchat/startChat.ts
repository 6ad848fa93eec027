import type * as v from 'valibot';

import type { initWebchatRequest } from '../../../src/contract/webChat';
import { findFirstMessage, closeConversation } from '../conversations/conversations';
import { messageAttributes } from '../conversations/startRecord';
import { insist } from '../interactions/insist';
import type { FunctionCall } from '../runtime/FunctionCall';
import type { FunctionError } from '../runtime/FunctionError';
import type { Result } from '../runtime/Result';
import { failure, success } from '../runtime/Result';
import { randomUuid } from '../runtime/Surroundings';
import type { TwilioFailure } from '../runtime/twilioFailure';
import { attempt, twilioError } from '../runtime/twilioFailure';
import type { FlexConfiguration } from '../settings/flexConfiguration';

type Call = Pick<FunctionCall, 'twilio' | 'http'>;
type Form = v.InferOutput<typeof initWebchatRequest>['formData'];

export interface StartedChat {
  conversationSid: string;
  identity: string;
}

/** What Twilio's web chat app calls a guest who gives no name. */
const NO_NAME = 'Customer';

/**
 * The conversation of a website's guest, with their question in it. Where the question cannot be written down, there is
 * no chat either: the form stays, and the guest sends it again.
 * https://www.twilio.com/docs/flex/developer/conversations/webchats-resource
 */
export async function startChat(
  { twilio, http }: Call,
  { chatServiceSid }: FlexConfiguration,
  addressSid: string,
  form: Form,
): Promise<Result<StartedChat, FunctionError>> {
  const friendlyName = form.friendlyName || NO_NAME;
  const made = await attempt(() =>
    twilio.flexApi.v2.webChannels.create({
      addressSid,
      chatFriendlyName: 'Web chat',
      customerFriendlyName: friendlyName,
      preEngagementData: JSON.stringify({ ...form, friendlyName }),
    }),
  );
  if (!made.ok) return failure(twilioError(made.error));
  const { conversationSid, identity } = made.value;
  if (form.query) {
    const asked = await ask({ twilio, http }, chatServiceSid, { conversationSid, identity }, form.query);
    if (!asked.ok) {
      await http.inReserve(() => closeConversation(twilio, chatServiceSid, conversationSid));
      return failure(twilioError(asked.error));
    }
  }
  return success({ conversationSid, identity });
}

/** Writes the guest's question, of which the address's flow or webhook hears as of any message. */
async function ask(
  { twilio, http }: Call,
  chatServiceSid: string,
  { conversationSid, identity }: StartedChat,
  body: string,
): Promise<Result<unknown, TwilioFailure>> {
  const requestId = randomUuid(twilio);
  const written = await attempt(() =>
    twilio.conversations.v1
      .services(chatServiceSid)
      .conversations(conversationSid)
      .messages.create({
        author: identity,
        body,
        attributes: messageAttributes(requestId),
        xTwilioWebhookEnabled: 'true',
      }),
  );
  if (written.ok || !written.error.uncertain) return written;
  const found = await insist(http, () => findFirstMessage(twilio, chatServiceSid, conversationSid, requestId));
  return found.ok && found.value ? found : written;
}
