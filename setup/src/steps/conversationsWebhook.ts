import type { Step } from '../Step';
import { exists, wrong } from '../Step';
import type { SetupContext } from '../SetupContext';

const FILTERS = ['onMessageAdded', 'onDeliveryUpdated'];

/**
 * The service's webhook, by which STOP, START and failed messages reach `messaging-events`. A service has one alone, so
 * another's is never taken away. https://www.twilio.com/docs/conversations-classic/api/service-webhook-configuration-resource
 */
export async function conversationsWebhook(context: SetupContext): Promise<Step[]> {
  const { twilio, setup, configuration, backendUrl } = context;
  if (!setup.webhooks.conversations) return [];
  const what = 'Conversations webhook';
  if (!backendUrl) return [wrong(what, context.noBackend)];
  const url = `${backendUrl}/messaging-events`;
  const webhooks = twilio.conversations.v1.services(configuration.chat_service_instance_sid).configuration.webhooks();
  const { postWebhookUrl, filters } = await webhooks.fetch();
  if (postWebhookUrl && postWebhookUrl !== url) {
    return [
      wrong(
        what,
        `It is in use: ${new URL(postWebhookUrl).origin} hears of the conversations.`,
        `Let that address pass onMessageAdded and onDeliveryUpdated on to ${url}, signature and all, or remove it.`,
      ),
    ];
  }
  const missing = FILTERS.filter((filter) => !filters?.includes(filter));
  if (postWebhookUrl && missing.length === 0) return [exists(what)];
  return [
    {
      what,
      state: postWebhookUrl ? 'change' : 'create',
      details: [`${missing.join(', ')} to ${url}`],
      apply: () => webhooks.update({ postWebhookUrl: url, method: 'POST', filters: [...(filters ?? []), ...missing] }),
    },
  ];
}
