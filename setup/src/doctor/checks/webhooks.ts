import type { Step } from '../../Step';
import { exists, note, wrong } from '../../Step';
import { serviceWebhook } from '../../steps/conversationsWebhook';
import { globalWebhook } from '../../steps/interactionsWebhook';
import { eventCallback } from '../../steps/taskRouterEvents';
import type { DoctorAccount } from '../DoctorAccount';
import { environmentAt, publicUrlOf } from '../functionsEnvironment';

/** The functions that Twilio calls. */
const OURS = /\/(conversation-events|messaging-events|message-status|outreach-reply)\/?$/;

/** Whether Twilio calls our Functions where they are: they check its signature over PUBLIC_URL and their own address. */
export async function webhooks(account: DoctorAccount): Promise<Step[]> {
  const { twilio, backendUrl } = account;
  const environment = backendUrl ? await environmentAt(twilio, backendUrl) : undefined;
  const own = environment && (await publicUrlOf(twilio, environment));
  const url = own ?? backendUrl;
  const accepted = [url, environment?.domainUrl].filter((one) => one !== undefined);
  return [
    ...(url
      ? await Promise.all([
          serviceWebhook(account, url),
          globalWebhook(account, url, environment?.domainUrl),
          taskEvents(account, url, environment?.domainUrl),
        ])
      : []),
    ...account.addressConfigurations.map((address) => addressWebhook(account, accepted, address)),
  ];
}

/** Not needed for anything but the trace, and a set-up may leave it out. */
async function taskEvents(...of: Parameters<typeof eventCallback>): Promise<Step> {
  const step = await eventCallback(...of);
  if (step.state === 'exists' || step.state === 'note') return step;
  return note(
    step.what,
    'TaskRouter’s events don’t reach the Functions: to whom a task was offered is known for 30 days only.',
    'Run the setup again: npm run setup -- --plan.',
  );
}

interface AutoCreation {
  enabled?: boolean;
  type?: string;
  conversation_service_sid?: string | null;
  webhook_url?: string | null;
}

function addressWebhook(
  { configuration }: DoctorAccount,
  accepted: readonly string[],
  { address, autoCreation }: DoctorAccount['addressConfigurations'][number],
): Step {
  const what = `address ${address}`;
  const creation = (autoCreation ?? {}) as AutoCreation;
  if (creation.enabled !== true) {
    return wrong(
      what,
      'Its messages make no conversation. Switch the creation on: Conversations > Manage > Addresses.',
    );
  }
  const service = creation.conversation_service_sid;
  if (service && service !== configuration.chat_service_instance_sid) {
    return wrong(what, `Its conversations are made in ${service}, where Flex doesn’t see them. Run the setup again.`);
  }
  const hook = creation.webhook_url ?? '';
  if (creation.type === 'webhook' && OURS.test(hook) && !accepted.includes(hook.replace(OURS, ''))) {
    return wrong(
      what,
      `Its webhook is at ${new URL(hook).origin}, and the Functions are at ${accepted.join(' and ') || 'no address'}, so they refuse it.`,
      'Run the setup again: npm run setup -- --plan.',
    );
  }
  return exists(what);
}
