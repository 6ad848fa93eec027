import type { Conversation } from '../conversations/conversations';
import { sendFirstMessage } from '../conversations/conversations';
import { senderName } from '../outreach/senderName';
import type { FunctionCall } from '../runtime/FunctionCall';
import type { FunctionError } from '../runtime/FunctionError';
import type { Result } from '../runtime/Result';
import { failure, success } from '../runtime/Result';
import { randomUuid } from '../runtime/Surroundings';
import { twilioError } from '../runtime/twilioFailure';
import type { FlexConfiguration } from '../settings/flexConfiguration';
import { claimDocument, removeDocument } from '../sync/syncStore';
import type { Customer } from './conversationCustomer';

/** Longer than a conversation outside of the business hours waits for its next message. */
const SAID_SECONDS = 30 * 24 * 60 * 60;

interface To {
  call: Pick<FunctionCall, 'twilio' | 'http' | 'log'>;
  configuration: FlexConfiguration;
  conversation: Pick<Conversation, 'sid'>;
  customer: Customer;
}

/**
 * Says something to the customer that the settings have prepared, once in a conversation, in the sender's name.
 * @param what on which occasion; the claim's name ends with it
 * @param isWanted looked up once it is this call's to say; where it is not wanted, it can be said later
 */
export async function sendOnce(
  { call: { twilio, http }, configuration, conversation, customer }: To,
  what: 'out-of-hours' | 'unserved',
  body: string,
  isWanted: () => Promise<Result<boolean, FunctionError>> = () => Promise.resolve(success(true)),
): Promise<Result<undefined, FunctionError>> {
  const { chatServiceSid, settings } = configuration;
  const documentName = `messaging-controls-${what}-${conversation.sid}`;
  const claim = await claimDocument(twilio, documentName, { attempt: randomUuid(twilio) }, SAID_SECONDS);
  if (!claim.ok) return failure(twilioError(claim.error));
  if (claim.value === 'taken') return success(undefined);
  const wanted = await isWanted();
  if (!wanted.ok || !wanted.value) {
    await http.inReserve(() => removeDocument(twilio, documentName));
    return wanted.ok ? success(undefined) : wanted;
  }
  const author = senderName(settings.senders, customer.channel, customer.proxyAddress);
  const message = { author, message: { body }, requestId: what };
  const sent = await sendFirstMessage(twilio, chatServiceSid, conversation.sid, message);
  if (sent.ok) return success(undefined);
  // Where the customer may have it, it is not said again.
  if (!sent.error.uncertain) await http.inReserve(() => removeDocument(twilio, documentName));
  return failure(twilioError(sent.error));
}
