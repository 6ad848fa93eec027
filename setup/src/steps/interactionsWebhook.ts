import type { Twilio } from 'twilio';

import type { Step } from '../Step';
import { exists, wrong } from '../Step';
import type { SetupContext } from '../SetupContext';

const EVENTS = ['onChannelCreateFailed', 'onChannelStatusUpdated'];

interface Webhook {
  ttid: string;
  webhook_url: string;
  webhook_events: string[];
}

/** The helper has no method for this resource. Throws Twilio's refusal. */
async function request<T>(twilio: Twilio, uri: string, data?: Record<string, string | string[]>): Promise<T> {
  const answer = (await twilio.request({
    method: data ? 'post' : 'get',
    uri,
    ...(data ? { data } : {}),
  })) as { statusCode: number; body: T };
  if (answer.statusCode >= 400) throw Object.assign(new Error(), answer.body);
  return answer.body;
}

/**
 * The webhook by which interactions that fail after Twilio has taken them reach `interaction-events`. An account has as
 * many as it likes, so others' are left alone.
 * https://www.twilio.com/docs/flex/developer/conversations/register-interactions-webhooks
 */
export async function interactionsWebhook(context: SetupContext): Promise<Step[]> {
  const { twilio, setup, configuration, backendUrl } = context;
  if (!setup.webhooks.interactions) return [];
  const what = 'Interactions webhook';
  if (!backendUrl) return [wrong(what, context.noBackend)];
  const url = `${backendUrl}/interaction-events`;
  const webhooks = `https://flex-api.twilio.com/v1/Instances/${configuration.flex_instance_sid}/InteractionWebhooks`;
  const { data: present } = await request<{ data: Webhook[] }>(twilio, webhooks);
  const ours = present.find(({ webhook_url }) => webhook_url === url);
  const missing = EVENTS.filter((event) => !ours?.webhook_events.includes(event));
  if (ours && missing.length === 0) return [exists(what)];
  const wanted = { WebhookUrl: url, WebhookMethod: 'POST', WebhookEvents: EVENTS };
  return [
    {
      what,
      state: ours ? 'change' : 'create',
      details: [`${missing.join(', ')} to ${url}`],
      apply: () =>
        ours
          ? request(twilio, `${webhooks}/${ours.ttid}`, wanted)
          : request(twilio, webhooks, { ...wanted, Type: 'global', FriendlyName: 'Messaging Controls' }),
    },
  ];
}
