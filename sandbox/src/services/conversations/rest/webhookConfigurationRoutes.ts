import { TwilioError } from '../../../http/TwilioError';
import { parametersOf } from '../../../http/parameters';
import type { Parameters } from '../../../http/parameters';
import type { ConversationsWebhooks } from '../../../model/webhooks';
import type { World } from '../../../World';
import { CONFIGURABLE_EVENTS } from '../webhookEvents';
import { REST_HOST } from './RestContext';
import type { RestContext } from './RestContext';

type Level = 'account' | 'service';

const NONE: ConversationsWebhooks = {
  preWebhookUrl: null,
  postWebhookUrl: null,
  method: 'POST',
  filters: [],
  target: 'webhook',
};

function changed(before: ConversationsWebhooks, parameters: Parameters): ConversationsWebhooks {
  const method = (parameters.text('Method') ?? before.method).toUpperCase();
  if (method !== 'GET' && method !== 'POST') throw TwilioError.invalid('Method');
  const target = parameters.text('Target') ?? before.target;
  if (target !== 'webhook' && target !== 'flex') throw TwilioError.invalid('Target');
  const filters = parameters.list('Filters') ?? before.filters;
  if (!filters.every((filter) => CONFIGURABLE_EVENTS.includes(filter))) throw TwilioError.invalid('Filters');
  const url = (name: string, kept: string | null): string | null => {
    const given = parameters.text(name) ?? kept;
    if (given && !/^https?:\/\//.test(given)) throw TwilioError.invalid(name);
    return given || null;
  };
  return {
    preWebhookUrl: url('PreWebhookUrl', before.preWebhookUrl),
    postWebhookUrl: url('PostWebhookUrl', before.postWebhookUrl),
    method,
    filters,
    target,
  };
}

/**
 * https://www.twilio.com/docs/conversations-classic/api/webhook-configuration-resource and, for the service,
 * https://www.twilio.com/docs/conversations-classic/api/per-service-webhook-resource
 */
export function webhookConfigurationRoutes({ router, world }: RestContext): void {
  const json = (level: Level): Record<string, unknown> => {
    const { preWebhookUrl, postWebhookUrl, method, filters, target } = configurationOf(world, level);
    return {
      account_sid: world.account.sid,
      ...(level === 'service' && { chat_service_sid: world.chatServiceSid }),
      pre_webhook_url: preWebhookUrl,
      post_webhook_url: postWebhookUrl,
      method,
      filters,
      ...(level === 'account' && { target }),
      url: `https://${REST_HOST}${paths(world)[level]}`,
    };
  };
  for (const level of ['account', 'service'] as const) {
    const path = paths(world)[level];
    router.get(path, (_request, response) => void response.json(json(level)));
    router.post(path, (request, response) => {
      world.conversationsWebhooks.set(level, changed(configurationOf(world, level), parametersOf(request)));
      response.json(json(level));
    });
  }
}

const configurationOf = (world: World, level: Level): ConversationsWebhooks =>
  world.conversationsWebhooks.get(level) ?? NONE;

const paths = (world: World): Record<Level, string> => ({
  account: '/v1/Configuration/Webhooks',
  service: `/v1/Services/${world.chatServiceSid}/Configuration/Webhooks`,
});
