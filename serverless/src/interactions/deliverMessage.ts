import { isOptOutCode, recordOptOut } from '../compliance/optOuts';
import { findFirstMessage, sendFirstMessage } from '../conversations/conversations';
import type { Result } from '../runtime/Result';
import { failure, success } from '../runtime/Result';
import { twilioError } from '../runtime/twilioFailure';
import type { FirstMessage, StepFailure } from './Start';
import { insist } from './insist';

/** Sends the first message, once: where it is not certain what came of it, it is looked for. */
export async function deliverMessage(
  request: Pick<
    FirstMessage,
    'call' | 'configuration' | 'requestId' | 'author' | 'message' | 'address' | 'proxyAddress'
  >,
  conversationSid: string,
): Promise<Result<{ sid: string }, StepFailure>> {
  const { call, configuration, requestId, author, message, address, proxyAddress } = request;
  const { twilio, http } = call;
  const { chatServiceSid } = configuration;
  const sent = await sendFirstMessage(twilio, chatServiceSid, conversationSid, { author, message, requestId });
  if (sent.ok) return sent;
  const cause = twilioError(sent.error);
  if (!sent.error.uncertain) {
    // Where it cannot be written down, Twilio refuses the next message too.
    const { code } = sent.error;
    if (code !== undefined && isOptOutCode(code) && proxyAddress !== undefined) {
      await http.inReserve(() => recordOptOut(twilio, { address, proxyAddress }, code));
    }
    return failure({ cause, isCertain: true });
  }
  const found = await insist(http, () => findFirstMessage(twilio, chatServiceSid, conversationSid, requestId));
  if (!found.ok) return failure({ cause, isCertain: false });
  return found.value ? success(found.value) : failure({ cause, isCertain: true });
}
