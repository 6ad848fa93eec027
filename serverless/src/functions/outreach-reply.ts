import * as v from 'valibot';

import { optOutChangeOf } from '../compliance/optOutWords';
import { findConversation } from '../conversations/conversations';
import { messageEntries } from '../conversations/messageEvent';
import { pressedButton } from '../conversations/pressedButton';
import { readStartRecord } from '../conversations/startRecord';
import { REPLY_ROUTE } from '../outreach/replyWebhook';
import { takeReply } from '../outreach/takeReply';
import { defineFunction } from '../runtime/defineFunction';
import { failure, success } from '../runtime/Result';
import { twilioError } from '../runtime/twilioFailure';
import { webhookSignature } from '../runtime/webhookSignature';
import { readFlexConfiguration } from '../settings/flexConfiguration';

const invalid = 'REQUEST_INVALID';

const messageAdded = v.object({ EventType: v.literal('onMessageAdded', invalid), ...messageEntries }, invalid);

/** `POST /outreach-reply`: Twilio tells of a message in a conversation that waits for the customer's reply. */
export const handler = defineFunction({
  route: REPLY_ROUTE,
  input: messageAdded,
  guard: webhookSignature(REPLY_ROUTE),

  async read({ twilio, log }, { ChatServiceSid, ConversationSid }) {
    log.about = ConversationSid;
    const [configuration, conversation] = await Promise.all([
      readFlexConfiguration(twilio),
      findConversation(twilio, ChatServiceSid, ConversationSid),
    ]);
    if (!configuration.ok) return configuration;
    if (!conversation.ok) return failure(twilioError(conversation.error));
    return success({ configuration: configuration.value, conversation: conversation.value });
  },

  async act(call, { input, read: { configuration, conversation } }) {
    if (!conversation) return success({ status: 200, body: { ok: true } });
    const contentSid = readStartRecord(conversation.attributes)?.reply?.contentSid;
    const [change, button] = await Promise.all([
      optOutChangeOf(call.twilio, input, () => Promise.resolve(success(configuration))),
      pressedButton(call.twilio, input, contentSid),
    ]);
    if (!change.ok) return change;
    const optsOut = change.value?.kind === 'record';
    const taken = await takeReply(call, configuration, conversation, input.Author, { optsOut, button });
    return taken.ok ? success({ status: 200, body: { ok: true } }) : taken;
  },
});
