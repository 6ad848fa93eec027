import type { Twilio } from 'twilio';
import * as v from 'valibot';

import type { Result } from '../runtime/Result';
import { success } from '../runtime/Result';
import type { TwilioFailure } from '../runtime/twilioFailure';
import { attempt, attemptTwice } from '../runtime/twilioFailure';
import { closeConversation, isClosed, untilReady } from './conversations';

const MOST_PARTICIPANTS = 50;
const LATEST_MESSAGES = 100;

const binding = v.object({ address: v.string(), proxy_address: v.string() });

type Outcome<T> = Promise<Result<T, TwilioFailure>>;

/**
 * Frees the customer of a conversation that nobody needs, and closes it. It is never deleted, because it may hold what
 * they wrote: they are taken out first, so that what they write from then on begins a conversation of its own, and only
 * then it is looked whether they have written. If so they are put back, and `hasWritten` says that it has to go on.
 * @param of.chatIdentity the customer's, where they have no address
 * @param of.isExpected whether it is known that the customer did not write this message
 * @param of.beforeClosing what has to be closed while the conversation is open
 * @param of.attributes its attributes from then on, JSON text
 */
export async function letGo(
  twilio: Twilio,
  chatServiceSid: string,
  conversationSid: string,
  of: {
    chatIdentity: string | undefined;
    isExpected: (message: { author: string; attributes: string; index: number }) => boolean;
    beforeClosing?: () => Outcome<unknown>;
    attributes?: string;
  },
): Outcome<{ hasWritten: boolean }> {
  const conversation = twilio.conversations.v1.services(chatServiceSid).conversations(conversationSid);
  const gone = success({ hasWritten: false });
  const listCustomers = () =>
    attempt(async () => {
      const participants = await conversation.participants.list({ limit: MOST_PARTICIPANTS });
      return participants.filter(
        ({ messagingBinding, identity }) => messagingBinding !== null || (identity && identity === of.chatIdentity),
      );
    });
  let customers = await listCustomers();
  if (customers.ok && customers.value.length === 0) {
    // Twilio may still be about to put the customer in, and until then it would not close the conversation.
    await untilReady(twilio, chatServiceSid, conversationSid);
    customers = await listCustomers();
  }
  if (!customers.ok) return isClosed(customers.error) ? gone : customers;
  for (const { sid } of customers.value) {
    const removed = await attempt(() => conversation.participants(sid).remove());
    if (!removed.ok && !isClosed(removed.error)) return removed;
  }
  const messages = await attempt(() => conversation.messages.list({ order: 'desc', limit: LATEST_MESSAGES }));
  if (!messages.ok) return isClosed(messages.error) ? gone : messages;
  if (messages.value.some((message) => !of.isExpected(message))) {
    for (const customer of customers.value) {
      const back = await attemptTwice(() => conversation.participants.create(sameAs(customer)));
      // Refused: they are in another conversation by now, or the first try has brought them back.
      if (!back.ok && back.error.status !== 400 && back.error.status !== 409) return back;
    }
    return success({ hasWritten: true });
  }
  const before = (await of.beforeClosing?.()) ?? success(undefined);
  if (!before.ok) return before;
  const closed = await closeConversation(twilio, chatServiceSid, conversationSid, of.attributes);
  return closed.ok ? gone : closed;
}

function sameAs({ messagingBinding, identity }: { messagingBinding: unknown; identity: string | null }) {
  const bound = v.safeParse(binding, messagingBinding);
  if (!bound.success) return identity === null ? {} : { identity };
  const { address, proxy_address: proxyAddress } = bound.output;
  return { 'messagingBinding.address': address, 'messagingBinding.proxyAddress': proxyAddress };
}
