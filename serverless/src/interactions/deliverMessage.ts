import { isOptOutCode, recordOptOut } from '../compliance/optOuts';
import { findFirstMessage, sendCaption, sendFirstMessage } from '../conversations/conversations';
import type { Result } from '../runtime/Result';
import { failure, success } from '../runtime/Result';
import { twilioError } from '../runtime/twilioFailure';
import type { FirstMessage, StepFailure } from './Start';
import { aboutStart } from './firstMessage';
import { insist } from './insist';

type Request = Pick<
  FirstMessage,
  'call' | 'configuration' | 'requestId' | 'author' | 'message' | 'caption' | 'address' | 'proxyAddress' | 'record'
>;

export interface Delivered {
  messageSid: string;
  textMissing?: true;
}

/**
 * Sends the first message, and right after a file its text, each once: where it is not certain what came of it, it is
 * looked for. Without its text the file stands, and whoever asked is told.
 */
export async function deliverMessage(
  request: Request,
  conversationSid: string,
): Promise<Result<Delivered, StepFailure>> {
  const sent = await deliverFirst(request, conversationSid);
  if (!sent.ok) return sent;
  const messageSid = sent.value.sid;
  const isWhole = await deliverCaption(request, conversationSid);
  return success({ messageSid, ...(isWhole ? {} : { textMissing: true }) });
}

/** What an earlier arrival of the request has sent, once it can send no more. */
export const delivered = (
  { caption }: Pick<Request, 'caption'>,
  { sid: messageSid, hasCaption }: { sid: string; hasCaption: boolean },
): Delivered => ({ messageSid, ...(caption === undefined || hasCaption ? {} : { textMissing: true }) });

/** Whether all is there. It is never sent twice: who is told that it is missing can look. */
async function deliverCaption(
  { call, configuration, requestId, author, caption }: Request,
  conversationSid: string,
): Promise<boolean> {
  if (caption === undefined) return true;
  const { twilio, http } = call;
  const { chatServiceSid } = configuration;
  const sent = await sendCaption(twilio, chatServiceSid, conversationSid, { author, body: caption, requestId });
  if (sent.ok || !sent.error.uncertain) return sent.ok;
  const found = await insist(http, async () => {
    const first = await findFirstMessage(twilio, chatServiceSid, conversationSid, requestId);
    return first.ok && !first.value?.hasCaption ? success(undefined) : first;
  });
  return found.ok && found.value !== undefined;
}

async function deliverFirst(request: Request, conversationSid: string): Promise<Result<{ sid: string }, StepFailure>> {
  const { call, configuration, requestId, author, message, address, proxyAddress, record } = request;
  const { twilio, http } = call;
  const { chatServiceSid } = configuration;
  const first = { author, message, requestId, about: aboutStart(record) };
  const sent = await sendFirstMessage(twilio, chatServiceSid, conversationSid, first);
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
