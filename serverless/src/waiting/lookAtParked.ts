import type { Conversation } from '../conversations/conversations';
import type { Parked } from '../conversations/parked';
import { isDue, timersUntil, writeParked } from '../conversations/parked';
import { REPLY_ROUTE, installReplyWebhook, removeReplyWebhook } from '../outreach/replyWebhook';
import type { FunctionCall } from '../runtime/FunctionCall';
import type { FunctionError } from '../runtime/FunctionError';
import { functionUrl } from '../runtime/functionUrl';
import type { Result } from '../runtime/Result';
import { failure, success } from '../runtime/Result';
import { twilioError } from '../runtime/twilioFailure';
import type { FlexConfiguration } from '../settings/flexConfiguration';
import { bringBack } from './bringBack';
import { hasReplied } from './hasReplied';

/**
 * A conversation that was put aside, of which Twilio's timer or a sweep tells: what has come is brought back, and what has
 * not waits on, with all that wakes it. Safe to repeat, and side by side.
 */
export async function lookAtParked(
  {
    call,
    configuration,
  }: { call: Pick<FunctionCall, 'twilio' | 'http' | 'log' | 'context'>; configuration: FlexConfiguration },
  { conversation, parked }: { conversation: Conversation; parked: Parked },
): Promise<Result<'atWork' | 'served' | 'handedOver' | 'waits', FunctionError>> {
  const { twilio, context } = call;
  const { chatServiceSid } = configuration;
  const { sid: conversationSid } = conversation;
  const written = await hasReplied(twilio, chatServiceSid, conversationSid, parked);
  if (!written.ok) return failure(twilioError(written.error));
  const hasCome = written.value && parked.waitsFor !== 'date';
  if (hasCome || isDue(twilio, parked, conversation.state)) {
    const occasion = { conversationSid, id: parked.id, backFor: hasCome ? ('reply' as const) : ('date' as const) };
    const back = await bringBack(call, configuration, occasion);
    if (!back.ok) return back;
    return success(back.value === 'opened' ? 'handedOver' : back.value === 'standing' ? 'served' : 'atWork');
  }
  // One alone, wherever the earlier one may lead.
  const removed = await removeReplyWebhook(twilio, chatServiceSid, conversationSid);
  const target = { url: functionUrl(context, REPLY_ROUTE) };
  const installed = removed.ok ? await installReplyWebhook(twilio, chatServiceSid, conversationSid, target) : removed;
  if (!installed.ok) return failure(twilioError(installed.error));
  const timers = timersUntil(twilio, parked);
  const set = await writeParked(twilio, chatServiceSid, conversation, parked, timers);
  return set.ok ? success('waits') : failure(twilioError(set.error));
}
