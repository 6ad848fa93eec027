import { findConversation } from '../conversations/conversations';
import { readStartRecord } from '../conversations/startRecord';
import { INBOUND_ROUTE } from '../inbound/takeMessage';
import type { Janitor, Mending } from '../janitor/Janitor';
import { inClaim } from '../janitor/inClaim';
import { REPLY_ROUTE, installReplyWebhook, removeWebhooks } from '../outreach/replyWebhook';
import { functionUrl } from '../runtime/functionUrl';
import { failure, success } from '../runtime/Result';
import { twilioError } from '../runtime/twilioFailure';

/** From now on the backend hears of what is written in the conversation. One of ours that is deaf is replaced. */
export const addWebhook = (janitor: Janitor, conversationSid: string): Mending =>
  inClaim(janitor, conversationSid, async () => {
    const { call, configuration } = janitor;
    const { twilio, context } = call;
    const { chatServiceSid } = configuration;
    const found = await findConversation(twilio, chatServiceSid, conversationSid);
    if (!found.ok) return failure(twilioError(found.error));
    if (!found.value || found.value.state === 'closed') return success('none' as const);
    // Of a conversation that we have begun, the reply is the one that is waited for.
    const route = readStartRecord(found.value.attributes)?.reply ? REPLY_ROUTE : INBOUND_ROUTE;
    const removed = await removeWebhooks(route, twilio, chatServiceSid, conversationSid);
    if (!removed.ok) return failure(twilioError(removed.error));
    const url = functionUrl(context, route);
    const installed = await installReplyWebhook(twilio, chatServiceSid, conversationSid, { url });
    return installed.ok ? success('waits' as const) : failure(twilioError(installed.error));
  });
