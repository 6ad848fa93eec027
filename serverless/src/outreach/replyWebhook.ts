import type { Twilio } from 'twilio';

import { isExperimental } from '../../../src/contract/Channel';
import type { Channel } from '../../../src/contract/Channel';
import type { Settings } from '../../../src/settings/settingsSchema';
import { functionUrl } from '../runtime/functionUrl';
import type { FunctionContext } from '../runtime/FunctionsRuntime';
import type { Result } from '../runtime/Result';
import { failure, success } from '../runtime/Result';
import type { TwilioFailure } from '../runtime/twilioFailure';
import { attempt } from '../runtime/twilioFailure';

/** The function that hears of the customer's reply. */
export const REPLY_ROUTE = 'outreach-reply';

/** Twilio's limit is five. https://www.twilio.com/docs/conversations-classic/api/conversation-scoped-webhook-resource */
const MOST_WEBHOOKS = 20;

const webhooksOf = (twilio: Twilio, chatServiceSid: string, conversationSid: string) =>
  twilio.conversations.v1.services(chatServiceSid).conversations(conversationSid).webhooks;

/** Who hears of the customer's reply: our function at its address, or a Studio flow. */
export type ReplyTarget = { url: string } | { flowSid: string };

/** The settings' Studio flow, or else our function: always where a flow could not do what the account refuses. */
export const replyTarget = (
  context: FunctionContext,
  { outreach: { studioFlowSid } }: Pick<Settings, 'outreach'>,
  channel: Channel,
): ReplyTarget =>
  studioFlowSid && !isExperimental(channel) ? { flowSid: studioFlowSid } : { url: functionUrl(context, REPLY_ROUTE) };

/** A flow in a conversation that we began is the one that waits for the reply. */
const leadsTo = (configuration: unknown, route: string): boolean => {
  const { url, flow_sid: flowSid } = configuration as { url?: unknown; flow_sid?: unknown };
  if (typeof url !== 'string') return route === REPLY_ROUTE && typeof flowSid === 'string';
  return URL.canParse(url) && new URL(url).pathname.endsWith(`/${route}`);
};

async function webhooksTo(
  route: string,
  twilio: Twilio,
  chatServiceSid: string,
  conversationSid: string,
): Promise<Result<{ sid: string }[], TwilioFailure>> {
  const listed = await attempt(() =>
    webhooksOf(twilio, chatServiceSid, conversationSid).list({ limit: MOST_WEBHOOKS }),
  );
  return listed.ok ? success(listed.value.filter(({ configuration }) => leadsTo(configuration, route))) : listed;
}

/**
 * The conversation's own webhook that tells of each message. One that stands already is fine, where it is not
 * certain what came of making it.
 */
export async function installReplyWebhook(
  twilio: Twilio,
  chatServiceSid: string,
  conversationSid: string,
  target: ReplyTarget,
): Promise<Result<unknown, TwilioFailure>> {
  const made = await attempt(() =>
    webhooksOf(twilio, chatServiceSid, conversationSid).create(
      'flowSid' in target
        ? { target: 'studio', 'configuration.flowSid': target.flowSid }
        : {
            target: 'webhook',
            'configuration.url': target.url,
            'configuration.method': 'post',
            'configuration.filters': ['onMessageAdded'],
          },
    ),
  );
  if (made.ok || !made.error.uncertain) return made;
  const standing = await webhooksTo(REPLY_ROUTE, twilio, chatServiceSid, conversationSid);
  return standing.ok && standing.value.length > 0 ? success(standing.value) : made;
}

/** Succeeds too where there is none. */
export const removeReplyWebhook = (
  twilio: Twilio,
  chatServiceSid: string,
  conversationSid: string,
): Promise<Result<unknown, TwilioFailure>> => removeWebhooks(REPLY_ROUTE, twilio, chatServiceSid, conversationSid);

/** Takes the conversation's own webhooks for this function of ours away. Succeeds too where there is none. */
export async function removeWebhooks(
  route: string,
  twilio: Twilio,
  chatServiceSid: string,
  conversationSid: string,
): Promise<Result<unknown, TwilioFailure>> {
  const standing = await webhooksTo(route, twilio, chatServiceSid, conversationSid);
  if (!standing.ok) return standing.error.status === 404 ? success(undefined) : standing;
  for (const { sid } of standing.value) {
    const removed = await attempt(() => webhooksOf(twilio, chatServiceSid, conversationSid)(sid).remove());
    if (!removed.ok && removed.error.status !== 404) return failure(removed.error);
  }
  return success(undefined);
}
