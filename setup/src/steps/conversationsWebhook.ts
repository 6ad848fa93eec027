import type { Step } from '../Step';
import { exists, wrong } from '../Step';
import type { Account, SetupContext } from '../SetupContext';

const FILTERS = ['onMessageAdded', 'onDeliveryUpdated', 'onConversationStateUpdated'];

const WHAT = 'Conversations webhook';

export async function conversationsWebhook(context: SetupContext): Promise<Step[]> {
  if (!context.setup.webhooks.conversations) return [];
  const { webhooksUrl, domainUrl, noBackend } = context;
  return [webhooksUrl ? await serviceWebhook(context, webhooksUrl, domainUrl) : wrong(WHAT, noBackend)];
}

/**
 * The service's webhook, by which STOP, START and failed messages reach `messaging-events`. A service has one alone, so
 * another's is never taken away. https://www.twilio.com/docs/conversations-classic/api/service-webhook-configuration-resource
 * @param formerUrl where the Functions were reached before PUBLIC_URL was set
 */
export async function serviceWebhook(
  { twilio, configuration }: Pick<Account, 'twilio' | 'configuration'>,
  webhooksUrl: string,
  formerUrl?: string,
): Promise<Step> {
  const url = `${webhooksUrl}/messaging-events`;
  const webhooks = twilio.conversations.v1.services(configuration.chat_service_instance_sid).configuration.webhooks();
  const { postWebhookUrl, filters } = await webhooks.fetch();
  const isFormer = postWebhookUrl === `${formerUrl}/messaging-events`;
  if (postWebhookUrl && postWebhookUrl !== url && !isFormer) {
    return wrong(
      WHAT,
      `It is in use: ${new URL(postWebhookUrl).origin} hears of the conversations.`,
      `Let that address pass ${FILTERS.join(', ')} on to ${url}, signed anew for that URL (Twilio’s own signature holds for the address that it called), or remove it.`,
    );
  }
  const missing = FILTERS.filter((filter) => !filters?.includes(filter));
  if (postWebhookUrl === url && missing.length === 0) return exists(WHAT);
  return {
    what: WHAT,
    state: postWebhookUrl ? 'change' : 'create',
    details: [`${(postWebhookUrl === url ? missing : FILTERS).join(', ')} to ${url}`],
    apply: () => webhooks.update({ postWebhookUrl: url, method: 'POST', filters: [...(filters ?? []), ...missing] }),
  };
}
