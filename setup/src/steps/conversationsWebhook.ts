import type { Step } from '../Step';
import { exists, wrong } from '../Step';
import type { SetupContext } from '../SetupContext';

const FILTERS = ['onMessageAdded', 'onDeliveryUpdated'];

/**
 * The service's webhook, by which STOP, START and failed messages reach `messaging-events`. A service has one alone, so
 * another's is never taken away. https://www.twilio.com/docs/conversations-classic/api/service-webhook-configuration-resource
 */
export async function conversationsWebhook(context: SetupContext): Promise<Step[]> {
  const { twilio, setup, configuration, webhooksUrl, domainUrl } = context;
  if (!setup.webhooks.conversations) return [];
  const what = 'Conversations webhook';
  if (!webhooksUrl) return [wrong(what, context.noBackend)];
  const url = `${webhooksUrl}/messaging-events`;
  const webhooks = twilio.conversations.v1.services(configuration.chat_service_instance_sid).configuration.webhooks();
  const { postWebhookUrl, filters } = await webhooks.fetch();
  // One that we set before PUBLIC_URL was.
  const isFormer = postWebhookUrl === `${domainUrl}/messaging-events`;
  if (postWebhookUrl && postWebhookUrl !== url && !isFormer) {
    return [
      wrong(
        what,
        `It is in use: ${new URL(postWebhookUrl).origin} hears of the conversations.`,
        `Let that address pass onMessageAdded and onDeliveryUpdated on to ${url}, signature and all, or remove it.`,
      ),
    ];
  }
  const missing = FILTERS.filter((filter) => !filters?.includes(filter));
  if (postWebhookUrl === url && missing.length === 0) return [exists(what)];
  return [
    {
      what,
      state: postWebhookUrl ? 'change' : 'create',
      details: [`${(postWebhookUrl === url ? missing : FILTERS).join(', ')} to ${url}`],
      apply: () => webhooks.update({ postWebhookUrl: url, method: 'POST', filters: [...(filters ?? []), ...missing] }),
    },
  ];
}
