import * as v from 'valibot';

import { optOutChangeOf } from '../compliance/optOutWords';
import { findConversation } from '../conversations/conversations';
import { messageEntries } from '../conversations/messageEvent';
import { pressedButton } from '../conversations/pressedButton';
import { conversationCustomer } from '../inbound/conversationCustomer';
import { INBOUND_ROUTE, takeMessage } from '../inbound/takeMessage';
import { defineFunction } from '../runtime/defineFunction';
import { failure, success } from '../runtime/Result';
import { twilioError } from '../runtime/twilioFailure';
import { webhookSignature } from '../runtime/webhookSignature';
import { readFlexConfiguration } from '../settings/flexConfiguration';

const invalid = 'REQUEST_INVALID';

const conversationEvent = v.object(
  { EventType: v.string(invalid), ...messageEntries, Index: v.optional(v.string(invalid)) },
  invalid,
);

const done = success({ status: 200, body: { ok: true as const } });

/**
 * `POST /conversation-events`: Twilio tells of the conversations that it makes for an address. Only a message makes a
 * task: before it there is nothing to decide by, and who opens a website's chat and writes nothing needs nobody.
 */
export const handler = defineFunction({
  route: INBOUND_ROUTE,
  input: conversationEvent,
  guard: webhookSignature(INBOUND_ROUTE),

  async read({ twilio, log }, event) {
    const { EventType, ChatServiceSid, ConversationSid } = event;
    log.about = ConversationSid;
    if (EventType !== 'onMessageAdded') return success(undefined);
    const [configuration, conversation, customer] = await Promise.all([
      readFlexConfiguration(twilio),
      findConversation(twilio, ChatServiceSid, ConversationSid),
      conversationCustomer(twilio, ChatServiceSid, ConversationSid),
    ]);
    if (!configuration.ok) return configuration;
    if (!conversation.ok) return failure(twilioError(conversation.error));
    if (!customer.ok) return failure(twilioError(customer.error));
    return success({ configuration: configuration.value, conversation: conversation.value, customer: customer.value });
  },

  async act(call, { input, read }) {
    if (!read?.conversation || !read.customer || input.Author !== read.customer.address) return done;
    const { configuration, conversation, customer } = read;
    const change = await optOutChangeOf(call.twilio, input, () => Promise.resolve(success(configuration)));
    if (!change.ok) return change;
    const { Body: text = '', Index } = input;
    const button = (contentSid: string | undefined) => pressedButton(call.twilio, input, contentSid);
    const optsOut = change.value?.kind === 'record';
    const message = { call, configuration, conversation, customer, text, button, optsOut, isFirst: Index === '0' };
    const taken = await takeMessage(message);
    return taken.ok ? done : taken;
  },
});
