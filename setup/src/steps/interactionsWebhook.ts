import type { Twilio } from 'twilio';

import type { Step } from '../Step';
import { exists, wrong } from '../Step';
import type { Account, SetupContext } from '../SetupContext';

const EVENTS = ['onChannelCreated', 'onChannelCreateFailed', 'onChannelStatusUpdated', 'onParticipantJoined'];

interface Webhook {
  ttid: string;
  webhook_url: string;
  webhook_events: string[];
}

/** The helper has no method for this resource. Throws Twilio's refusal. */
async function request<T>(
  twilio: Twilio,
  method: 'get' | 'post' | 'delete',
  uri: string,
  data?: Record<string, string | string[]>,
): Promise<T> {
  const answer = (await twilio.request({
    method,
    uri,
    ...(data ? { data } : {}),
  })) as { statusCode: number; body: T };
  if (answer.statusCode >= 400) throw Object.assign(new Error(), answer.body);
  return answer.body;
}

const webhooksOf = ({ flex_instance_sid: instance }: Account['configuration']): string =>
  `https://flex-api.twilio.com/v1/Instances/${instance}/InteractionWebhooks`;

const WHAT = 'Interactions webhook';

export async function interactionsWebhook(context: SetupContext): Promise<Step[]> {
  if (!context.setup.webhooks.interactions) return [];
  const { webhooksUrl, domainUrl, noBackend } = context;
  return [webhooksUrl ? await globalWebhook(context, webhooksUrl, domainUrl) : wrong(WHAT, noBackend)];
}

/**
 * The webhook by which Twilio tells `interaction-events` of interactions, and of those that fail after it has taken them. An account has as
 * many as it likes, so others' are left alone.
 * https://www.twilio.com/docs/flex/developer/conversations/register-interactions-webhooks
 * @param formerUrl where the Functions were reached before PUBLIC_URL was set
 */
export async function globalWebhook(
  account: Pick<Account, 'twilio' | 'configuration'>,
  webhooksUrl: string,
  formerUrl = webhooksUrl,
): Promise<Step> {
  const { twilio, configuration } = account;
  const url = `${webhooksUrl}/interaction-events`;
  const webhooks = webhooksOf(configuration);
  const present = await ourWebhooks(account, [webhooksUrl, formerUrl]);
  const ours = present.find(({ webhook_url }) => webhook_url === url) ?? present[0];
  const missing = EVENTS.filter((event) => ours?.webhook_url !== url || !ours.webhook_events.includes(event));
  if (missing.length === 0) return exists(WHAT);
  const wanted = { WebhookUrl: url, WebhookMethod: 'POST', WebhookEvents: EVENTS };
  return {
    what: WHAT,
    state: ours ? 'change' : 'create',
    details: [`${missing.join(', ')} to ${url}`],
    apply: () =>
      ours
        ? request(twilio, 'post', `${webhooks}/${ours.ttid}`, wanted)
        : request(twilio, 'post', webhooks, { ...wanted, Type: 'global', FriendlyName: 'Messaging Controls' }),
  };
}

/** @param bases where the Functions are, or have been */
async function ourWebhooks(
  { twilio, configuration }: Pick<Account, 'twilio' | 'configuration'>,
  bases: readonly string[],
): Promise<Webhook[]> {
  const { data } = await request<{ data: Webhook[] }>(twilio, 'get', webhooksOf(configuration));
  return data.filter(({ webhook_url: url }) => bases.some((base) => url === `${base}/interaction-events`));
}

export async function withoutInteractionsWebhook(
  account: Pick<Account, 'twilio' | 'configuration'>,
  bases: readonly string[],
): Promise<Step[]> {
  const { twilio, configuration } = account;
  return (await ourWebhooks(account, bases)).map(({ ttid }) => ({
    what: WHAT,
    state: 'remove',
    details: [
      'interactions that fail after Twilio has taken them are no longer noticed, and tasks are found by TaskRouter’s search alone',
    ],
    apply: () => request(twilio, 'delete', `${webhooksOf(configuration)}/${ttid}`),
  }));
}
