import { isExperimental } from '../../../src/contract/Channel';
import type { Step } from '../Step';
import { compare, wrong } from '../Step';
import type { SetupContext } from '../SetupContext';
import type { Setup } from '../setupSchema';
import { DIRECT_FLOW } from './studioFlows';

type Address = Setup['addresses'][number];

/** What the function `conversation-events` hears of. */
const FILTERS = ['onParticipantAdded', 'onMessageAdded'];

/** Whatever customers write to becomes a conversation. https://www.twilio.com/docs/conversations-classic/api/address-configuration-resource */
export async function addresses(context: SetupContext): Promise<Step[]> {
  const { twilio, setup } = context;
  const present = await twilio.conversations.v1.addressConfigurations.list();
  return setup.addresses.map((address) => {
    const what = `address ${address.address}`;
    const target = targetOf(context, address);
    if (typeof target === 'string') return wrong(what, target);
    const found = present.find((one) => one.address === address.address);
    if (found && found.type !== address.type)
      return wrong(what, `It is of type ${found.type} and cannot become ${address.type}.`);
    const wanted = {
      friendlyName: address.name,
      enabled: true,
      conversationServiceSid: context.configuration.chat_service_instance_sid,
      type: target.type,
      studioFlowSid: target.studioFlowSid,
      webhookUrl: target.webhookUrl,
      webhookFilters: target.webhookUrl ? FILTERS : undefined,
    };
    if (!found) {
      return {
        what,
        state: 'create',
        details: describe(address),
        apply: () =>
          twilio.conversations.v1.addressConfigurations.create({
            type: address.type,
            address: address.address,
            friendlyName: address.name,
            ...parameters(target, wanted.conversationServiceSid),
          }),
      };
    }
    const creation = found.autoCreation as Record<string, unknown>;
    const now = {
      friendlyName: found.friendlyName,
      enabled: creation['enabled'] as boolean,
      // Where none is named, it is the account's default one.
      conversationServiceSid: (creation['conversation_service_sid'] as string | null) ?? wanted.conversationServiceSid,
      type: creation['type'] as 'studio' | 'webhook',
      studioFlowSid: target.studioFlowSid && (creation['studio_flow_sid'] as string | undefined),
      webhookUrl: target.webhookUrl && (creation['webhook_url'] as string | undefined),
      webhookFilters: target.webhookUrl ? (creation['webhook_filters'] as string[] | undefined) : undefined,
    };
    return compare(what, now, wanted, () =>
      twilio.conversations.v1
        .addressConfigurations(found.sid)
        .update({ friendlyName: address.name, ...parameters(target, wanted.conversationServiceSid) }),
    );
  });
}

interface Target {
  type: 'studio' | 'webhook';
  studioFlowSid?: string;
  webhookUrl?: string;
}

/** Where its conversations go, or a sentence about what is missing. */
function targetOf(context: SetupContext, { type, autoCreation }: Address): Target | string {
  // Where the account refuses the channel's type, our function makes a task all the same; a flow could not.
  if (autoCreation.type === 'webhook' || (autoCreation.type === 'direct' && isExperimental(type))) {
    const own = autoCreation.type === 'webhook' ? autoCreation.url : undefined;
    const webhookUrl = own ?? (context.webhooksUrl && `${context.webhooksUrl}/conversation-events`);
    return webhookUrl ? { type: 'webhook', webhookUrl } : context.noBackend;
  }
  const name = autoCreation.type === 'direct' ? DIRECT_FLOW.name : autoCreation.flow;
  const studioFlowSid = context.sid('flow', name);
  return studioFlowSid
    ? { type: 'studio', studioFlowSid }
    : `There is no Studio flow "${name}". Add it to "studioFlows".`;
}

const parameters = ({ type, studioFlowSid, webhookUrl }: Target, conversationServiceSid: string) => ({
  'autoCreation.enabled': true,
  'autoCreation.conversationServiceSid': conversationServiceSid,
  'autoCreation.type': type,
  ...(studioFlowSid ? { 'autoCreation.studioFlowSid': studioFlowSid, 'autoCreation.studioRetryCount': 3 } : {}),
  ...(webhookUrl
    ? {
        'autoCreation.webhookUrl': webhookUrl,
        'autoCreation.webhookMethod': 'post' as const,
        'autoCreation.webhookFilters': FILTERS,
      }
    : {}),
});

function describe({ type, autoCreation }: Address): string[] {
  if (autoCreation.type !== 'studio') return [`to ${autoCreation.type}`];
  const experimental = `${type} is experimental: where this account opens no such conversations, the flow makes no task, and "direct" and "webhook" do`;
  return [`to the Studio flow ${autoCreation.flow}`, ...(isExperimental(type) ? [experimental] : [])];
}
